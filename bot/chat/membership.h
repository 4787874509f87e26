#pragma once

#include <optional>
#include <vector>

#include "bot/chat/conversation.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// "Is energy one of them?", "is it among the areas of cooperation?": whether a list that a fact
// gives has something in it, also of what nothing is held. The list is that of the property that
// the message names, or else the one that was told last. Nothing where the message asks anything
// else, or where there is no such list.
std::optional<Understanding> read_membership(const Chatbot::Parts& parts,
                                             const Conversation* conversation,
                                             const std::vector<text::Token>& tokens);

// "Is energy one of the areas they work on?", of which the nearest fact is a list that has it:
// makes a plain yes of that, where nothing was not understood but the words that ask for
// membership.
void confirm_listed(const Chatbot::Parts& parts, Understanding& nearest);

}  // namespace jauap::chat
