#pragma once

#include "bot/chat/conversation.h"
#include "bot/chat/follow_up.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"

namespace jauap::chat {

// "By how much did it grow?" behind what something came to: of the facts that answer a message with
// a word for something said before, keeps the one that tells a change or a share of what was told
// last, if there is one. What the message is taken as is then that fact's own question.
void narrow_to_topic(const Chatbot::Parts& parts, const Conversation& conversation, FilledIn& used,
                     Understanding& answer);

}  // namespace jauap::chat
