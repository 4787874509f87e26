#include "bot/cli/load.h"

#include <string>
#include <utility>

#include "bot/chat/load_chatbot.h"
#include "bot/cli/data_folders.h"
#include "bot/cli/output.h"
#include "bot/cli/progress_bar.h"
#include "bot/knowledge/load_packs.h"

namespace jauap::cli {

namespace {

chat::LoadOptions load_options(const Options& options,
                               const std::vector<std::filesystem::path>& knowledge,
                               bool proves_examples, ProgressBar& bar) {
  return {.knowledge = knowledge,
          .intents = intents_folder(options),
          .language = options.language,
          .thesaurus = thesaurus_folder(options),
          .cache = cache_folder(options),
          .progress = [&bar](double share) { bar.show(share); },
          .proves_examples = proves_examples};
}

}  // namespace

base::Loaded<std::shared_ptr<const chat::Chatbot>> load(
    const Options& options, const std::vector<std::filesystem::path>& knowledge,
    bool proves_examples) {
  ProgressBar bar;
  return chat::load_chatbot(load_options(options, knowledge, proves_examples, bar));
}

std::shared_ptr<const chat::Chatbot> load_or_complain(const Options& options) {
  auto loaded = load(options, knowledge_paths(options), false);
  if (loaded.ok()) return *loaded.value;
  complain(loaded.problems);
  return nullptr;
}

std::optional<chat::PackChatbots> load_packs_or_complain(const Options& options) {
  ProgressBar bar;
  auto loaded =
      chat::load_pack_chatbots(load_options(options, knowledge_paths(options), false, bar));
  complain(loaded.problems);
  return std::move(loaded.value);
}

std::vector<std::filesystem::path> watched_paths(const Options& options) {
  std::vector<std::filesystem::path> paths = knowledge_paths(options);
  paths.push_back(intents_folder(options) / options.language);
  return paths;
}

base::Loaded<chat::PackChatbots> load_packs_again(const Options& options) {
  ProgressBar bar;
  auto settings = load_options(options, knowledge_paths(options), false, bar);
  settings.progress = {};
  return chat::load_pack_chatbots(settings);
}

void complain(const base::Problems& problems) {
  for (const base::Problem& problem : problems) Output::message(base::to_string(problem));
}

}  // namespace jauap::cli
