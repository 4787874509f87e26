#include "bot/chat/contrast.h"

#include <algorithm>
#include <variant>

#include "bot/query/query.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using text::Token;
using understanding::Item;

// Whether words name a thing, a value or a unit and say nothing of them.
struct Named {
  bool is_any = false;
  bool is_of_unit = true;
  bool says_more = false;
};

Named named_by(const Chatbot::Parts& parts, const std::vector<Token>& tokens) {
  Named named;
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  for (const Item& item : line.items) {
    if (std::holds_alternative<understanding::InUnit>(item.meaning) ||
        parts.words.scale_words.count(item.text) > 0) {
      named.is_any = true;
    } else if (std::holds_alternative<text::TypedValue>(item.meaning) ||
               parts.words.pronouns.count(item.text) > 0) {
      named.is_any = true;  // "somewhere else"
      named.is_of_unit = false;
    } else if (const auto* mention = std::get_if<understanding::Mention>(&item.meaning)) {
      named.is_any = true;
      named.is_of_unit = false;
      named.says_more =
          named.says_more ||
          std::none_of(mention->senses.begin(), mention->senses.end(), [](const auto& sense) {
            return sense.type == query::Sense::Type::Entity ||
                   sense.type == query::Sense::Type::Kind;
          });
    } else if (parts.words.function_words.count(item.text) == 0) {
      named.says_more = true;
    }
  }
  return named;
}

}  // namespace

std::optional<Contrasted> without_contrast(const Chatbot::Parts& parts,
                                           const std::vector<Token>& tokens) {
  for (std::size_t at = 1; at + 1 < tokens.size(); ++at) {
    const std::size_t count = parts.words.contrast_openings.length_at(tokens, at);
    if (count == 0 || at + count >= tokens.size()) continue;
    // "Why is it not in A" denies and contrasts nothing.
    const auto& before = tokens[at - 1].text;
    if (parts.words.function_words.count(before) > 0) continue;
    const auto split = tokens.begin() + static_cast<std::ptrdiff_t>(at);
    const Named named = named_by(parts, {split + static_cast<std::ptrdiff_t>(count), tokens.end()});
    if (!named.is_any || named.says_more) continue;
    return Contrasted{{tokens.begin(), split}, named.is_of_unit};
  }
  return std::nullopt;
}

}  // namespace jauap::chat
