#pragma once

#include <vector>

#include "bot/chat/conversation.h"
#include "bot/chat/parts.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// Puts the name of a thing that was told of in the place of words that pick it out of those: "the
// former", "the second one", "the other guy", "the other country", "the Finnish one", "the one from
// Finland". Whether there were such words, and one thing that they pick.
bool pick_thing(const Chatbot::Parts& parts, const Conversation& conversation,
                std::vector<text::Token>& tokens);

}  // namespace jauap::chat
