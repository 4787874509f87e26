#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bot/text/tokens.h"
#include "bot/text/words.h"

namespace jauap::passages {

// Short texts ("passages") by their words, each in every form that it may be an inflection of, so
// that "signed" is found by "sign" and the other way round. How much a word tells is its inverse
// document frequency (K. Spärck Jones, A statistical interpretation of term specificity, 1972).
// Filled first, then only read: safe for concurrent use from then on.
class PassageIndex {
 public:
  using PassageId = std::uint32_t;

  // Passages are numbered from 0 on, in the order in which they are added.
  PassageId add(const std::vector<text::Token>& tokens, const text::Words& words);

  // The passages with a word, ascending. The word is in canonical form.
  std::vector<PassageId> holding(std::string_view word, const text::Words& words) const;

  // How much a word tells that `count` of the passages hold; the most where none does.
  double weight(std::size_t count) const;

 private:
  std::unordered_map<std::string, std::vector<PassageId>> by_form_;
  PassageId size_ = 0;
};

}  // namespace jauap::passages
