#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bot/chat/pack_chatbots.h"
#include "bot/sessions/sessions.h"
#include "bot/web/conversation_limit.h"

namespace jauap::web {

// A question that was answered, as it is told to whoever keeps count of them. The views and the
// reply live as long as the call.
struct AnsweredMessage {
  std::string_view question;
  std::string_view session;
  const chat::Reply& reply;
  std::chrono::nanoseconds time{};  // that it took
  bool may_be_kept = true;          // whether who asked allows that it is written down
};

// Makes the conversations of the bot over one pack, "" for that over all.
using Conversations = std::function<std::shared_ptr<sessions::Sessions>(const std::string& pack)>;

// Conversations in the memory of this process.
std::shared_ptr<sessions::Sessions> in_memory(const std::string& pack);

// Safe for concurrent use; must not throw.
using Observer = std::function<void(const AnsweredMessage& answered)>;

// How a message is asked.
struct Asking {
  std::string session = {};  // the conversation that it belongs to; "" for none
  bool explain = false;
  bool may_be_kept = true;
};

// A chatbot, and the conversations that it has: what a conversation remembers has a meaning for its
// own chatbot only.
struct Bot {
  std::shared_ptr<const chat::Chatbot> chatbot;
  std::shared_ptr<sessions::Sessions> sessions = std::make_shared<sessions::Sessions>();
  std::shared_ptr<const Observer> observer = {};  // null for none
  std::shared_ptr<ConversationLimit> limit = {};  // null for none

  // Whether the conversation may ask now: 0, which counts as a question, or the seconds that it has
  // to wait; within what is left of a request's patience. Who reads the name of a conversation asks
  // this before reply().
  std::size_t take(const std::string& session, std::chrono::nanoseconds& left) const {
    return limit == nullptr ? 0 : limit->take(session, left);
  }

  // The one way in which messages from outside are answered.
  chat::Reply reply(std::string_view message, const Asking& asking = {}) const;
  // The same within what is left of a request's patience.
  chat::Reply reply(std::string_view message, const Asking& asking,
                    std::chrono::nanoseconds& left) const;
  // The same within a conversation that the caller keeps.
  chat::Reply reply(std::string_view message, const Asking& asking,
                    chat::Conversation& conversation) const;
};

// The chatbots that a site asks: one over all packs, and one over each that can be chosen. Safe for
// concurrent use.
class Bots {
 public:
  // Not explicit: chatbots are such a set where nobody counts. `observer` is told of every message;
  // `limit` is that of each conversation, null for none.
  Bots(const chat::PackChatbots& chatbots, Observer observer = {},
       Conversations conversations = in_memory, std::shared_ptr<ConversationLimit> limit = {});
  Bots(std::shared_ptr<const chat::Chatbot> chatbot);

  // The same bots over other chatbots, told to the same observer and in the same conversations,
  // which take_over_conversations() then makes theirs.
  Bots over(const chat::PackChatbots& chatbots) const;
  void take_over_conversations() const;
  // How many conversations are remembered in memory.
  std::size_t conversations() const;

  const Bot& all() const { return all_; }
  const std::vector<Bot>& each() const { return each_; }
  // The one over the pack of that name, "" for all; null where there is none.
  const Bot* find(const std::string& pack) const;
  const chat::PackChatbots& chatbots() const { return chatbots_; }

 private:
  chat::PackChatbots chatbots_;
  Conversations conversations_;
  Bot all_;
  std::vector<Bot> each_;
};

}  // namespace jauap::web
