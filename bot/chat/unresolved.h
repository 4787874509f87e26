#pragma once

#include <vector>

#include "bot/chat/parts.h"
#include "bot/knowledge/fact_store.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// "How much was it?", "when was it founded?" as the first message: a question that says which part
// of a fact it wants, and of the fact nothing or of which properties it may be. A few written facts
// that have such a part, to choose from, each of another property, in the order of the packs. None
// where the message says anything else, or where fewer than two would do.
std::vector<knowledge::FactId> facts_it_may_mean(const Chatbot::Parts& parts,
                                                 const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
