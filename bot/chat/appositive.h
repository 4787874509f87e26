#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// "What did Norway's minister Ann do?", "with whom did Ann, the minister of Norway, speak?", "what
// does Ann do as minister of Norway?": what a question says of somebody whom it names, read as a
// claim. Nothing but a correction where it is not so.
std::optional<Understanding> check_appositive(const Chatbot::Parts& parts, std::string_view message,
                                              const std::vector<text::Token>& tokens,
                                              base::Trace* trace);

}  // namespace jauap::chat
