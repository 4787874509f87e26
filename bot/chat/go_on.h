#pragma once

#include <functional>
#include <string_view>

#include "bot/base/trace.h"
#include "bot/chat/conversation.h"
#include "bot/chat/follow_up.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"

namespace jauap::chat {

// Reads the message by itself, as a whole one or as one that points at what was said.
using Alone = std::function<Understanding(bool is_whole)>;

// A message of a conversation: by itself where it stands alone, else as what follows from the last
// question. `used` is left with the words as they were understood.
Understanding go_on(const Chatbot::Parts& parts, std::string_view message,
                    const Conversation& conversation, const Alone& alone, FilledIn& used,
                    base::Trace* trace);

// Whether an answer says that something is so or not so.
bool says_whether(const Understanding& answer);

}  // namespace jauap::chat
