#include "bot/chat/pack_chatbots.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "bot/knowledge/load_packs.h"

namespace jauap::chat {

PackChatbots::PackChatbots(std::shared_ptr<const Chatbot> all,
                           std::vector<std::shared_ptr<const Chatbot>> of_packs)
    : all_{std::move(all)}, of_packs_{std::move(of_packs)} {
  if (of_packs_.empty() && all_->packs().size() == 1) of_packs_.push_back(all_);
}

std::vector<PackSummary> PackChatbots::packs() const {
  if (of_packs_.empty()) return {};
  return all_->packs();
}

const Chatbot* PackChatbots::find(std::string_view pack) const {
  const auto found = std::find_if(of_packs_.begin(), of_packs_.end(), [&](const auto& chatbot) {
    return chatbot->packs().front().name == pack;
  });
  return found == of_packs_.end() ? nullptr : found->get();
}

base::Loaded<PackChatbots> load_pack_chatbots(const LoadOptions& options) {
  auto all = load_chatbot(options);
  if (!all.ok()) return {std::nullopt, std::move(all.problems)};
  std::vector<std::filesystem::path> folders;
  for (const auto& path : options.knowledge) {
    auto found = knowledge::find_packs(path);
    if (!found.ok()) return {std::nullopt, std::move(found.problems)};
    folders.insert(folders.end(), found.value->begin(), found.value->end());
  }
  std::vector<std::shared_ptr<const Chatbot>> of_packs;
  if (folders.size() > 1) {
    for (const auto& folder : folders) {
      LoadOptions one = options;
      one.knowledge = {folder};
      one.progress = {};  // the bar has shown the whole
      auto loaded = load_chatbot(one);
      if (!loaded.ok()) return {std::nullopt, std::move(loaded.problems)};
      of_packs.push_back(std::move(*loaded.value));
    }
  }
  return {PackChatbots{std::move(*all.value), std::move(of_packs)}, {}};
}

}  // namespace jauap::chat
