#pragma once

#include <string_view>

#include "bot/web/http.h"

namespace jauap::web {

// An error that the server itself answers with, in the form that clients of the path read: OpenAI's
// below /v1/, JSON-RPC's on /mcp, otherwise a problem document. `path` may be "".
Response refusal(std::string_view path, int status, std::string_view detail);

}  // namespace jauap::web
