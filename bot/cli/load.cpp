#include "bot/cli/load.h"

#include <string>
#include <vector>

#include "bot/chat/load_chatbot.h"
#include "bot/cli/data_folders.h"
#include "bot/cli/output.h"
#include "bot/cli/progress_bar.h"
#include "bot/knowledge/load_packs.h"

namespace jauap::cli {

base::Loaded<std::shared_ptr<const chat::Chatbot>> load(
    const Options& options, const std::vector<std::filesystem::path>& knowledge) {
  ProgressBar bar;
  return chat::load_chatbot({.knowledge = knowledge,
                             .intents = intents_folder(options),
                             .language = options.language,
                             .thesaurus = thesaurus_folder(options),
                             .cache = cache_folder(options),
                             .progress = [&](double share) { bar.show(share); }});
}

std::shared_ptr<const chat::Chatbot> load_or_complain(const Options& options) {
  auto loaded = load(options, knowledge_paths(options));
  if (loaded.ok()) return *loaded.value;
  complain(loaded.problems);
  return nullptr;
}

std::vector<std::shared_ptr<const chat::Chatbot>> load_with_choices(const Options& options) {
  Options settled = options;
  settled.thesaurus = thesaurus_folder(options);
  if (settled.thesaurus.empty()) settled.thesaurus = "off";  // said once where it is missing
  const auto all = load_or_complain(settled);
  if (all == nullptr) return {};
  std::vector<std::shared_ptr<const chat::Chatbot>> bots{all};
  std::vector<std::filesystem::path> packs;
  for (const auto& path : knowledge_paths(options)) {
    const auto found = knowledge::find_packs(path);
    if (found.ok()) packs.insert(packs.end(), found.value->begin(), found.value->end());
  }
  if (packs.size() < 2) return bots;
  for (const auto& pack : packs) {
    auto one = load(settled, {pack});
    if (!one.ok()) {  // a pack may lean on another
      complain(one.problems);
      return {};
    }
    bots.push_back(*one.value);
  }
  return bots;
}

void complain(const base::Problems& problems) {
  for (const base::Problem& problem : problems) Output::message(base::to_string(problem));
}

}  // namespace jauap::cli
