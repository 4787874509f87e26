#include "bot/understanding/accounting.h"

#include <algorithm>

namespace jauap::understanding {

std::vector<std::string> unexplained_words(const Line& line, const text::Words& words,
                                           std::string_view question) {
  std::vector<std::string> unexplained;
  for (const Item& item : line.items) {
    if (!std::holds_alternative<Plain>(item.meaning)) continue;
    const text::Token& token = line.tokens[item.first];
    if (token.text == "'s" || words.function_words.count(token.text) > 0) continue;
    std::string typed{question.substr(token.span.begin, token.span.end - token.span.begin)};
    if (std::find(unexplained.begin(), unexplained.end(), typed) == unexplained.end()) {
      unexplained.push_back(std::move(typed));
    }
  }
  return unexplained;
}

}  // namespace jauap::understanding
