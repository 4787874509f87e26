#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "bot/chat/chatbot.h"
#include "bot/chat/conversation.h"

namespace jauap::sessions {

// Replies to what is asked again and again: a question that many begin with is worked out once. As
// a reply depends on nothing but the chatbot, the message and what the conversation was about, the
// same of all three has the same reply, and leaves the conversation the same. Remembers at most so
// many, the one that nobody asked for the longest being forgotten first; none that is long. Safe
// for concurrent use; nobody waits while a reply is worked out.
class RepeatedReplies {
 public:
  static constexpr std::size_t kMost = 1'000;

  explicit RepeatedReplies(std::size_t most = kMost) : most_{most} {}

  // As Chatbot::reply(). What is explained is worked out anew.
  chat::Reply reply(const chat::Chatbot& chatbot, std::string_view message,
                    const chat::ReplyOptions& options, chat::Conversation* conversation);

  std::size_t size() const;
  std::uint64_t hits() const;  // how many replies were remembered ones

 private:
  struct Turn;
  using Turns = std::list<std::shared_ptr<const Turn>>;

  std::shared_ptr<const Turn> find(std::size_t key, const chat::Chatbot& chatbot,
                                   std::string_view message,
                                   const chat::Conversation* conversation);
  void remember(std::shared_ptr<const Turn> turn);

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::uint64_t hits_ = 0;
  Turns turns_;  // the last one asked for first
  std::unordered_multimap<std::size_t, Turns::iterator> places_;
};

}  // namespace jauap::sessions
