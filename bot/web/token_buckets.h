#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>

#include "bot/sessions/rate.h"

namespace jauap::web {

using sessions::Rate;

// A token bucket for each key: it holds up to `burst` requests and gets `rate` more a second. The
// key "" is never limited. For one thread at a time.
class TokenBuckets {
 public:
  using Clock = std::chrono::steady_clock;

  // At most so many buckets are kept. The one that was asked for least recently is forgotten first,
  // which at worst gives it a full bucket again.
  static constexpr std::size_t kMost = 100'000;

  explicit TokenBuckets(Rate rate);

  // Takes a request from the bucket; otherwise the seconds until there is one again, at least 1.
  std::size_t take(const std::string& key, Clock::time_point now);

  std::size_t size() const { return buckets_.size(); }

 private:
  struct Bucket {
    std::string key;
    double tokens = 0;
    Clock::time_point filled;
  };

  const double rate_;
  const double burst_;
  std::list<Bucket> recent_;  // what was asked for last stands first
  std::unordered_map<std::string, std::list<Bucket>::iterator> buckets_;
};

}  // namespace jauap::web
