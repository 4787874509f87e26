#include "bot/sessions/redis_ids.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "bot/base/signature.h"

namespace jauap::sessions {
namespace {

using std::chrono::milliseconds;

constexpr const char* kHeld = "held";
constexpr const char* kKept = "kept";

// ARGV: what stands there then, and for how many milliseconds. Whatever else stands there counts as
// kept.
constexpr std::string_view kTakeId = R"lua(
local key = KEYS[1]
if redis.call('SET', key, ARGV[1], 'NX', 'PX', ARGV[2]) then return 0 end
local is_held = redis.call('TYPE', key).ok == 'string' and redis.call('STRLEN', key) == 4
  and redis.call('GET', key) == 'held'
return is_held and 2 or 1
)lua";

std::string key_of_id(const std::string& id) {
  return "jauap:id:" + base::to_hex(base::sha256(id));
}

Redis::Words keep_words(const std::string& key, milliseconds life) {
  return {"SET", key, kKept, "PX", std::to_string(life.count())};
}

}  // namespace

std::optional<RedisIds::Taken> to_taken(const RedisValue& value) {
  if (value.kind != RedisValue::Kind::Integer) return std::nullopt;
  switch (value.integer) {
    case 0:
      return RedisIds::Taken::Now;
    case 1:
      return RedisIds::Taken::Before;
    case 2:
      return RedisIds::Taken::Held;
    default:
      return std::nullopt;
  }
}

RedisIds::RedisIds(std::shared_ptr<Redis> redis) : redis_{std::move(redis)} {
  redis_->on_return(this, [this](const Redis::Call& call) { return make_up(call); });
}

RedisIds::~RedisIds() {
  redis_->on_return(this, {});
}

std::size_t RedisIds::waiting() const {
  const std::lock_guard lock{mutex_};
  return later_.size();
}

std::optional<RedisIds::Taken> RedisIds::ask(const std::string& key, const char* value,
                                             milliseconds life, std::chrono::nanoseconds& left) {
  const auto reply = redis_->call(
      {"EVAL", std::string{kTakeId}, "1", key, value, std::to_string(life.count())}, left);
  const auto taken = reply ? to_taken(*reply) : std::nullopt;
  if (!taken) ++alone_;
  return taken;
}

std::optional<RedisIds::Taken> RedisIds::take(const std::string& id,
                                              std::chrono::nanoseconds& left) {
  return ask(key_of_id(id), kHeld, kHold, left);
}

std::optional<RedisIds::Taken> RedisIds::take_and_keep(const std::string& id, milliseconds life,
                                                       std::chrono::nanoseconds& left) {
  const std::string key = key_of_id(id);
  const auto taken = ask(key, kKept, life, left);
  if (!taken) keep_later(key, life);
  return taken;
}

void RedisIds::keep(const std::string& id, milliseconds life, std::chrono::nanoseconds& left) {
  const std::string key = key_of_id(id);
  if (!redis_->call(keep_words(key, life), left)) keep_later(key, life);
}

void RedisIds::keep_later(const std::string& key, milliseconds life) {
  {
    const std::lock_guard lock{mutex_};
    if (later_.size() >= kMostWaiting) later_.pop_front();
    later_.push_back({key, std::chrono::steady_clock::now() + life});
  }
  redis_->catch_up();
}

bool RedisIds::make_up(const Redis::Call& call) {
  // Those that came meanwhile have their turn soon after.
  for (std::size_t left = waiting(); left > 0; --left) {
    Later first;
    {
      const std::lock_guard lock{mutex_};
      if (later_.empty()) break;
      first = later_.front();
    }
    const auto life =
        std::chrono::duration_cast<milliseconds>(first.end - std::chrono::steady_clock::now());
    if (life > milliseconds{0} && !call(keep_words(first.key, life))) return false;
    const std::lock_guard lock{mutex_};
    if (!later_.empty() && later_.front() == first) later_.pop_front();
  }
  return waiting() == 0;
}

}  // namespace jauap::sessions
