#pragma once

#include <vector>

#include "bot/chat/parts.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// "Why is A useful?": what is asked of A, the likeliest first: "why is A", "the importance of A".
// Nothing where no more is asked than a reason.
std::vector<std::vector<text::Token>> without_worth(const Chatbot::Parts& parts,
                                                    const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
