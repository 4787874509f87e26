#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace jauap::base {

// How many typing mistakes apart two words are: insertions, deletions, replacements and swaps of
// neighbours (optimal string alignment, a restricted Damerau-Levenshtein distance), counted in code
// points of valid UTF-8. Anything beyond `limit` is `limit + 1`. Symmetric.
std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t limit);

// The candidate nearest to `word`, if one is near enough to be what was meant (a third of its
// length, at most 3); "" otherwise. Equal distances: the first in the order of the candidates.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

// "did you mean \"…\"?" for nearest(), "" where there is none.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace jauap::base
