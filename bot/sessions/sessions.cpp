#include "bot/sessions/sessions.h"

namespace jauap::sessions {

chat::Reply Sessions::reply(const chat::Chatbot& chatbot, const std::string& session,
                            std::string_view message, const chat::ReplyOptions& options) {
  if (session.empty()) return chatbot.reply(message, options);
  // Not locked while it is answered: a slow question holds up nobody.
  chat::Conversation conversation = get(session);
  chat::Reply reply = chatbot.reply(message, options, &conversation);
  put(session, std::move(conversation));
  return reply;
}

std::size_t Sessions::size() const {
  const std::lock_guard lock{mutex_};
  return entries_.size();
}

chat::Conversation Sessions::get(const std::string& session) {
  const std::lock_guard lock{mutex_};
  const auto place = places_.find(session);
  return place == places_.end() ? chat::Conversation{} : place->second->second;
}

void Sessions::put(const std::string& session, chat::Conversation conversation) {
  const std::lock_guard lock{mutex_};
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
