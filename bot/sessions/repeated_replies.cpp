#include "bot/sessions/repeated_replies.h"

#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace jauap::sessions {
namespace {

using chat::Chatbot;
using chat::Conversation;

// What people ask again is short, and so are its answers: what is remembered stays small.
constexpr std::size_t kLongestMessage = 300;  // bytes
constexpr std::size_t kMostFacts = 20;
constexpr std::size_t kLongestTold = 64;  // facts that a conversation keeps

class Hash {
 public:
  void add(std::size_t value) { value_ = (value_ ^ value) * 0x9E3779B97F4A7C15ULL; }
  void add(std::string_view text) { add(std::hash<std::string_view>{}(text)); }
  std::size_t value() const { return value_ ^ (value_ >> 32U); }

 private:
  std::size_t value_ = 0;
};

// Of what differs between most conversations; whether two are equal is asked behind that.
std::size_t key_of(const Chatbot& chatbot, std::string_view message,
                   const Conversation* conversation) {
  Hash hash;
  hash.add(static_cast<std::size_t>(chatbot.serial()));
  hash.add(message);
  if (conversation == nullptr) return hash.value();
  for (const auto& token : conversation->question) hash.add(token.text);
  for (const auto thing : conversation->subjects) hash.add(static_cast<std::size_t>(thing));
  for (const auto fact : conversation->last_told) hash.add(static_cast<std::size_t>(fact));
  hash.add(conversation->told.size());
  hash.add(conversation->examples_shown);
  return hash.value();
}

bool is_small(std::string_view message, const Conversation* conversation,
              const chat::Reply& reply) {
  return message.size() <= kLongestMessage && reply.facts.size() <= kMostFacts &&
         (conversation == nullptr || conversation->told.size() <= kLongestTold);
}

}  // namespace

struct RepeatedReplies::Turn {
  std::size_t key = 0;
  std::uint64_t chatbot = 0;
  std::string message;
  std::optional<Conversation> before;  // nothing where it belongs to none
  std::optional<Conversation> after;
  chat::Reply reply;
};

chat::Reply RepeatedReplies::reply(const Chatbot& chatbot, std::string_view message,
                                   const chat::ReplyOptions& options, Conversation* conversation) {
  if (options.explain) return chatbot.reply(message, options, conversation);
  const std::size_t key = key_of(chatbot, message, conversation);
  if (const auto turn = find(key, chatbot, message, conversation)) {
    if (conversation != nullptr) *conversation = *turn->after;
    return turn->reply;
  }
  const auto copy = [&] {
    return conversation == nullptr ? std::nullopt : std::optional{*conversation};
  };
  auto before = copy();
  chat::Reply reply = chatbot.reply(message, options, conversation);
  if (is_small(message, conversation, reply)) {
    remember(std::make_shared<const Turn>(
        Turn{key, chatbot.serial(), std::string{message}, std::move(before), copy(), reply}));
  }
  return reply;
}

std::shared_ptr<const RepeatedReplies::Turn> RepeatedReplies::find(
    std::size_t key, const Chatbot& chatbot, std::string_view message,
    const Conversation* conversation) {
  const std::lock_guard lock{mutex_};
  const auto [first, last] = places_.equal_range(key);
  for (auto place = first; place != last; ++place) {
    const Turn& turn = **place->second;
    if (turn.chatbot != chatbot.serial() || turn.message != message) continue;
    if (turn.before.has_value() != (conversation != nullptr)) continue;
    if (conversation != nullptr && *turn.before != *conversation) continue;
    turns_.splice(turns_.begin(), turns_, place->second);
    ++hits_;
    return turns_.front();
  }
  return nullptr;
}

void RepeatedReplies::remember(std::shared_ptr<const Turn> turn) {
  std::shared_ptr<const Turn> forgotten;  // taken apart without the lock
  const std::lock_guard lock{mutex_};
  turns_.push_front(std::move(turn));
  places_.emplace(turns_.front()->key, turns_.begin());
  if (turns_.size() <= most_) return;
  forgotten = std::move(turns_.back());
  const auto [first, last] = places_.equal_range(forgotten->key);
  for (auto place = first; place != last; ++place) {
    if (place->second != std::prev(turns_.end())) continue;
    places_.erase(place);
    break;
  }
  turns_.pop_back();
}

std::size_t RepeatedReplies::size() const {
  const std::lock_guard lock{mutex_};
  return turns_.size();
}

std::uint64_t RepeatedReplies::hits() const {
  const std::lock_guard lock{mutex_};
  return hits_;
}

}  // namespace jauap::sessions
