#pragma once

#include <vector>

#include "bot/text/tokens.h"
#include "bot/text/typed_values.h"
#include "bot/understanding/line.h"
#include "bot/understanding/vocabulary.h"

namespace jauap::understanding {

// The ways to cut a question into names, typed values and words, best first. The best one explains
// the most words with the fewest and longest stretches; the others each give up one of its long
// stretches for shorter ones ("Danish lighthouse" for "Danish" and "lighthouse"), the last one all
// of them. At least
// one, at most `limit`. Linear in the tokens.
std::vector<Line> find_mentions(const std::vector<text::Token>& tokens,
                                const Vocabulary& vocabulary, const text::Words& words,
                                std::size_t limit = 6);

}  // namespace jauap::understanding
