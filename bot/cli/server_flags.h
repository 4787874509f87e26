#pragma once

#include <vector>

#include "bot/cli/options.h"

namespace jauap::cli {

// The options of `serve` for where it listens and how much of everything it gives away: a row for
// each of web::ServerOptions.
std::vector<Option> server_flags();

}  // namespace jauap::cli
