#include "bot/sessions/ledger.h"

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "bot/base/files.h"
#include "bot/cli/command.h"
#include "bot/cli/load.h"
#include "bot/sessions/ledger_file.h"
#include "bot/sessions/ledger_lines.h"

namespace jauap::cli {
namespace {

using Json = nlohmann::ordered_json;
using sessions::LedgerFile;

constexpr std::size_t kLargestImport = 1U << 30U;

std::string write(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string padded(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

ExitCode list(const Options& options, Output& output) {
  const LedgerFile file{options.ledger, LedgerFile::Open::Existing};
  constexpr std::size_t kWidth = 6;
  for (const sessions::MissingKnowledge& entry : file.missing_knowledge()) {
    if (options.json) {
      output.print_json(sessions::to_line(entry));
      continue;
    }
    const auto& [missing, questions, last, example] = entry;
    output.print(padded(std::to_string(questions), kWidth) + "  " + sessions::day_of(last) + "  ");
    output.print(missing.empty() ? "(not known)" : missing, Style::Strong);
    output.print("\n" + std::string(kWidth + 2, ' ') + example + "\n", Style::Faint);
  }
  return kAnswered;
}

ExitCode export_lines(const Options& options, Output& output) {
  const LedgerFile file{options.ledger, LedgerFile::Open::Existing};
  const auto print = [&](const auto& kept) { output.print_json(sessions::to_line(kept)); };
  file.for_each(print, print);
  return kAnswered;
}

ExitCode statistics(const Options& options, Output& output) {
  const LedgerFile file{options.ledger, LedgerFile::Open::Existing};
  const sessions::LedgerStatistics found = file.statistics();
  std::map<std::string, std::uint64_t> asked;
  for (const auto& [day, count] : found.counts) asked[day.second] += count;
  const std::string first = found.first == 0 ? "" : sessions::to_iso_time(found.first);
  if (options.json) {
    Json days = Json::array();
    for (const auto& [day, count] : found.counts) {
      days.push_back({{"day", day.first}, {"status", day.second}, {"count", count}});
    }
    output.print_json(write({{"asked", asked},
                             {"questions", found.questions},
                             {"helpful", found.helpful},
                             {"not_helpful", found.not_helpful},
                             {"first", first.empty() ? Json(nullptr) : Json(first)},
                             {"bytes", found.bytes},
                             {"days", std::move(days)}}));
    return kAnswered;
  }
  constexpr std::size_t kWidth = 12;
  const auto line = [&](const std::string& name, const std::string& value) {
    output.print(name + std::string(kWidth - std::min(kWidth, name.size()), ' ') + " " + value +
                 "\n");
  };
  for (const auto& [status, count] : asked) line(status, std::to_string(count));
  line("kept", std::to_string(found.questions) + " questions");
  line("helpful", std::to_string(found.helpful));
  line("not helpful", std::to_string(found.not_helpful));
  line("since", first.empty() ? "nothing is kept yet" : first);
  line("size", std::to_string(found.bytes) + " bytes");
  return kAnswered;
}

ExitCode forget(const Options& options, Output& output) {
  const int ways =
      (options.session.empty() ? 0 : 1) + (options.before.empty() ? 0 : 1) + (options.all ? 1 : 0);
  if (ways != 1) {
    Output::message("jauap ledger: forget takes one of --session, --before and --all");
    return kWrongUsage;
  }
  const auto time = sessions::parse_iso_time(options.before);
  if (!options.before.empty() && !time) {
    Output::message("jauap ledger: --before: expected a day such as 2022-06-15, found \"" +
                    options.before + "\"");
    return kWrongUsage;
  }
  LedgerFile file{options.ledger, LedgerFile::Open::Existing};
  const std::uint64_t rows = options.all ? file.forget_all()
                             : time      ? file.forget_before(*time)
                                         : file.forget_session(options.session);
  output.print(std::to_string(rows) + (rows == 1 ? " entry" : " entries") + " forgotten\n");
  return kAnswered;
}

ExitCode import_lines(const Options& options, Output& output) {
  if (options.words.size() != 2) {
    Output::message("jauap ledger: import takes a file of lines of JSON");
    return kWrongUsage;
  }
  const std::string& name = options.words[1];
  const auto text = base::read_file(name, kLargestImport);
  complain(text.problems);
  if (!text.ok()) return kNoAccess;
  const auto lines = sessions::read_ledger_lines(*text.value, name);
  complain(lines.problems);
  if (!lines.ok()) return kWrongFile;
  LedgerFile file{options.ledger, LedgerFile::Open::Create};
  file.write({lines.value->feedback, lines.value->questions, {}});
  output.print(std::to_string(lines.value->feedback.size() + lines.value->questions.size()) +
               " entries taken over\n");
  return kAnswered;
}

struct Action {
  std::string_view name;
  ExitCode (*run)(const Options& options, Output& output);
};
constexpr Action kActions[] = {{"list", list},
                               {"export", export_lines},
                               {"stats", statistics},
                               {"forget", forget},
                               {"import", import_lines}};

}  // namespace

int ledger(const Options& options, Output& output) {
  if (options.ledger.empty()) {
    Output::message("jauap ledger: --ledger names the file");
    return kWrongUsage;
  }
  const std::string& name = options.words.front();
  const auto* const action = std::find_if(std::begin(kActions), std::end(kActions),
                                          [&](const Action& entry) { return entry.name == name; });
  if (action == std::end(kActions)) {
    Output::message("jauap ledger: expected list, export, stats, forget or import, found \"" +
                    name + "\"");
    return kWrongUsage;
  }
  if (options.words.size() > 1 && name != "import") {
    Output::message("jauap ledger: " + name + " takes no arguments");
    return kWrongUsage;
  }
  try {
    return action->run(options, output);
  } catch (const sessions::WrongLedger& wrong) {
    Output::message(std::string{"jauap ledger: "} + wrong.what());
    return kWrongFile;
  }
}

}  // namespace jauap::cli
