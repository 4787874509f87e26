#pragma once

#include <optional>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// A question without what it sets against something at its end: "was it signed in A and not in B",
// "in dollars, not euros", "the imports, not the exports". Where a thing is set against another,
// what is left must be true or false by itself: whoever takes it for the question may use it only
// where it is found to be so or not.
struct Contrasted {
  std::vector<text::Token> tokens;
  bool may_ask = false;  // nothing but a unit, a scale or a property is set against another
};

// Nothing where the question sets nothing against anything.
std::optional<Contrasted> without_contrast(const Chatbot::Parts& parts,
                                           const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
