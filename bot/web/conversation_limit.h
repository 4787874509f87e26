#pragma once

#include <cstddef>
#include <mutex>
#include <string>

#include "bot/web/token_buckets.h"

namespace jauap::web {

// How often each conversation may ask, by the name that its caller gives it; "" for a question that
// belongs to none, which is never limited. Safe for concurrent use.
class ConversationLimit {
 public:
  explicit ConversationLimit(Rate rate) : questions_{rate} {}

  // As TokenBuckets::take.
  std::size_t take(const std::string& session) {
    const std::lock_guard lock{mutex_};
    return questions_.take(session, TokenBuckets::Clock::now());
  }

 private:
  std::mutex mutex_;
  TokenBuckets questions_;
};

}  // namespace jauap::web
