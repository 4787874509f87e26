#include "bot/web/client_limits.h"

#include <algorithm>
#include <cmath>

namespace jauap::web {

bool ClientLimits::connect(const std::string& client) {
  if (client.empty() || settings_.connections == 0) return true;
  std::size_t& count = connections_[client];
  if (count >= settings_.connections) return false;
  ++count;
  return true;
}

void ClientLimits::disconnect(const std::string& client) {
  const auto found = connections_.find(client);
  if (found != connections_.end() && --found->second == 0) connections_.erase(found);
}

std::size_t ClientLimits::take(const std::string& client, Clock::time_point now) {
  if (client.empty() || settings_.rate == 0) return 0;
  const auto rate = static_cast<double>(settings_.rate);
  const auto burst = static_cast<double>(settings_.burst);
  if (const auto found = buckets_.find(client); found != buckets_.end()) {
    recent_.splice(recent_.begin(), recent_, found->second);
  } else {
    if (buckets_.size() >= kMaxBuckets) {
      buckets_.erase(recent_.back().client);
      recent_.pop_back();
    }
    recent_.push_front({client, burst, now});
    buckets_.emplace(client, recent_.begin());
  }
  Bucket& bucket = recent_.front();
  const std::chrono::duration<double> passed = now - bucket.filled;
  bucket.tokens = std::min(burst, bucket.tokens + passed.count() * rate);
  bucket.filled = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return static_cast<std::size_t>(std::max(1.0, std::ceil((1 - bucket.tokens) / rate)));
}

}  // namespace jauap::web
