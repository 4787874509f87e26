#include "bot/chat/premise_clause.h"

#include <algorithm>
#include <cstddef>

#include "bot/chat/antecedents.h"
#include "bot/chat/split_message.h"

namespace jauap::chat {
namespace {

using text::Token;
using Tokens = std::vector<Token>;

constexpr std::size_t kWays = 4;  // each is read

}  // namespace

std::vector<PremiseClause> premise_clauses(const Chatbot::Parts& parts, std::string_view message,
                                           const Tokens& tokens) {
  const text::Words& words = parts.words;
  if (tokens.empty()) return {};
  // "When it was founded in 2010, what was …": only where what is asked begins behind a comma.
  const bool is_time = words.time_openings.count(tokens.front().text) > 0;
  const std::size_t opening = is_time ? 1 : words.premise_openings.length_at(tokens, 0);
  if (opening == 0) return {};
  std::vector<PremiseClause> ways;
  constexpr std::size_t kShortest = 3;  // "texas borders ohio"
  const auto add = [&](std::size_t at) {
    if (ways.size() >= kWays) return;
    const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(opening);
    const auto middle = tokens.begin() + static_cast<std::ptrdiff_t>(at);
    ways.push_back({{begin, middle}, {middle, tokens.end()}, is_time});
    // What a pronoun stands for is put in its place later.
    expand_possessives(words, ways.back().rest);
  };
  for (const bool at_commas : {true, false}) {
    for (std::size_t at = opening + kShortest - 1; at < tokens.size(); ++at) {
      const bool is_comma = has_comma(message, tokens[at - 1], tokens[at]);
      const bool begins = words.asking_words.count(tokens[at].text) > 0;
      const bool asks = words.question_openings.length_at(tokens, at) > 0;
      if (is_time ? at_commas && is_comma && asks : at_commas ? is_comma : begins && !is_comma) {
        add(at);
      }
    }
  }
  return ways;
}

}  // namespace jauap::chat
