#pragma once

#include <optional>
#include <vector>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// "Did the kings exchange the letters in person?": a claim that somebody did something themselves,
// corrected where one fact says who did it and names nobody of whom the question speaks. Nothing
// for a message that asks for anything else.
std::optional<Understanding> check_in_person(const Chatbot::Parts& parts,
                                             const std::vector<text::Token>& tokens,
                                             base::Trace* trace);

}  // namespace jauap::chat
