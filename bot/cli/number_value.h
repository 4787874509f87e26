#pragma once

#include <cstddef>
#include <string>
#include <variant>

namespace jauap::cli {

// A whole number of that range as the value of an option, or what is wrong with it.
std::variant<std::size_t, std::string> read_number(const std::string& value, std::size_t least,
                                                   std::size_t most);

}  // namespace jauap::cli
