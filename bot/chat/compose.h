#pragma once

#include <optional>

#include "bot/chat/parts.h"
#include "bot/chat/reply.h"
#include "bot/chat/understand.h"
#include "bot/intents/matcher.h"

namespace jauap::chat {

// From what a question was understood as to what a person reads: texts from the intents and
// _messages.json, facts with their sources, values as data, suggestions that are answered.
Reply compose(const Chatbot::Parts& parts, const Understanding& understanding);

// Of a question without an answer: the fact beside it that the reply tells, if there is one near.
std::optional<knowledge::FactId> held_nearby(const Chatbot::Parts& parts,
                                             const Understanding& understanding);

Reply compose_empty(const Chatbot::Parts& parts);
Reply compose_too_long(const Chatbot::Parts& parts);

}  // namespace jauap::chat
