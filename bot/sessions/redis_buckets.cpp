// The generic cell rate algorithm: a bucket is the time at which it will be full again, which each
// token moves on by the gap between two.

#include "bot/sessions/redis_buckets.h"

#include <string_view>
#include <utility>

#include "bot/base/signature.h"

namespace jauap::sessions {
namespace {

// No rate is less than one an hour.
constexpr std::int64_t kLongestWait = 3'600;

// ARGV: microseconds between two tokens, tokens of a full bucket. A bucket is never emptier than
// empty: not where another rate holds now, nor where Redis' clock was put back.
constexpr std::string_view kTakeToken = R"lua(
local key, gap, most = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local full = now
if redis.call('TYPE', key).ok == 'string' and redis.call('STRLEN', key) < 32 then
  local kept = tonumber(redis.call('GET', key))
  if kept and kept > now then full = math.min(kept, now + gap * most) end
end
local wait = full + gap - (now + gap * most)
if wait > 0 then return math.ceil(wait / 1000000) end
full = full + gap
redis.call('SET', key, string.format('%.3f', full), 'PX', math.ceil((full - now) / 1000))
return 0
)lua";

}  // namespace

std::optional<std::size_t> to_wait(const RedisValue& value) {
  const bool is_wait = value.kind == RedisValue::Kind::Integer && value.integer >= 0 &&
                       value.integer <= kLongestWait;
  if (!is_wait) return std::nullopt;
  return static_cast<std::size_t>(value.integer);
}

RedisBuckets::RedisBuckets(std::shared_ptr<Redis> redis, std::string scope, Rate rate)
    : redis_{std::move(redis)},
      scope_{std::move(scope)},
      gap_{std::to_string(1'000'000.0 / static_cast<double>(rate.rate))},
      most_{std::to_string(rate.at_once())} {}

std::optional<std::size_t> RedisBuckets::take(const std::string& key,
                                              std::chrono::nanoseconds& left) {
  const std::string stored = "jauap:rate:" + base::to_hex(base::sha256(scope_ + '\0' + key));
  const auto reply =
      redis_->call({"EVAL", std::string{kTakeToken}, "1", stored, gap_, most_}, left);
  const auto wait = reply ? to_wait(*reply) : std::nullopt;
  if (!wait) ++alone_;
  return wait;
}

}  // namespace jauap::sessions
