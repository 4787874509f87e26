#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/cli/exit_code.h"
#include "bot/cli/options.h"
#include "bot/cli/output.h"

namespace jauap::cli {

// One command of the program. The table of them is the single place where a command is described:
// parsing, help, "did you mean", the manual page and the completions are made from it.
struct Command {
  std::string_view name;
  std::string_view arguments;  // "QUESTION…", "" for none
  std::size_t min_words = 0;
  std::size_t max_words = 0;
  std::string_view summary;               // one line
  std::string_view details;               // paragraphs with an empty line between
  std::vector<std::string_view> options;  // its own, besides those of every command
  std::vector<std::string_view> choices;  // what a word can be, for completion; empty for anything
  int (*run)(const Options& options, Output& output) = nullptr;  // returns an ExitCode
};

// In the order of the help.
const std::vector<Command>& all_commands();
// Null where there is no such command.
const Command* find_command(std::string_view name);
std::vector<std::string> command_names();

// Options that every command takes, and whether an option is one of them.
const std::vector<std::string_view>& common_options();
// The options of a command: its own, then those of every command.
std::vector<const Option*> options_of(const Command& command);

struct ExitMeaning {
  ExitCode code;
  std::string_view meaning;
};
const std::vector<ExitMeaning>& exit_meanings();

// One file each: <name>.cpp.
int ask(const Options& options, Output& output);
int chat(const Options& options, Output& output);
int check(const Options& options, Output& output);
int completion(const Options& options, Output& output);
int explain(const Options& options, Output& output);
int help(const Options& options, Output& output);
int ledger(const Options& options, Output& output);
int import_tables(const Options& options, Output& output);  // "import" is a word of C++
int man(const Options& options, Output& output);
int mcp(const Options& options, Output& output);
int serve(const Options& options, Output& output);
int test(const Options& options, Output& output);
int version(const Options& options, Output& output);

// Runs the command that the words after the program's name ask for and returns the exit code. Wrong
// usage is one line on standard error; throws only where the process cannot do its work.
int run_command_line(const std::vector<std::string>& arguments);

}  // namespace jauap::cli
