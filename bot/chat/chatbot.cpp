#include "bot/chat/chatbot.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "bot/answers/suggest.h"
#include "bot/answers/tell.h"
#include "bot/chat/answer_message.h"
#include "bot/chat/compose.h"
#include "bot/chat/draw_facts.h"
#include "bot/chat/find_facts.h"
#include "bot/chat/parts.h"
#include "bot/chat/plain_reply.h"
#include "bot/chat/small_talk.h"
#include "bot/chat/understand.h"
#include "bot/chat/whole_message.h"
#include "bot/text/markup.h"
#include "bot/text/typing.h"

namespace jauap::chat {
namespace {

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

bool is_too_long(std::string_view message) {
  // Bytes that are no characters count too.
  constexpr std::size_t kBytesPerCharacter = 4;
  return message.size() > kMaxMessageLength * kBytesPerCharacter ||
         count_code_points(message) > kMaxMessageLength;
}

Chatbot::Chatbot(std::unique_ptr<const Parts> parts)
    : parts_{std::move(parts)}, serial_{next_serial()} {}
Chatbot::~Chatbot() = default;

const std::vector<PackSummary>& Chatbot::packs() const {
  return parts_->packs;
}
std::string_view Chatbot::language() const {
  return parts_->words.language;
}

std::vector<std::string> Chatbot::starters(std::size_t limit) const {
  return answers::starters(parts_->store, limit);
}

PlainReply Chatbot::plain(const Reply& reply) const {
  return compose_plain(*parts_, reply);
}

ReplySections Chatbot::sections(const Reply& reply) const {
  return compose_sections(*parts_, reply);
}

FoundFacts Chatbot::find_facts(std::string_view words, std::size_t limit) const {
  return chat::find_facts(*parts_, words, limit);
}

Reply Chatbot::reply(std::string_view message, const ReplyOptions& options,
                     Conversation* conversation) const {
  base::Trace recorded;
  base::Trace* trace = options.explain ? &recorded : nullptr;
  Reply reply;
  if (is_too_long(message)) {
    reply = compose_too_long(*parts_);
  } else {
    const std::string plain = text::without_markup(message);
    const auto tokens = text::without_held_letters(text::normalize(plain, parts_->words),
                                                   parts_->spelling, parts_->words);
    if (trace != nullptr) trace->add("normalise", text::join(tokens));
    if (tokens.empty()) {
      reply = compose_empty(*parts_);
    } else if (const auto match = match_whole_message(*parts_, tokens, trace)) {
      reply = compose_small_talk(*parts_, *match, conversation);
    } else {
      reply = answer_message(*parts_, plain, tokens, conversation, trace);
    }
  }
  reply.language = parts_->words.language;
  if (!reply.chart) reply.chart = draw_facts(*parts_, reply.facts);
  if (trace != nullptr) {
    trace->add("reply", std::string{to_string(reply.status)}, {reply.answer});
    reply.trace = recorded.steps();
  }
  return reply;
}

}  // namespace jauap::chat
