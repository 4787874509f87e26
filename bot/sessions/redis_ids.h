#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "bot/sessions/redis.h"

namespace jauap::sessions {

// Ids of what may be done once, by one of several servers, such as the deliveries of a chat
// platform: in Redis, each under a code of it. Who takes an id holds it for a minute and keeps it
// once the work is done, so that what a server leaves undone when it is killed can be done when it
// is asked for again. What is kept is remembered here too, and told to Redis (again) when it is
// back, since it may have forgotten it. Safe for concurrent use.
class RedisIds {
 public:
  // Longer than an answer takes.
  static constexpr std::chrono::milliseconds kHold{60'000};
  // Ids that are remembered here; the oldest is dropped for a new one.
  static constexpr std::size_t kMostKept = 100'000;

  enum class Taken : std::uint8_t {
    Now,     // by this call
    Before,  // and kept
    Held,    // by somebody who has not kept it yet
  };

  explicit RedisIds(std::shared_ptr<Redis> redis);
  ~RedisIds();
  RedisIds(const RedisIds&) = delete;
  RedisIds& operator=(const RedisIds&) = delete;

  // Nothing where Redis cannot be asked, which is counted: whoever asks then goes by what he knows.
  std::optional<Taken> take(const std::string& id, std::chrono::nanoseconds& left);
  void keep(const std::string& id, std::chrono::milliseconds life, std::chrono::nanoseconds& left);
  // Both at once: never Held.
  std::optional<Taken> take_and_keep(const std::string& id, std::chrono::milliseconds life,
                                     std::chrono::nanoseconds& left);

  // How many ids Redis is still to be told.
  std::size_t waiting() const;
  // How often Redis could not be asked.
  std::uint64_t alone() const { return alone_; }

 private:
  struct Kept {
    std::string code;
    std::chrono::steady_clock::time_point end;  // of its life
  };

  std::optional<Taken> ask(const std::string& code, const char* value,
                           std::chrono::milliseconds life, std::chrono::nanoseconds& left);
  void remember(const std::string& code, std::chrono::milliseconds life, bool is_told);
  void forget_first();
  // What Redis is to be told next, and up to which it then knows them; empty where it knows all.
  Redis::Words next_words(std::uint64_t& end);
  bool make_up(const Redis::Call& call);

  const std::shared_ptr<Redis> redis_;
  std::atomic<std::uint64_t> alone_ = 0;
  mutable std::mutex mutex_;
  std::deque<Kept> kept_;     // the oldest first
  std::uint64_t first_ = 0;   // how many were forgotten here
  std::uint64_t told_ = 0;    // how many, with those, Redis was told
  std::uint64_t losses_ = 0;  // of Redis, when that was last looked at
};

// What taking an id replies, read; nothing for anything else.
std::optional<RedisIds::Taken> to_taken(const RedisValue& value);

}  // namespace jauap::sessions
