#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "bot/chat/chatbot.h"
#include "bot/chat/conversation.h"

namespace jauap::sessions {

// The conversations that go on, by the names that callers give them. In memory, at most so many:
// the one that was silent the longest is forgotten first. Safe for concurrent use; two messages of
// one conversation at once are answered one after the other in any order.
class Sessions {
 public:
  static constexpr std::size_t kMost = 10'000;

  explicit Sessions(std::size_t most = kMost) : most_{most} {}

  // Answers a message of the conversation called `session`; "" for a message that belongs to none.
  chat::Reply reply(const chat::Chatbot& chatbot, const std::string& session,
                    std::string_view message, const chat::ReplyOptions& options = {});

  std::size_t size() const;

 private:
  using Entry = std::pair<std::string, chat::Conversation>;

  chat::Conversation get(const std::string& session);
  void put(const std::string& session, chat::Conversation conversation);

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // the last one heard of first
  std::unordered_map<std::string, std::list<Entry>::iterator> places_;
};

}  // namespace jauap::sessions
