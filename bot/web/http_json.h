#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/web/http.h"

namespace jauap::web {

// What is wrong with one part of a request.
struct RequestError {
  // JSON pointer into the body, or "?name" for a parameter of the query; nothing where it is not of
  // the request.
  std::optional<std::string> pointer;
  std::string detail;
};

// An RFC 9457 problem document: what is wrong with a request, for the person who wrote its program.
// `errors` may be empty.
Response problem(int status, std::string_view detail, const std::vector<RequestError>& errors = {});

// The 400 for what a JSON body should have been.
Response problem(const base::Problems& problems);

// What a body of JSON may be made of where nothing is said.
inline constexpr base::JsonLimits kBodyLimits{.depth = 8, .values = 1000};

// The same for clients that send a whole conversation, or schemas, along.
inline constexpr base::JsonLimits kLongBodyLimits{.depth = 64, .values = 50'000};

// JSON text from somebody else's program; what is wrong is a Problem without a file, ready for
// problem() above. The escape of half a surrogate pair, which programs write for a text that was
// cut in the middle of a character, is read as U+FFFD, so that any text can be a question.
base::Loaded<base::JsonValue> read_json(std::string_view text,
                                        const base::JsonLimits& limits = kBodyLimits);

// The body of a request that is to be JSON, or the problem document (415 or 400) to answer with.
std::variant<base::JsonValue, Response> read_json_body(const Request& request);

// What is wrong with a JSON text, in one line.
std::string to_line(const base::Problem& wrong);

// JSON as the body of an answer: one line; text that is not UTF-8 is repaired.
std::string to_body(const nlohmann::ordered_json& json);

// A member of a body that is a text, which may be empty; nothing where it is absent or, after a
// Problem, of another type.
std::optional<std::string> read_text(base::JsonObject& object, std::string_view key);

}  // namespace jauap::web
