#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "bot/text/tokens.h"
#include "bot/text/words.h"

namespace jauap::text {

// A stretch of tokens that is a number, beginning at a token that the caller knows.
struct NumberReading {
  std::size_t count = 0;  // in tokens
  double value = 0;
  double tolerance = 0;  // half a unit in the last place given
};

// The value of a Number token; nothing for dates and times in figures.
std::optional<double> plain_number(std::string_view figures);

// The numbers that begin at token `first`, longest first: "356.3 million", "two hundred and six".
// More than one where a word may belong to it or not: "454 m", "one hundred and fifty".
std::vector<NumberReading> numbers_at(const std::vector<Token>& tokens, std::size_t first,
                                      const Words& words);

// The year that begins at token `first`: "1993" (four figures from 1000 to 2999), "nineteen ninety
// three", "two thousand and sixteen". `first` may be behind the last token. Its tolerance is 0.
std::optional<NumberReading> year_at(const std::vector<Token>& tokens, std::size_t first,
                                     const Words& words);

// The rank that begins at token `first`: "30 th", "thirtieth", "number 30", "twenty first" (which
// is no 20 before a "first": the only reading is 21). Its tolerance is 0.
std::optional<NumberReading> ordinal_at(const std::vector<Token>& tokens, std::size_t first,
                                        const Words& words);

// How many tokens from `first` on the longest key of `table` takes (at most `longest`), and where
// it is; `count` 0 for none. For a set or map from strings.
template <class Table>
struct LongestKey {
  std::size_t count = 0;
  typename Table::const_iterator entry;
};

template <class Table>
LongestKey<Table> longest_key(const Table& table, const std::vector<Token>& tokens,
                              std::size_t first, std::size_t longest) {
  std::size_t count = first < tokens.size() ? tokens.size() - first : 0;
  if (count > longest) count = longest;
  for (; count > 1; --count) {
    const auto entry = table.find(join(tokens, first, count));
    if (entry != table.end()) return {count, entry};
  }
  if (count == 0) return {0, table.end()};
  const auto entry = table.find(tokens[first].text);
  return {entry == table.end() ? 0U : 1U, entry};
}

}  // namespace jauap::text
