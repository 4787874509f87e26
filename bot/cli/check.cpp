#include "bot/cli/command.h"
#include "bot/cli/data_folders.h"
#include "bot/cli/load.h"

namespace jauap::cli {
namespace {

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

int check(const Options& options, Output& output) {
  const auto loaded = load(options, named_packs(options), true);
  if (!loaded.ok()) {
    // What was asked for, and so on standard output.
    for (const base::Problem& problem : loaded.problems) {
      output.print(base::to_string(problem) + "\n");
    }
    output.print_raw(counted(loaded.problems.size(), "problem", "problems") + "\n");
    return kWrongFile;
  }
  const auto& packs = (*loaded.value)->packs();
  std::size_t facts = 0;
  for (const chat::PackSummary& pack : packs) facts += pack.facts;
  output.print_raw("no problems: " + counted(packs.size(), "pack", "packs") + ", " +
                   counted(facts, "fact", "facts") + "\n");
  return kAnswered;
}

}  // namespace jauap::cli
