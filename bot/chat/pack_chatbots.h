#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "bot/chat/chatbot.h"
#include "bot/chat/load_chatbot.h"

namespace jauap::chat {

// A chatbot over all packs, and for each pack one that knows nothing else. Immutable; safe for
// concurrent use.
class PackChatbots {
 public:
  // `of_packs` is in the order of all->packs(), or empty: then a pack can be asked by itself only
  // where it is the only one.
  // Not explicit: one chatbot is such a set where it must be one.
  PackChatbots(std::shared_ptr<const Chatbot> all,
               std::vector<std::shared_ptr<const Chatbot>> of_packs = {});

  const Chatbot& all() const { return *all_; }
  const std::shared_ptr<const Chatbot>& shared() const { return all_; }
  const std::vector<std::shared_ptr<const Chatbot>>& of_packs() const { return of_packs_; }
  // The packs that can be asked by themselves.
  std::vector<PackSummary> packs() const;
  // Null where there is no such pack, or it cannot be asked by itself.
  const Chatbot* find(std::string_view pack) const;

 private:
  std::shared_ptr<const Chatbot> all_;
  std::vector<std::shared_ptr<const Chatbot>> of_packs_;
};

// The folders to ready chatbots, or every Problem of every file. What several packs hold is then in
// memory twice.
base::Loaded<PackChatbots> load_pack_chatbots(const LoadOptions& options);

}  // namespace jauap::chat
