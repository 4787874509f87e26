#pragma once

namespace jauap::cli {

// How the program ends, the same for every command; kExitCodes in command.h describes them.
enum ExitCode : int {
  kAnswered = 0,
  kNotAnswered = 1,
  kWrongUsage = 2,
  kWrongFile = 3,
  kNoAccess = 4,
};

}  // namespace jauap::cli
