#pragma once

#include <cstddef>
#include <list>
#include <memory>
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
  // While another chatbot takes over, messages may be answered by either.
  chat::Reply reply(const chat::Chatbot& chatbot, const std::string& session,
                    std::string_view message, const chat::ReplyOptions& options = {});

  // From now on the conversations are those of this chatbot; what they were about is found in its
  // packs (chat/carry_over.h) or forgotten. The first one takes them as they are. Messages of
  // conversations wait meanwhile, some milliseconds for 10,000 of them.
  void take_over(std::shared_ptr<const chat::Chatbot> chatbot);

  std::size_t size() const;

 private:
  using Entry = std::pair<std::string, chat::Conversation>;

  // A conversation as that chatbot understands it.
  chat::Conversation get(const chat::Chatbot& chatbot, const std::string& session);
  void put(const chat::Chatbot& chatbot, const std::string& session,
           chat::Conversation conversation);

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::shared_ptr<const chat::Chatbot> chatbot_;  // whose conversations these are
  std::list<Entry> entries_;                      // the last one heard of first
  std::unordered_map<std::string, std::list<Entry>::iterator> places_;
};

}  // namespace jauap::sessions
