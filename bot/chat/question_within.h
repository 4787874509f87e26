#pragma once

#include <optional>
#include <string_view>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// What answers the last question in long talk: "my boss came in, before I had my coffee, and wants
// to know how many firms there are". Only where that question says by itself all that is asked, or
// names the one thing that it is about in front, and nothing in front could be a condition of it: a
// time, another thing, what is only supposed.
std::optional<Understanding> read_question_within(const Chatbot::Parts& parts,
                                                  std::string_view message,
                                                  const std::vector<text::Token>& tokens,
                                                  Conversation& conversation, base::Trace* trace);

}  // namespace jauap::chat
