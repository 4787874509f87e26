#pragma once

#include <string_view>
#include <vector>

#include "bot/base/trace.h"
#include "bot/chat/conversation.h"
#include "bot/chat/parts.h"
#include "bot/chat/reply.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// The reply to a message that holds at least one token. A message that asks several things is
// answered part by part, each part in the light of those before it; what stands beside a question
// and says nothing about it is passed over; a part that cannot be answered is named. What was
// understood is left in the conversation, if there is one.
Reply answer_message(const Chatbot::Parts& parts, std::string_view message,
                     const std::vector<text::Token>& tokens, Conversation* conversation,
                     base::Trace* trace);

}  // namespace jauap::chat
