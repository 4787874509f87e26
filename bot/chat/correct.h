#pragma once

#include <string_view>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// Reads each word that nothing knows as what it was surely meant to be, by itself: two halves
// joined, words without a space divided, a typing mistake corrected. Where that is not sure, the
// word stays, and repair() finds out what makes sense of it. Returns what was read otherwise than
// typed in `message`.
std::vector<Correction> correct_words(const Chatbot::Parts& parts, std::string_view message,
                                      std::vector<text::Token>& tokens);

}  // namespace jauap::chat
