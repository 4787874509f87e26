#pragma once

#include <utility>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// A question about two things or of two properties as two questions: "the exports and imports in
// 2021" as "the exports in 2021" and "the imports in 2021". One pair for each two names of one sort
// that are joined, from left to right; empty where there are none. Whether each half makes sense is
// for the caller to find out: "trade between X and Y" is no question about X.
std::vector<std::pair<std::vector<text::Token>, std::vector<text::Token>>> conjuncts(
    const Chatbot::Parts& parts, const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
