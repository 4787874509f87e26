#pragma once

#include <optional>
#include <vector>

#include "bot/chat/conversation.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// "The second?", "which one comes last in that list?": what stands at a place among the things that
// were told last, of which the conversation then is. Nothing where the message says anything else,
// or where so many were not told.
std::optional<Understanding> read_place_in_list(const Chatbot::Parts& parts,
                                                Conversation* conversation,
                                                const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
