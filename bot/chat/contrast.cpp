#include "bot/chat/contrast.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "bot/chat/antecedents.h"
#include "bot/query/query.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using text::Token;
using understanding::Item;
using Tokens = std::vector<Token>;

// Whether words name a thing, a value or a unit and say nothing of them.
struct Named {
  bool is_any = false;
  bool is_of_unit = true;
  bool is_of_property = false;
  bool says_more = false;
};

bool is_property(const understanding::Mention& mention) {
  return query::has_sense(mention.senses, query::Sense::Type::Property) &&
         !query::has_sense(mention.senses, query::Sense::Type::Entity);
}

Named named_by(const Chatbot::Parts& parts, const std::vector<Token>& tokens) {
  Named named;
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  for (const Item& item : line.items) {
    if (std::holds_alternative<understanding::InUnit>(item.meaning) ||
        parts.words.scale_words.count(item.text) > 0) {
      named.is_any = true;
    } else if (named.is_of_property && is_one(parts.words, tokens, item.first)) {
      continue;  // "not the export one"
    } else if (std::holds_alternative<text::TypedValue>(item.meaning) ||
               parts.words.pronouns.count(item.text) > 0) {
      named.is_any = true;  // "somewhere else"
      named.is_of_unit = false;
    } else if (const auto* mention = std::get_if<understanding::Mention>(&item.meaning)) {
      named.is_any = true;
      named.is_of_unit = false;
      if (is_property(*mention)) {
        named.is_of_property = true;
        continue;
      }
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

bool asks_for_property(const Chatbot::Parts& parts, const Tokens& tokens) {
  if (parts.words.being_words.count(tokens.front().text) > 0) return false;
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  // "Which countries have a capital and not a currency?" asks for those.
  const bool asks_for_things =
      std::any_of(line.items.begin(), line.items.end(), [&](const Item& item) {
        const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
        return parts.words.possession_verbs.count(item.text) > 0 ||
               (mention != nullptr && query::has_sense(mention->senses, query::Sense::Type::Kind));
      });
  if (asks_for_things) return false;
  return std::any_of(line.items.begin(), line.items.end(), [](const Item& item) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    return mention != nullptr && is_property(*mention);
  });
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
    Tokens rest{tokens.begin(), split};
    // "The imports, not the exports"; "is that trade, not exports?" asks whether it is.
    if (named.is_of_property && !asks_for_property(parts, rest)) continue;
    return Contrasted{std::move(rest), named.is_of_unit || named.is_of_property};
  }
  return std::nullopt;
}

}  // namespace jauap::chat
