#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bot/chat/chatbot.h"
#include "bot/sessions/sessions.h"

namespace jauap::web {

// A chatbot, and the conversations that it has: what a conversation remembers has a meaning for its
// own chatbot only.
struct Bot {
  std::shared_ptr<const chat::Chatbot> chatbot;
  std::shared_ptr<sessions::Sessions> sessions = std::make_shared<sessions::Sessions>();
};

// The chatbots that a site asks: one over all packs, and, where people may choose among several
// packs, one over each. Safe for concurrent use.
class Bots {
 public:
  // `each`: chatbots over one pack. Converts, since most sites have one chatbot.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Bots(std::shared_ptr<const chat::Chatbot> all,
       const std::vector<std::shared_ptr<const chat::Chatbot>>& each = {})
      : all_{std::move(all)} {
    for (const auto& chatbot : each) each_.push_back({chatbot});
  }

  const Bot& all() const { return all_; }
  const std::vector<Bot>& each() const { return each_; }
  // The one over the pack of that name, "" for all; null where there is none to choose.
  const Bot* find(const std::string& pack) const {
    if (pack.empty()) return &all_;
    for (const Bot& bot : each_) {
      if (bot.chatbot->packs().front().name == pack) return &bot;
    }
    return nullptr;
  }

 private:
  Bot all_;
  std::vector<Bot> each_;
};

}  // namespace jauap::web
