#pragma once

#include <string_view>
#include <vector>

#include "bot/base/trace.h"
#include "bot/chat/conversation.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// How a question is understood as it is worded; what was understood is left in the conversation.
using UnderstandWords = Understanding (*)(const Chatbot::Parts& parts, std::string_view message,
                                          const std::vector<text::Token>& tokens,
                                          Conversation* conversation, base::Trace* trace);

// A question as it is worded, and where that has no sure answer, without what stands beside it: how
// its number shall be written, what it is set against, the words by which people come to it. One
// that leaves a choice, or asks of what is not so, is asked of each that it names, and of what is.
Understanding understand_reworded(const Chatbot::Parts& parts, std::string_view message,
                                  const std::vector<text::Token>& tokens,
                                  Conversation* conversation, base::Trace* trace,
                                  UnderstandWords understand_words);

}  // namespace jauap::chat
