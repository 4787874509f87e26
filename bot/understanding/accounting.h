#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "bot/text/words.h"
#include "bot/understanding/line.h"

namespace jauap::understanding {

// The items of a line that nothing explains, ascending.
std::vector<std::size_t> unexplained_items(const Line& line, const text::Words& words);

// The words of the question that nothing explains, as typed, in their order, each once. An answer
// may be given only where this is empty (the first promise). Explained is what a rule used up, what
// names something held, a typed value, and a function word.
std::vector<std::string> unexplained_words(const Line& line, const text::Words& words,
                                           std::string_view question);

// Whether a line holds question words in two places with something named between them: more than
// one question. "When and where was it signed?" is one.
bool asks_several(const Line& line, const text::Words& words);

}  // namespace jauap::understanding
