#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "bot/text/tokens.h"

namespace jauap::text {

// Sequences of words that do the same in a text: "and", "what about", "as for".
struct Phrases {
  std::unordered_set<std::string> all;  // tokens joined by one space
  // By the first word of a phrase: the longest that begins with it, in tokens.
  std::unordered_map<std::string, std::size_t> longest;

  // How many tokens the longest one takes that stands at `first`; 0 where none does.
  std::size_t length_at(const std::vector<Token>& tokens, std::size_t first) const;
  // Whether one stands anywhere in the tokens.
  bool occur_in(const std::vector<Token>& tokens) const;
};

Phrases make_phrases(std::unordered_set<std::string> all);

}  // namespace jauap::text
