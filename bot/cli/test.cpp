#include <algorithm>

#include "bot/chat/transcript.h"
#include "bot/cli/command.h"
#include "bot/cli/data_folders.h"
#include "bot/cli/load.h"
#include "bot/knowledge/load_packs.h"

namespace jauap::cli {
namespace {

namespace fs = std::filesystem;

struct PackQuestions {
  fs::path file;
  std::vector<chat::ExpectedConversation> conversations;
};

// The questions of every pack under the paths. Packs without a file of questions have none.
base::Loaded<std::vector<PackQuestions>> find_questions(const std::vector<fs::path>& paths) {
  std::vector<PackQuestions> found;
  base::Problems problems;
  for (const fs::path& path : paths) {
    const auto packs = knowledge::find_packs(path);
    problems.insert(problems.end(), packs.problems.begin(), packs.problems.end());
    for (const fs::path& pack : packs.value.value_or(std::vector<fs::path>{})) {
      const fs::path file = pack / "questions.jsonl";
      std::error_code error;
      if (!fs::exists(file, error)) {
        found.push_back({file, {}});
        continue;
      }
      auto questions = chat::load_questions(file);
      problems.insert(problems.end(), questions.problems.begin(), questions.problems.end());
      if (questions.ok()) found.push_back({file, std::move(*questions.value)});
    }
  }
  if (!problems.empty()) return {std::nullopt, std::move(problems)};
  return {std::move(found), {}};
}

}  // namespace

int test(const Options& options, Output& output) {
  const std::vector<fs::path> paths = named_packs(options);
  const auto chatbot = load(options, paths, true);
  const auto packs = find_questions(paths);
  if (!chatbot.ok() || !packs.ok()) {
    base::Problems problems = chatbot.problems;
    problems.insert(problems.end(), packs.problems.begin(), packs.problems.end());
    base::sort_problems(problems);
    // Both have looked for the packs.
    problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
    complain(problems);
    return kWrongFile;
  }
  bool as_expected = true;
  for (const PackQuestions& pack : *packs.value) {
    const chat::TranscriptResult result = run_questions(**chatbot.value, pack.conversations);
    for (const chat::Difference& difference : result.differences) {
      as_expected = false;
      output.print(pack.file.string() + ":" + std::to_string(difference.line) + ": " +
                   difference.id + "\n  > " + difference.ask + "\n  wanted  " + difference.wanted +
                   "\n  found   " + difference.found + "\n");
    }
    output.print(pack.file.string() + ": " +
                 std::to_string(result.turns - result.differences.size()) + " of " +
                 std::to_string(result.turns) + " as expected\n");
  }
  return as_expected ? kAnswered : kNotAnswered;
}

}  // namespace jauap::cli
