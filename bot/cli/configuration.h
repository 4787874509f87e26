#pragma once

#include <string>

#include "bot/base/problem.h"
#include "bot/cli/options.h"

namespace jauap::cli {

// Reads the file that options.config names, if there is one, into the options that neither a flag
// nor a variable has given. It is in TOML, and a setting is called as its option, without dashes:
//
//   knowledge = ["packs/museum"]   # a path is one from the folder of this file
//   port = 9000
//   max_waiting = 64               # --max-waiting
//   [channels.slack]               # of a server (bot/channels/config.h)
//
// Returns all that is wrong with it, but for the channels.
base::Problems read_configuration(Options& options);

// Every setting as such a file, with where its value comes from: "port = 9000  # --port". One that
// nobody has given and that has no value of its own is a comment.
std::string print_configuration(const Options& options);

}  // namespace jauap::cli
