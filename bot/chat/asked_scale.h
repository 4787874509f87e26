#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "bot/chat/reply.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"
#include "bot/text/words.h"

namespace jauap::chat {

// A question without the words that say how its number shall be written.
struct ScaledQuestion {
  std::vector<text::Token> tokens;
  double scale = 1;  // 1e9 for "in billions of dollars", 1 for "in full, with all zeros"
};

// Nothing where the question says nothing of it.
std::optional<ScaledQuestion> ask_for_scale(const text::Words& words,
                                            const std::vector<text::Token>& tokens);

// Whether what was understood comes to one number, which alone can be written in another scale.
bool is_one_number(const Understanding& understanding);

// The number of an answer in the scale that was asked for: 0.454 for 454 million in billions.
// Nothing where the reply holds no number, or several.
std::optional<std::string> write_in_scale(const Chatbot::Parts& parts, double scale,
                                          const Reply& reply);

}  // namespace jauap::chat
