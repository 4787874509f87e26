#include "bot/web/token_buckets.h"

#include <algorithm>
#include <cmath>

namespace jauap::web {

TokenBuckets::TokenBuckets(Rate rate)
    : rate_{static_cast<double>(rate.rate)}, burst_{static_cast<double>(rate.at_once())} {}

std::size_t TokenBuckets::take(const std::string& key, Clock::time_point now) {
  if (key.empty() || rate_ == 0) return 0;
  if (const auto found = buckets_.find(key); found != buckets_.end()) {
    recent_.splice(recent_.begin(), recent_, found->second);
  } else {
    if (buckets_.size() >= kMost) {
      buckets_.erase(recent_.back().key);
      recent_.pop_back();
    }
    recent_.push_front({key, burst_, now});
    buckets_.emplace(key, recent_.begin());
  }
  Bucket& bucket = recent_.front();
  const std::chrono::duration<double> passed = now - bucket.filled;
  bucket.tokens = std::min(burst_, bucket.tokens + passed.count() * rate_);
  bucket.filled = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return static_cast<std::size_t>(std::max(1.0, std::ceil((1 - bucket.tokens) / rate_)));
}

}  // namespace jauap::web
