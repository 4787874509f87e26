#include "bot/sessions/redis_ids.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "bot/base/signature.h"

namespace jauap::sessions {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

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

// ARGV: for how many milliseconds each is kept.
constexpr std::string_view kKeepAll = R"lua(
for i, key in ipairs(KEYS) do redis.call('SET', key, 'kept', 'PX', ARGV[i]) end
return #KEYS
)lua";

constexpr std::size_t kAtOnce = 1'000;  // a millisecond or two of Redis

std::string key_of_id(const std::string& code) {
  return "jauap:id:" + base::to_hex(code);
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
  return first_ + kept_.size() - told_;
}

std::optional<RedisIds::Taken> RedisIds::ask(const std::string& code, const char* value,
                                             milliseconds life, std::chrono::nanoseconds& left) {
  const auto reply = redis_->call(
      {"EVAL", std::string{kTakeId}, "1", key_of_id(code), value, std::to_string(life.count())},
      left);
  const auto taken = reply ? to_taken(*reply) : std::nullopt;
  if (!taken) ++alone_;
  return taken;
}

std::optional<RedisIds::Taken> RedisIds::take(const std::string& id,
                                              std::chrono::nanoseconds& left) {
  return ask(base::sha256(id), kHeld, kHold, left);
}

std::optional<RedisIds::Taken> RedisIds::take_and_keep(const std::string& id, milliseconds life,
                                                       std::chrono::nanoseconds& left) {
  const std::string code = base::sha256(id);
  const auto taken = ask(code, kKept, life, left);
  if (taken != Taken::Before) remember(code, life, taken.has_value());
  return taken;
}

void RedisIds::keep(const std::string& id, milliseconds life, std::chrono::nanoseconds& left) {
  const std::string code = base::sha256(id);
  const auto reply =
      redis_->call({"SET", key_of_id(code), kKept, "PX", std::to_string(life.count())}, left);
  remember(code, life, reply.has_value());
}

void RedisIds::remember(const std::string& code, milliseconds life, bool is_told) {
  {
    const auto now = Clock::now();
    const std::lock_guard lock{mutex_};
    while (!kept_.empty() && (kept_.size() >= kMostKept || kept_.front().end <= now)) {
      forget_first();
    }
    if (is_told && told_ == first_ + kept_.size()) ++told_;
    kept_.push_back({code, now + life});
  }
  if (!is_told) redis_->catch_up();
}

void RedisIds::forget_first() {
  kept_.pop_front();
  ++first_;
  told_ = std::max(told_, first_);
}

Redis::Words RedisIds::next_words(std::uint64_t& end) {
  const auto now = Clock::now();
  const std::lock_guard lock{mutex_};
  while (!kept_.empty() && kept_.front().end <= now) forget_first();
  const std::size_t known = told_ - first_;
  const std::size_t count = std::min(kAtOnce, kept_.size() - known);
  end = told_ + count;
  if (count == 0) return {};
  Redis::Words words{"EVAL", std::string{kKeepAll}, std::to_string(count)};
  for (std::size_t i = known; i < known + count; ++i) words.push_back(key_of_id(kept_[i].code));
  for (std::size_t i = known; i < known + count; ++i) {
    const auto life = std::chrono::duration_cast<milliseconds>(kept_[i].end - now);
    words.push_back(std::to_string(std::max<std::int64_t>(1, life.count())));
  }
  return words;
}

bool RedisIds::make_up(const Redis::Call& call) {
  const std::uint64_t losses = redis_->state().losses;
  {
    const std::lock_guard lock{mutex_};
    if (losses != losses_) told_ = first_;
    losses_ = losses;
  }
  std::uint64_t end = 0;
  for (auto words = next_words(end); !words.empty(); words = next_words(end)) {
    if (!call(words)) return false;
    const std::lock_guard lock{mutex_};
    told_ = std::max(told_, end);
  }
  return true;
}

}  // namespace jauap::sessions
