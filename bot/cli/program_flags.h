#pragma once

#include <vector>

#include "bot/cli/options.h"

namespace jauap::cli {

// The options that are not of the server alone (server_flags.h).
std::vector<Option> program_flags();

}  // namespace jauap::cli
