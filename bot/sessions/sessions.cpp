#include "bot/sessions/sessions.h"

#include "bot/chat/carry_over.h"
#include "bot/sessions/patience.h"

namespace jauap::sessions {

using chat::CarryOver;
using chat::Chatbot;
using chat::Conversation;
using chat::ConversationText;

namespace {

// How often it is answered again, behind turns that others took meanwhile.
constexpr int kMostAgain = 100;

}  // namespace

chat::Reply Sessions::reply(const Chatbot& chatbot, const std::string& session,
                            std::string_view message, const chat::ReplyOptions& options,
                            std::chrono::nanoseconds& left) {
  if (session.empty()) return replies_.reply(chatbot, message, options, nullptr);
  if (store_ != nullptr) return reply_from_store(chatbot, session, message, options, left);
  // Not locked while it is answered: a slow question holds up nobody.
  Conversation conversation = get(chatbot, session);
  chat::Reply reply = replies_.reply(chatbot, message, options, &conversation);
  put(chatbot, session, std::move(conversation));
  return reply;
}

chat::Reply Sessions::reply(const Chatbot& chatbot, const std::string& session,
                            std::string_view message, const chat::ReplyOptions& options) {
  std::chrono::nanoseconds left = kPatience;
  return reply(chatbot, session, message, options, left);
}

// A turn that another server took first is not overwritten: the message is answered again behind
// it.
chat::Reply Sessions::reply_from_store(const Chatbot& chatbot, const std::string& session,
                                       std::string_view message, const chat::ReplyOptions& options,
                                       std::chrono::nanoseconds& left) {
  const std::chrono::nanoseconds patience = left;
  const auto texts = texts_of(chatbot);
  const std::string name = scope_ + '\0' + session;
  auto stored = store_->load(name, left);
  for (int again = 0;; ++again) {
    auto known = stored ? texts->read(stored->text) : std::nullopt;
    const bool is_first = stored && stored->turn == 0;
    const bool is_lost = !known && !is_first;
    Conversation conversation = known ? *std::move(known) : Conversation{};
    chat::Reply reply = replies_.reply(chatbot, message, options, &conversation);
    reply.is_context_lost = is_lost;
    const std::string text = texts->write(conversation);
    if (!stored || again == kMostAgain) {
      store_->save_later(name, text);
      return reply;
    }
    auto other = store_->save(name, *stored, text, left);
    if (!other) return reply;
    stored = std::move(other);
    left = patience;  // the store is there
  }
}

std::shared_ptr<const ConversationText> Sessions::texts_of(const Chatbot& chatbot) const {
  {
    const std::lock_guard lock{mutex_};
    if (texts_ != nullptr && chatbot_.get() == &chatbot) return texts_;
  }
  return std::make_shared<const ConversationText>(chatbot);
}

void Sessions::take_over(std::shared_ptr<const Chatbot> chatbot) {
  if (store_ != nullptr) {  // texts outlive the packs that they were written with
    auto texts = std::make_shared<const ConversationText>(*chatbot);
    const std::lock_guard lock{mutex_};
    texts_ = std::move(texts);
    chatbot_ = std::move(chatbot);
    return;
  }
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
