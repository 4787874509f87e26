#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/web/http.h"

namespace jauap::web {

// Which pages of other sites may ask here: the CORS protocol of the Fetch standard, by a list of
// origins and never by "*". Cookies are not used, so credentials are never allowed.

// What is wrong with a text as an origin ("https://example.org", "http://localhost:3000"): scheme
// http or https, a host in lower case, perhaps a port, and nothing else, as browsers send it. ""
// for nothing.
std::string check_origin(std::string_view text);

// What an answer to a page of an allowed origin carries. `origin` is the entry of the list, so that
// nothing of the request gets into a header.
Fields cors_fields(const std::string& origin);

// What the answer to a preflight request carries besides. `methods` as in Allow.
Fields preflight_fields(const std::string& methods);

}  // namespace jauap::web
