#include "bot/chat/worth.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace jauap::chat {

using text::Token;
using Tokens = std::vector<Token>;

std::vector<Tokens> without_worth(const Chatbot::Parts& parts, const Tokens& tokens) {
  const auto& words = parts.words;
  const std::size_t asked = words.reason_openings.length_at(tokens, 0);
  if (asked == 0 || words.worth_noun.empty()) return {};
  Tokens rest{tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(asked)};
  bool is_any = false;
  for (std::size_t at = asked; at < tokens.size();) {
    const std::size_t count = words.worth_phrases.length_at(tokens, at);
    is_any = is_any || count > 0;
    if (count == 0) rest.push_back(tokens[at]);
    at += std::max<std::size_t>(count, 1);
  }
  if (!is_any || rest.size() == asked) return {};
  Tokens importance = text::without_places(text::tokenize(words.worth_noun));
  importance.push_back({words.possession_word, text::TokenKind::Word, {}});
  std::copy_if(rest.begin() + static_cast<std::ptrdiff_t>(asked), rest.end(),
               std::back_inserter(importance),
               [&](const Token& token) { return words.being_words.count(token.text) == 0; });
  return {std::move(rest), std::move(importance)};
}

}  // namespace jauap::chat
