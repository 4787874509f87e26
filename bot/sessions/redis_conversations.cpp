#include "bot/sessions/redis_conversations.h"

#include <algorithm>
#include <limits>
#include <random>
#include <utility>

#include "bot/base/signature.h"
#include "bot/chat/conversation_text.h"

namespace jauap::sessions {
namespace {

using Clock = std::chrono::steady_clock;

// What stands under the key, as a turn and a text; anything but what save() has put there is a
// conversation that has not begun.
constexpr std::string_view kRead = R"lua(
local key = KEYS[1]
local turn, text, at = 0, '', 0
if redis.call('TYPE', key).ok == 'hash' then
  local t = redis.call('HGET', key, 'turn')
  local a = redis.call('HGET', key, 'at')
  if t and a and #t < 16 and #a < 16 and t:match('^%d+$') and a:match('^%d+$') then
    turn, at = tonumber(t), tonumber(a)
    if redis.call('HSTRLEN', key, 'text') <= tonumber(ARGV[1]) then
      text = redis.call('HGET', key, 'text') or ''
    end
  end
end
)lua";

constexpr std::string_view kLoad = "return {turn, text}";

// ARGV: longest text, text, life in seconds, a code of this turn; then the turn that it follows, or
// "" and how many milliseconds ago it was: such a one is stored unless a later one is there. A turn
// that is there already, because the reply to that got lost, is not stored again.
constexpr std::string_view kSave = R"lua(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local is_next = ARGV[5] ~= '' and turn == tonumber(ARGV[5])
if ARGV[5] == '' then
  now = now - tonumber(ARGV[6])
  is_next = at <= now
end
if turn > 0 and redis.call('HGET', key, 'by') == ARGV[4] then return {-turn, ''} end
if not is_next then return {turn, text} end
redis.call('DEL', key)
redis.call('HSET', key, 'turn', string.format('%.0f', turn + 1), 'at', string.format('%.0f', now),
  'text', ARGV[2], 'by', ARGV[4])
redis.call('EXPIRE', key, ARGV[3])
return {-(turn + 1), ''}
)lua";

std::string script(std::string_view then) {
  return std::string{kRead} + std::string{then};
}

std::string key_of(const std::string& name) {
  return "jauap:conversation:" + base::to_hex(base::sha256(name));
}

std::string code_of_process() {
  std::random_device random;
  return std::to_string(random()) + '-' + std::to_string(random()) + '-';
}

std::string number(std::int64_t value) {
  return std::to_string(value);
}

const std::string kLongest = number(chat::ConversationText::kMost);

}  // namespace

std::optional<ConversationStore::Stored> to_stored(const RedisValue& value, bool& was_stored) {
  using Kind = RedisValue::Kind;
  if (value.kind != Kind::List || value.items.size() != 2 || value.items[0].kind != Kind::Integer ||
      value.items[1].kind != Kind::Text ||
      value.items[0].integer == std::numeric_limits<std::int64_t>::min()) {
    return std::nullopt;
  }
  const std::int64_t turn = value.items[0].integer;
  was_stored = turn < 0;
  return ConversationStore::Stored{static_cast<std::uint64_t>(was_stored ? -turn : turn),
                                   value.items[1].text};
}

RedisConversations::RedisConversations(std::shared_ptr<Redis> redis)
    : redis_{std::move(redis)}, code_{code_of_process()} {
  redis_->on_return(this, [this](const Redis::Call& call) { return make_up(call); });
}

RedisConversations::~RedisConversations() {
  redis_->on_return(this, {});
}

std::string RedisConversations::new_code() {
  return code_ + std::to_string(++turns_);
}

std::size_t RedisConversations::waiting() const {
  const std::lock_guard lock{mutex_};
  return later_.size();
}

std::optional<ConversationStore::Stored> RedisConversations::load(const std::string& name,
                                                                  std::chrono::nanoseconds& left) {
  const std::string key = key_of(name);
  bool was_stored = false;
  // Nobody reads a conversation without the turn that he has still to store.
  if (const auto behind = later(key)) {
    const auto value = redis_->call(store_words(key, *behind), left);
    auto now = value ? to_stored(*value, was_stored) : std::nullopt;
    if (!now) return std::nullopt;
    stored(key, *behind);
    if (was_stored) now->text = behind->text;
    return now;
  }
  const auto value = redis_->call({"EVAL", script(kLoad), "1", key, kLongest}, left);
  return value ? to_stored(*value, was_stored) : std::nullopt;
}

std::optional<ConversationStore::Stored> RedisConversations::save(const std::string& name,
                                                                  const Stored& before,
                                                                  const std::string& text,
                                                                  std::chrono::nanoseconds& left) {
  const std::string key = key_of(name);
  const auto value = redis_->call({"EVAL", script(kSave), "1", key, kLongest, text,
                                   number(kLife.count()), new_code(), std::to_string(before.turn)},
                                  left);
  bool was_stored = false;
  auto now = value ? to_stored(*value, was_stored) : std::nullopt;
  if (!now) save_later(name, text);
  return was_stored ? std::nullopt : std::move(now);
}

void RedisConversations::save_later(const std::string& name, const std::string& text) {
  {
    const std::lock_guard lock{mutex_};
    Later& later = later_[key_of(name)];
    bytes_ += text.size() - later.text.size();
    later = {text, new_code(), Clock::now()};
    while (later_.size() > kMostWaiting || bytes_ > kMostWaitingBytes) {
      const auto oldest = std::min_element(
          later_.begin(), later_.end(),
          [](const auto& one, const auto& other) { return one.second.when < other.second.when; });
      bytes_ -= oldest->second.text.size();
      later_.erase(oldest);
    }
  }
  redis_->catch_up();
}

Redis::Words RedisConversations::store_words(const std::string& key, const Later& later) {
  const auto age =
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - later.when).count();
  return {"EVAL",     script(kSave),         "1",        key, kLongest,
          later.text, number(kLife.count()), later.code, "",  number(age)};
}

std::optional<RedisConversations::Later> RedisConversations::later(const std::string& key) const {
  const std::lock_guard lock{mutex_};
  const auto found = later_.find(key);
  if (found == later_.end()) return std::nullopt;
  return found->second;
}

// Unless there was another turn meanwhile.
void RedisConversations::stored(const std::string& key, const Later& later) {
  const std::lock_guard lock{mutex_};
  const auto found = later_.find(key);
  if (found == later_.end() || found->second.code != later.code) return;
  bytes_ -= found->second.text.size();
  later_.erase(found);
}

bool RedisConversations::make_up(const Redis::Call& call) {
  std::vector<std::pair<std::string, Later>> all;
  {
    const std::lock_guard lock{mutex_};
    all.assign(later_.begin(), later_.end());
  }
  for (const auto& [key, later] : all) {
    const auto value = call(store_words(key, later));
    bool was_stored = false;
    if (!value || !to_stored(*value, was_stored)) return false;
    stored(key, later);
  }
  return waiting() == 0;
}

}  // namespace jauap::sessions
