#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "bot/base/problem.h"

namespace jauap::web {

// Whether the value of an Authorization field bears the token (RFC 6750: "Bearer TOKEN"). The time
// it takes tells nothing about how much of a wrong token is right.
bool bears_token(std::string_view authorization, std::string_view token);

// The token that a file holds on its only line. One that is shorter than 16 characters, or has
// others than RFC 6750 allows, is a Problem.
base::Loaded<std::string> read_token(const std::filesystem::path& file);

}  // namespace jauap::web
