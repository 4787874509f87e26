#pragma once

#include <string_view>
#include <vector>

#include "bot/intents/matcher.h"
#include "bot/text/words.h"

namespace jauap::intents {

// The line of a text in which typed tokens are written in braces:
//
//   how many {kind} are in {entity:great britain}
//   top {number:5} rivers
//
// The rest is normalized as a question is. A token stands for what is behind its colon, else for
// its type; where that is a number, it has that number. Braces that hold nothing of the kind are
// dropped as all punctuation is.
std::vector<LineToken> example_line(std::string_view text, const text::Words& words);

}  // namespace jauap::intents
