#pragma once

namespace jauap::cli {

// How the program ends, the same for every command; exit_meanings() in command.h describes them.
using ExitCode = int;
inline constexpr ExitCode kAnswered = 0;
inline constexpr ExitCode kNotAnswered = 1;
inline constexpr ExitCode kWrongUsage = 2;
inline constexpr ExitCode kWrongFile = 3;
inline constexpr ExitCode kNoAccess = 4;

}  // namespace jauap::cli
