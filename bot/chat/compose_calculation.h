#pragma once

#include "bot/chat/parts.h"
#include "bot/chat/reply.h"
#include "bot/query/calculation.h"

namespace jauap::chat {

// What was worked out of facts as a sentence with both numbers or dates, the facts that went in,
// and the step.
void compose_calculation(const Chatbot::Parts& parts,
                         const query::CalculationDenotation& calculation, Reply& reply);

}  // namespace jauap::chat
