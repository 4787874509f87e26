#pragma once

#include <optional>
#include <vector>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// "40 million went through, 30 million of it came in: how much is left?": what is left of a whole
// without one of its parts, where a question gives both as numbers that facts of one time have.
// Behind the word that asks for the rest it may name the other part and nothing else.
std::optional<Understanding> read_remainder(const Chatbot::Parts& parts,
                                            const std::vector<text::Token>& tokens,
                                            base::Trace* trace);

}  // namespace jauap::chat
