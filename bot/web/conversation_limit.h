#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "bot/sessions/redis_buckets.h"
#include "bot/web/token_buckets.h"

namespace jauap::web {

// How often each conversation may ask, by the name that its caller gives it; "" for a question that
// belongs to none, which is never limited. Safe for concurrent use.
class ConversationLimit {
 public:
  // `shared` counts what all servers let through; null where this is the only one.
  explicit ConversationLimit(Rate rate, std::shared_ptr<sessions::RedisBuckets> shared = {})
      : questions_{rate}, shared_{std::move(shared)} {}

  // As TokenBuckets::take, within what is left of a request's patience.
  std::size_t take(const std::string& session, std::chrono::nanoseconds& left) {
    // What is too much for this server by itself is for all of them.
    const std::size_t wait = take_own(session);
    if (wait > 0 || shared_ == nullptr || session.empty()) return wait;
    return shared_->take(session, left).value_or(0);
  }

 private:
  std::size_t take_own(const std::string& session) {
    const std::lock_guard lock{mutex_};
    return questions_.take(session, TokenBuckets::Clock::now());
  }

  std::mutex mutex_;
  TokenBuckets questions_;
  const std::shared_ptr<sessions::RedisBuckets> shared_;
};

}  // namespace jauap::web
