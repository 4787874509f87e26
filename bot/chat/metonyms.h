#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// A question with, for each name of a thing that people say for another ("Vilnius ratified …"),
// the name of that other, and what was read as what.
struct WithoutMetonyms {
  std::vector<text::Token> tokens;
  std::vector<Correction> readings;
  bool is_place = false;  // whether one of those names may be meant as the place: "in Vilnius"
};

// Nothing where no name stands for exactly one other thing: that of which it is the value of a
// property that is a metonym.
std::optional<WithoutMetonyms> without_metonyms(const Chatbot::Parts& parts,
                                                std::string_view message,
                                                const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
