#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/sessions/ledger_entries.h"
#include "bot/web/server_options.h"

namespace jauap::cli {

// How a server writes its log; by itself as text to a terminal, as JSON to anything else.
enum class LogFormat : std::uint8_t { ByTerminal, Text, Json };

// What a command was asked to do. Flags come before the environment, the environment before the
// configuration file, and that before the values here. Plain data; a path that nobody gave is empty
// (data_folders.h finds the shipped one).
struct Options {
  std::vector<std::string> words;  // what follows the command: the question, the packs
  std::vector<std::filesystem::path> knowledge;
  std::filesystem::path intents;
  std::filesystem::path web;
  std::filesystem::path output;
  std::filesystem::path cache;
  std::filesystem::path thesaurus;
  std::filesystem::path token_file;
  std::filesystem::path admin_token_file;
  std::vector<std::string> allowed_origins;
  std::filesystem::path ledger;
  sessions::KeptQuestions ledger_questions = sessions::KeptQuestions::None;
  int ledger_days = 30;
  int ledger_megabytes = 256;
  std::string session;
  std::string before;
  std::vector<std::string> widget_parents;  // origins
  std::string redis;                        // a URL, "" for none
  std::filesystem::path config;
  std::string language = "en";
  std::string host = "127.0.0.1";
  int port = 8080;
  web::ServerOptions server;  // of it, what server_flags() sets
  LogFormat log_format = LogFormat::ByTerminal;
  bool json = false;
  bool json_lines = false;
  bool check_config = false;
  bool print_config = false;
  bool all = false;
  bool no_cache = false;
  bool no_color = false;
  bool help = false;
  bool version = false;
  // What `config` says in all, also of the channels (configuration.h); Null where nobody names one.
  base::JsonValue configuration;
  // Who gave each option that somebody gave: "--port", "JAUAP_PORT" or "jauap.toml:3".
  std::map<std::string_view, std::string> origins;
};

// What an option's value is, for completion in a shell and for the configuration file.
enum class ValueKind { Flag, Text, Number, Path, Folder };

// One option, as it is parsed, explained and completed.
struct Option {
  std::string_view name;    // "--knowledge"
  std::string_view letter;  // "-h", "" for none
  ValueKind kind = ValueKind::Flag;
  std::string_view value;        // "PATH"; "" for a flag
  bool repeatable = false;       // its variable then holds several values with colons between
  std::string_view environment;  // "JAUAP_KNOWLEDGE", "" for none
  std::string_view summary;
  // Keeps the values given: one, or several of a repeatable option. Returns what is wrong with
  // them, "" for nothing.
  std::string (*set)(Options& options, const std::vector<std::string>& values) = nullptr;
  // The values it has, as `set` takes them, but with "…" for a password; none where the program
  // decides by itself. Null for an option that is said anew each time: such a one does not belong
  // into a configuration file.
  std::vector<std::string> (*get)(const Options& options) = nullptr;
};

// The value of an environment variable, "" where it is not set. Read before any thread is started.
std::string environment(std::string_view name);

// Every option of every command, in the order of the help.
const std::vector<Option>& all_options();

struct Command;  // command.h

// A command line as far as it could be understood.
struct ParsedLine {
  const Command* command = nullptr;  // null where none was named
  Options options;
  std::string error;  // "" where nothing is wrong
};

// Understands the words after the program's name. Options of every command may stand before or
// after the command's name, its own after it; what follows "--" is never an option.
ParsedLine parse_command_line(const std::vector<std::string>& arguments);

}  // namespace jauap::cli
