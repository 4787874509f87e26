#include "bot/sessions/sessions.h"

#include "bot/chat/carry_over.h"

namespace jauap::sessions {

using chat::CarryOver;
using chat::Chatbot;
using chat::Conversation;

chat::Reply Sessions::reply(const Chatbot& chatbot, const std::string& session,
                            std::string_view message, const chat::ReplyOptions& options) {
  if (session.empty()) return chatbot.reply(message, options);
  // Not locked while it is answered: a slow question holds up nobody.
  Conversation conversation = get(chatbot, session);
  chat::Reply reply = chatbot.reply(message, options, &conversation);
  put(chatbot, session, std::move(conversation));
  return reply;
}

void Sessions::take_over(std::shared_ptr<const Chatbot> chatbot) {
  std::unique_lock lock{mutex_};
  const auto before = chatbot_;
  if (before != nullptr && before != chatbot) {
    lock.unlock();
    const CarryOver carry_over{*before, *chatbot};
    lock.lock();
    for (auto& [name, conversation] : entries_) {
      conversation = carry_over(std::move(conversation));
    }
  }
  chatbot_ = std::move(chatbot);
}

std::size_t Sessions::size() const {
  const std::lock_guard lock{mutex_};
  return entries_.size();
}

Conversation Sessions::get(const Chatbot& chatbot, const std::string& session) {
  std::unique_lock lock{mutex_};
  const auto place = places_.find(session);
  if (place == places_.end()) return {};
  Conversation conversation = place->second->second;
  const auto owner = chatbot_;
  lock.unlock();
  if (owner == nullptr || owner.get() == &chatbot) return conversation;
  return CarryOver{*owner, chatbot}(std::move(conversation));
}

void Sessions::put(const Chatbot& chatbot, const std::string& session, Conversation conversation) {
  std::unique_lock lock{mutex_};
  std::shared_ptr<const Chatbot> held;  // keeps alive whose conversation it is
  const Chatbot* owner = &chatbot;
  while (chatbot_ != nullptr && chatbot_.get() != owner) {
    const auto next = chatbot_;
    lock.unlock();
    conversation = CarryOver{*owner, *next}(std::move(conversation));
    held = next;
    owner = held.get();
    lock.lock();
  }
  const auto place = places_.find(session);
  if (place != places_.end()) {
    place->second->second = std::move(conversation);
    entries_.splice(entries_.begin(), entries_, place->second);
    return;
  }
  entries_.emplace_front(session, std::move(conversation));
  places_[session] = entries_.begin();
  if (entries_.size() <= most_) return;
  places_.erase(entries_.back().first);
  entries_.pop_back();
}

}  // namespace jauap::sessions
