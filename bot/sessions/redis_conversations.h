#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "bot/sessions/conversation_store.h"
#include "bot/sessions/redis.h"

namespace jauap::sessions {

// Conversations in Redis, each a hash under a code of its name (names may be telephone numbers),
// which is forgotten a day after its last turn. Turns are compared and stored in one step, so that
// none is lost between servers; whatever else stands there is taken for no conversation.
class RedisConversations : public ConversationStore {
 public:
  static constexpr std::chrono::seconds kLife{86'400};
  // What waits to be stored while Redis is away; the oldest is dropped for a new one.
  static constexpr std::size_t kMostWaiting = 10'000;
  static constexpr std::size_t kMostWaitingBytes = 67'108'864;

  explicit RedisConversations(std::shared_ptr<Redis> redis);
  ~RedisConversations() override;

  std::optional<Stored> load(const std::string& name, std::chrono::nanoseconds& left) override;
  std::optional<Stored> save(const std::string& name, const Stored& before, const std::string& text,
                             std::chrono::nanoseconds& left) override;
  void save_later(const std::string& name, const std::string& text) override;
  std::size_t waiting() const override;

 private:
  struct Later {
    std::string text;
    std::string code;
    std::chrono::steady_clock::time_point when;
  };

  std::string new_code();  // of a turn, which no other has in any process
  static Redis::Words store_words(const std::string& key, const Later& later);
  std::optional<Later> later(const std::string& key) const;
  void stored(const std::string& key, const Later& later);
  bool make_up(const Redis::Call& call);

  const std::shared_ptr<Redis> redis_;
  const std::string code_;  // of this process
  std::atomic<std::uint64_t> turns_ = 0;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Later> later_;  // by key
  std::size_t bytes_ = 0;
};

// What the scripts of load() and save() reply, read: [turn, text], the turn negative where it was
// stored just now. Nothing for anything else.
std::optional<ConversationStore::Stored> to_stored(const RedisValue& value, bool& was_stored);

}  // namespace jauap::sessions
