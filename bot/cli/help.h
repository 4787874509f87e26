#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "bot/cli/command.h"

namespace jauap::cli {

// What the program is, in a sentence.
inline constexpr std::string_view kAbout =
    "Jauap answers questions in everyday language from facts that it holds, and shows where each "
    "answer comes from.";

// The help of the whole program and of one command.
std::string program_help();
std::string command_help(const Command& command);

// Breaks a text at spaces into lines of at most `width` characters, each with `indent` spaces
// before it but the first; line breaks of the text stay. A longer word has a line to itself.
std::string wrap(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace jauap::cli
