#include "bot/cli/command.h"

#include <algorithm>
#include <limits>

#include "bot/cli/configuration.h"
#include "bot/cli/load.h"

namespace jauap::cli {
namespace {

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();

}  // namespace

const std::vector<Command>& all_commands() {
  static const std::vector<Command> kCommands{
      {"ask",
       "[QUESTION…|-]",
       0,
       kAny,
       "Answer a question.",
       "The words of the question may be quoted or not. With \"-\", or without a question where "
       "standard input is not a terminal, each line of standard input is a question; empty lines "
       "are "
       "left out.\n\n"
       "Each answer is followed by where it comes from; where there is none, by what can be asked. "
       "Ends with 1 if any question was not answered. With --jsonl, a line that is not such an "
       "object is named on standard error and has no reply; the program then ends with 2, after "
       "the "
       "other lines.",
       {"--json", "--jsonl"},
       {},
       ask},
      {"chat",
       "",
       0,
       0,
       "Ask questions one after the other.",
       "Lines can be edited and called back with the arrow keys; they are kept in "
       "$XDG_STATE_HOME/jauap/history, or ~/.local/state/jauap/history. Ctrl-D, \"exit\" or "
       "\"quit\" ends it.",
       {},
       {},
       chat},
      {"serve",
       "",
       0,
       0,
       "Serve the page and the HTTP API.",
       "Prints the address as soon as questions are taken; programs find at /docs how to ask. "
       "SIGINT "
       "(Ctrl-C) and SIGTERM end it after the requests under way are answered.\n\n"
       "Packs and ways of asking are read again when their files change, and on SIGHUP. Where they "
       "then have mistakes, these are printed, and what was there goes on answering. Settings are "
       "read at the start only.",
       {"--host",
        "--port",
        "--web",
        "--allow-origin",
        "--token-file",
        "--admin-token-file",
        "--ledger",
        "--ledger-questions",
        "--ledger-days",
        "--ledger-size",
        "--log-format",
        "--log-requests",
        "--redis",
        "--widget-parent",
        "--check-config",
        "--print-config",
        "--listen",
        "--public-url",
        "--tls-certificate",
        "--tls-key",
        "--trusted-proxies",
        "--threads",
        "--max-waiting",
        "--max-connections",
        "--max-client-connections",
        "--client-rate",
        "--client-burst",
        "--conversation-rate",
        "--conversation-burst",
        "--max-head",
        "--max-body",
        "--request-time",
        "--idle-time",
        "--write-time",
        "--work-time",
        "--stop-time"},
       {},
       serve},
      {"mcp",
       "",
       0,
       0,
       "Serve the Model Context Protocol on standard input and output.",
       "For programs that start it themselves and let a language model ask: one JSON-RPC message a "
       "line, each answered by a line. Ends with the input. A running \"jauap serve\" answers the "
       "same at /mcp.",
       {"--web"},
       {},
       mcp},
      {"explain",
       "QUESTION…",
       1,
       kAny,
       "Show how a question is understood and answered.",
       "Prints what each stage of the way from the question to the answer did, then the answer.",
       {"--json"},
       {},
       explain},
      {"check",
       "[PACK…]",
       0,
       kAny,
       "Find the mistakes in packs and intents.",
       "Reads everything that is needed to answer and prints each mistake with its file, its place "
       "and what was probably meant. A PACK is a folder, or the name of a pack that would be used "
       "anyway; without one all of those are checked. Ends with 3 if there are mistakes.",
       {},
       {},
       check},
      {"test",
       "[PACK…]",
       0,
       kAny,
       "Ask what packs say they must be able to answer.",
       "Asks the questions in the questions.jsonl of each pack and prints where a reply is not as "
       "expected. A PACK is named as for check. Ends with 1 if any reply was not.",
       {},
       {},
       test},
      {"import",
       "FILE…",
       1,
       kAny,
       "Make a pack of tables.",
       "Writes a folder that holds the tables (CSV; JSON becomes CSV) and a datapackage.json with "
       "everything that is inferred of them, for you to improve, and prints what could not be "
       "decided. The folder is called as the first file unless --output names another; one that "
       "is there already is left alone, and the program ends with 4.",
       {"--output"},
       {},
       import_tables},
      {"ledger",
       "list|export|stats|forget|import",
       1,
       2,
       "Show and clear what a server has kept.",
       "list: what could not be answered, the most frequent first, with the last question. export: "
       "all entries, as lines of JSON. stats: how many there are. forget: removes the entries of "
       "one conversation (--session), of the time before a day (--before) or all (--all), and "
       "leaves no byte of them in the file. import FILE: takes over lines of JSON, those of "
       "export or of a ledger of an earlier version.\n\n"
       "The server may run meanwhile.",
       {"--ledger", "--json", "--session", "--before", "--all"},
       {"list", "export", "stats", "forget", "import"},
       ledger},
      {"man",
       "",
       0,
       0,
       "Print the manual page.",
       "Read it with: jauap man | man -l -",
       {},
       {},
       man},
      {"completion",
       "bash|zsh|fish",
       1,
       1,
       "Print a completion script for a shell.",
       "bash: source <(jauap completion bash)\n\n"
       "zsh: jauap completion zsh > \"${fpath[1]}/_jauap\"\n\n"
       "fish: jauap completion fish | source",
       {},
       {"bash", "zsh", "fish"},
       completion},
      {"help", "[COMMAND]", 0, 1, "Explain the program or a command.", "", {}, {}, help},
      {"version", "", 0, 0, "Print the version.", "", {}, {}, version},
  };
  return kCommands;
}

const Command* find_command(std::string_view name) {
  const auto& commands = all_commands();
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const Command& command) { return command.name == name; });
  return found == commands.end() ? nullptr : &*found;
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const Command& command : all_commands()) names.emplace_back(command.name);
  return names;
}

const std::vector<ExitMeaning>& exit_meanings() {
  static const std::vector<ExitMeaning> kMeanings{
      {kAnswered, "answered; nothing to complain of"},
      {kNotAnswered, "not answered, or not as expected"},
      {kWrongUsage, "wrong usage: a command, an option or a line of input"},
      {kWrongFile, "a knowledge, intents or configuration file is wrong"},
      {kNoAccess, "cannot read, write or listen"},
  };
  return kMeanings;
}

int run_command_line(const std::vector<std::string>& arguments) {
  ParsedLine line = parse_command_line(arguments);
  const std::string program =
      line.command == nullptr ? "jauap" : "jauap " + std::string{line.command->name};
  if (!line.error.empty()) {
    Output::message(program + ": " + line.error);
    Output::message("Try: " + std::string{line.command == nullptr ? "jauap help" : "jauap help "} +
                    std::string{line.command == nullptr ? std::string_view{} : line.command->name});
    return kWrongUsage;
  }
  Output output{line.options};
  int code = kAnswered;
  if (line.options.version) {
    code = version(line.options, output);
  } else if (line.options.help || line.command == nullptr) {
    line.options.words.clear();
    if (line.command != nullptr) line.options.words.emplace_back(line.command->name);
    code = help(line.options, output);
  } else if (const auto problems = read_configuration(line.options); !problems.empty()) {
    complain(problems);
    code = kWrongFile;
  } else {
    code = line.command->run(line.options, output);
  }
  output.flush();
  return code;
}

}  // namespace jauap::cli
