#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "bot/sessions/rate.h"
#include "bot/sessions/redis.h"

namespace jauap::sessions {

// A token bucket for each key (as web/token_buckets.h has them in memory) in Redis, from which
// several servers take: looked at and taken from in one step, by Redis' clock. Of a key only a code
// is there, until its bucket is full. Whatever else stands there is taken for a full bucket. Safe
// for concurrent use.
class RedisBuckets {
 public:
  // The rate is not 0. Buckets of another `scope` are others.
  RedisBuckets(std::shared_ptr<Redis> redis, std::string scope, Rate rate);

  // Takes one: 0, or the seconds until there is one again, at least 1. Nothing where Redis cannot
  // be asked (patience.h), which is counted: then the server's own buckets decide.
  std::optional<std::size_t> take(const std::string& key, std::chrono::nanoseconds& left);

  // How often Redis could not be asked.
  std::uint64_t alone() const { return alone_; }

 private:
  const std::shared_ptr<Redis> redis_;
  const std::string scope_;
  const std::string gap_;   // microseconds between two tokens
  const std::string most_;  // tokens of a full bucket
  std::atomic<std::uint64_t> alone_ = 0;
};

// What taking a token replies, read; nothing for anything else.
std::optional<std::size_t> to_wait(const RedisValue& value);

}  // namespace jauap::sessions
