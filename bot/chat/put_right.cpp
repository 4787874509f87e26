#include "bot/chat/put_right.h"

#include <algorithm>
#include <cstddef>
#include <variant>

#include "bot/chat/antecedents.h"
#include "bot/chat/split_message.h"
#include "bot/text/typed_values.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {

using Tokens = std::vector<text::Token>;

Tokens without_opening(const Chatbot::Parts& parts, const Tokens& tokens) {
  std::size_t at = 0;
  while (at < tokens.size()) {
    const std::size_t count = parts.words.follow_up_openings.length_at(tokens, at);
    if (count == 0) break;
    at += count;
  }
  Tokens rest{tokens.begin() + static_cast<std::ptrdiff_t>(at), tokens.end()};
  // "Sorry, mixed it up, I meant the exports": what stands in front names nothing.
  for (std::size_t i = 1; i < rest.size(); ++i) {
    const std::size_t count = parts.words.correction_openings.length_at(rest, i);
    if (count < 2 || i + count >= rest.size()) continue;
    const Tokens front{rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(i)};
    const auto line = understanding::find_mentions(front, parts.vocabulary, parts.words, 1).front();
    if (names_something(line)) break;
    return without_opening(parts, {rest.begin() + static_cast<std::ptrdiff_t>(i), rest.end()});
  }
  return rest;
}

Tokens with_currency(const Chatbot::Parts& parts, const Tokens& tokens) {
  auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  understanding::drop_frames(line, parts.phrases, parts.words);
  const auto names = [](const auto& item) {
    return !std::holds_alternative<understanding::Plain>(item.meaning);
  };
  const auto named = std::find_if(line.items.begin(), line.items.end(), names);
  if (named == line.items.begin() || named == line.items.end() ||
      std::any_of(named + 1, line.items.end(), names)) {
    return tokens;
  }
  const std::size_t behind = named + 1 == line.items.end() ? tokens.size() : (named + 1)->first;
  const bool ends_in_unit = parts.words.currencies.count(tokens[behind - 1].text) > 0;
  if (!std::holds_alternative<understanding::Mention>(named->meaning) || !ends_in_unit ||
      (named - 1)->text != parts.words.place_preposition) {
    return tokens;
  }
  return {tokens[(named - 1)->first], tokens[behind - 1]};
}

Tokens with_unit_behind(const Chatbot::Parts& parts, const Tokens& tokens) {
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  if (line.items.size() < 3 || line.items.front().text != parts.words.place_preposition ||
      !std::holds_alternative<understanding::InUnit>(line.items[1].meaning)) {
    return tokens;
  }
  const auto behind = static_cast<std::ptrdiff_t>(line.items[2].first);
  Tokens turned{tokens.begin() + behind, tokens.end()};
  turned.insert(turned.end(), tokens.begin(), tokens.begin() + behind);
  return turned;
}

Tokens without_denied(const Chatbot::Parts& parts, const Tokens& tokens) {
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  const auto& items = line.items;
  const auto denies = [&](const auto& item) { return parts.words.negations.count(item.text) > 0; };
  // "How much of it was not exports?" asks.
  const auto asks = [&](const auto& item) {
    return asks_for_more(parts.words, tokens, item.first) > 0;
  };
  const auto denied = std::find_if(items.begin(), items.end(), denies);
  if (denied == items.end() || std::any_of(items.begin(), items.end(), asks)) return tokens;
  auto named = denied + 1;
  while (named != items.end() && parts.words.articles.count(named->text) > 0) ++named;
  if (named == items.end()) return tokens;
  const bool is_named = std::holds_alternative<understanding::Mention>(named->meaning) ||
                        std::holds_alternative<text::TypedValue>(named->meaning) ||
                        parts.words.pronouns.count(named->text) > 0;
  // "They did not sign it" denies what is so, and corrects nothing.
  const bool is_between = denied != items.begin() && named + 1 != items.end();
  const bool is_set_against =
      denied == items.begin() ||
      std::holds_alternative<understanding::Mention>((denied - 1)->meaning) ||
      std::holds_alternative<text::TypedValue>((denied - 1)->meaning);
  if (!is_named || is_between || !is_set_against || items.size() < 3) return tokens;
  Tokens meant{tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(denied->first)};
  meant.insert(meant.end(),
               tokens.begin() + static_cast<std::ptrdiff_t>(named->first + named->count),
               tokens.end());
  // "It was not him" says nothing of whom.
  const bool says_any = std::any_of(items.begin(), items.end(), [&](const auto& item) {
    return (item.first < denied->first || item.first > named->first) &&
           (std::holds_alternative<understanding::Mention>(item.meaning) ||
            std::holds_alternative<text::TypedValue>(item.meaning));
  });
  return says_any ? without_opening(parts, meant) : tokens;
}

}  // namespace jauap::chat
