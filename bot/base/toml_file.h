#pragma once

#include <string>
#include <string_view>

#include "bot/base/json_file.h"

namespace jauap::base {

// Reads TOML 1.0 (https://toml.io) into the values that JSON has, so that a JsonObject reads either
// and reports what is wrong with its line and column. A date or time is a text as it is written in
// RFC 3339. A syntax error, a key that stands twice and text that is not UTF-8 are one Problem.
// `file` is only what Problems call it. Safe for concurrent use.
Loaded<JsonValue> parse_toml(std::string_view text, const std::string& file);

// A text as TOML has it between quotes, with them.
std::string toml_quoted(std::string_view text);

}  // namespace jauap::base
