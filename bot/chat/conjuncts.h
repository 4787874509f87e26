#pragma once

#include <string_view>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// A question about several things or of several properties as that many questions: "the exports and
// imports in 2021" as "the exports in 2021" and "the imports in 2021", "the author, date and title
// of the report" as three. One way for each place where names of one sort are joined, from left to
// right; then one for what commas and joiners part altogether: "the mayor, the year of the fire".
// Empty where nothing is joined. Whether each part makes sense is for the caller to find out:
// "trade between X and Y" is no question about X.
std::vector<std::vector<std::vector<text::Token>>> conjuncts(
    const Chatbot::Parts& parts, std::string_view message, const std::vector<text::Token>& tokens);

// What commas, semicolons and joiners part: "A, B and C" in three. Empty of no words.
std::vector<std::vector<text::Token>> segments(const Chatbot::Parts& parts,
                                               std::string_view message,
                                               const std::vector<text::Token>& tokens);

// Whether a question names several properties side by side: "exports and total trade".
bool joins_properties(const Chatbot::Parts& parts, std::string_view message,
                      const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
