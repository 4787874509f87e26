#pragma once

#include "bot/chat/conversation.h"
#include "bot/chat/follow_up.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"

namespace jauap::chat {

// "By how much did it grow?" behind what something came to: of the facts that answer a message with
// a word for something said before, keeps the one that tells a change or a share of what was told
// last, and says whether there was one. The message is then taken as that fact's own question.
bool narrow_to_topic(const Chatbot::Parts& parts, const Conversation& conversation, FilledIn& used,
                     Understanding& answer);

}  // namespace jauap::chat
