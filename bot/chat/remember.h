#pragma once

#include "bot/chat/conversation.h"
#include "bot/chat/follow_up.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"

namespace jauap::chat {

// Leaves in a conversation what the next message may point at: what an answer named, and what the
// question was about. `used` has the words of the question as they were understood.
void remember(const Chatbot::Parts& parts, const Understanding& answer, const FilledIn& used,
              Conversation& conversation);

}  // namespace jauap::chat
