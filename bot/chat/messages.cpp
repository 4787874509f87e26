#include "bot/chat/messages.h"

#include <array>

namespace jauap::chat {

std::span<const std::string_view> message_names() {
  static constexpr std::array<std::string_view, 14> kNames{
      "ambiguous",          // several facts fit and answer differently
      "corrected",          // a yes-or-no question assumed something else: {fact}
      "default_period",     // the pack's default period was taken: {period}
      "empty",              // nothing but spaces and signs
      "lacking",            // facts fit, but not the wanted part: {fact}
      "more",               // more is held than is shown: {answer} {count}
      "not_held",           // everything is understood, no fact says it
      "not_held_then",      // held, but of other times: {fact}
      "nothing_named",      // a question that names nothing the facts hold
      "read_as",            // a typing mistake was corrected: {answer} {typed} {read}
      "several_questions",  // more than one question in a message
      "too_long",           // more than the longest message: {limit}
      "unknown_words",      // nothing explains these: {words}
      "yes",                // {fact}
  };
  return kNames;
}

}  // namespace jauap::chat
