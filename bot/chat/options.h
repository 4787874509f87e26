#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// A question which of several that it lists is so, or is not so: "which one is not on the list: A,
// B or C?", "A, B, C: which was first?".
struct Options {
  struct Option {
    std::string name;                   // as typed
    std::vector<text::Token> question;  // whether it is so of this one: "is A on the list"
  };
  std::vector<Option> options;  // at least two
  bool asks_which_not = false;
};

// Nothing where the question lists none, or asks something else of them. Of two that "or" joins and
// of which something is so: find_alternatives().
std::optional<Options> find_options(const Chatbot::Parts& parts, std::string_view message,
                                    const std::vector<text::Token>& tokens);

// "Was it not signed in A?", "so A did not sign it, did it?": the question whether it is so.
struct Asserted {
  std::vector<text::Token> tokens;
  bool asks_why = false;  // "why was it not signed in A?", which takes for granted that it was not
};

// Nothing where nothing is denied, or something else is asked.
std::optional<Asserted> without_negation(const Chatbot::Parts& parts,
                                         const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
