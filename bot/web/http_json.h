#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/web/http.h"

namespace jauap::web {

// What is wrong with one part of a request.
struct RequestError {
  std::string pointer;  // JSON pointer into the body, or "?name" for a parameter of the query
  std::string detail;
};

// An RFC 9457 problem document: what is wrong with a request, for the person who wrote its program.
// `errors` may be empty.
Response problem(int status, std::string_view detail, const std::vector<RequestError>& errors = {});

// The 400 for what a JSON body should have been.
Response problem(const base::Problems& problems);

// The body of a request as JSON, at most a few levels deep; what is wrong is a Problem without a
// file, ready for problem() above.
base::Loaded<base::JsonValue> read_json(const Request& request);

// A member of a body that is a text, which may be empty; nothing where it is absent or, after a
// Problem, of another type.
std::optional<std::string> read_text(base::JsonObject& object, std::string_view key);

}  // namespace jauap::web
