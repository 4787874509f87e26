#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "bot/chat/chatbot.h"
#include "bot/chat/conversation.h"
#include "bot/chat/conversation_text.h"
#include "bot/sessions/conversation_store.h"
#include "bot/sessions/repeated_replies.h"

namespace jauap::sessions {

// The conversations that go on, by the names that callers give them: in memory, at most so many,
// the one that was silent the longest being forgotten first; or in a store that other servers have
// too. Safe for concurrent use; two messages of one conversation at once are answered one after the
// other in any order.
class Sessions {
 public:
  static constexpr std::size_t kMost = 10'000;

  explicit Sessions(std::size_t most = kMost) : most_{most} {}
  // Those called `scope` in a store; the memory holds none.
  Sessions(std::shared_ptr<ConversationStore> store, std::string scope)
      : most_{0}, store_{std::move(store)}, scope_{std::move(scope)} {}

  // Answers a message of the conversation called `session`; "" for a message that belongs to none.
  // While another chatbot takes over, messages may be answered by either. Where the store cannot be
  // asked in the time that is left (patience.h), the message is answered as the first one of a
  // conversation, and the reply says so.
  chat::Reply reply(const chat::Chatbot& chatbot, const std::string& session,
                    std::string_view message, const chat::ReplyOptions& options,
                    std::chrono::nanoseconds& left);
  // The same with all the time that there is.
  chat::Reply reply(const chat::Chatbot& chatbot, const std::string& session,
                    std::string_view message, const chat::ReplyOptions& options = {});

  // From now on the conversations are those of this chatbot; what they were about is found in its
  // packs (chat/carry_over.h) or forgotten. The first one takes them as they are. Messages of
  // conversations wait meanwhile, some milliseconds for 10,000 of them.
  void take_over(std::shared_ptr<const chat::Chatbot> chatbot);

  // Of those in memory.
  std::size_t size() const;

 private:
  using Entry = std::pair<std::string, chat::Conversation>;

  // A conversation as that chatbot understands it.
  chat::Conversation get(const chat::Chatbot& chatbot, const std::string& session);
  void put(const chat::Chatbot& chatbot, const std::string& session,
           chat::Conversation conversation);

  chat::Reply reply_from_store(const chat::Chatbot& chatbot, const std::string& session,
                               std::string_view message, const chat::ReplyOptions& options,
                               std::chrono::nanoseconds& left);
  std::shared_ptr<const chat::ConversationText> texts_of(const chat::Chatbot& chatbot) const;

  const std::size_t most_;
  const std::shared_ptr<ConversationStore> store_;  // null where they are in memory
  const std::string scope_;
  mutable std::mutex mutex_;
  std::shared_ptr<const chat::Chatbot> chatbot_;         // whose conversations these are
  std::shared_ptr<const chat::ConversationText> texts_;  // of it, where they are in a store
  RepeatedReplies replies_;
  std::list<Entry> entries_;  // the last one heard of first
  std::unordered_map<std::string, std::list<Entry>::iterator> places_;
};

}  // namespace jauap::sessions
