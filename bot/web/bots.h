#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bot/chat/pack_chatbots.h"
#include "bot/sessions/sessions.h"

namespace jauap::web {

// A chatbot, and the conversations that it has: what a conversation remembers has a meaning for its
// own chatbot only.
struct Bot {
  std::shared_ptr<const chat::Chatbot> chatbot;
  std::shared_ptr<sessions::Sessions> sessions = std::make_shared<sessions::Sessions>();
};

// The chatbots that a site asks: one over all packs, and one over each that can be chosen. Safe for
// concurrent use.
class Bots {
 public:
  explicit Bots(const chat::PackChatbots& chatbots) : all_{chatbots.shared()} {
    for (const auto& chatbot : chatbots.of_packs()) {
      each_.push_back(chatbot == all_.chatbot ? all_ : Bot{chatbot});
    }
  }

  const Bot& all() const { return all_; }
  const std::vector<Bot>& each() const { return each_; }
  // The one over the pack of that name, "" for all; null where there is none.
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
