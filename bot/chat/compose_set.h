#pragma once

#include "bot/chat/parts.h"
#include "bot/chat/reply.h"
#include "bot/query/evaluate_set.h"

namespace jauap::chat {

// The answer to a question about a set: its things by name, their number, or what they have, with
// the facts that it rests on (the first of many) and, for what was worked out, the steps.
void compose_set(const Chatbot::Parts& parts, const query::SetDenotation& set, Reply& reply);

}  // namespace jauap::chat
