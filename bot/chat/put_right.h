#pragma once

#include <vector>

#include "bot/chat/parts.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// A message that goes on with a conversation, put as it would be by itself. Each gives the message
// as it is where there is nothing to put right.

// Without "and", "what about", "no, I meant" in front, also behind words that name nothing: "sorry,
// mixed it up, I meant the exports".
std::vector<text::Token> without_opening(const Chatbot::Parts& parts,
                                         const std::vector<text::Token>& tokens);

// "No, the exports, not the imports", "not him, the envoy": without what was not meant.
std::vector<text::Token> without_denied(const Chatbot::Parts& parts,
                                        const std::vector<text::Token>& tokens);

// "Tell me in US dollars": a currency that is also a thing of a pack, by its last word, where
// nothing else is named.
std::vector<text::Token> with_currency(const Chatbot::Parts& parts,
                                       const std::vector<text::Token>& tokens);

// "In dollars, how much is that?": with the unit behind.
std::vector<text::Token> with_unit_behind(const Chatbot::Parts& parts,
                                          const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
