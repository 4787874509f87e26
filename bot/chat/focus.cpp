#include "bot/chat/focus.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "bot/knowledge/fact_things.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {

void add_focus(const Chatbot::Parts& parts, const std::vector<text::Token>& sentence,
               Focus& focus) {
  const bool is_about = std::any_of(
      sentence.begin(), sentence.end(),
      [&](const text::Token& token) { return parts.words.focus_words.count(token.text) > 0; });
  // "Reply only with the word Paris" is no talk of what interests whom.
  constexpr std::size_t kFew = 4;
  const bool is_ones_own =
      sentence.size() <= kFew ||
      std::any_of(sentence.begin(), sentence.end(), [&](const text::Token& token) {
        return parts.words.first_persons.count(token.text) > 0;
      });
  if (!is_about || !is_ones_own) return;
  const auto line =
      understanding::find_mentions(sentence, parts.vocabulary, parts.words, 1).front();
  for (const auto& item : line.items) {
    if (const auto* value = std::get_if<text::TypedValue>(&item.meaning)) {
      if (value->kind == text::ValueKind::Date && value->date.year != 0) {
        focus.years.push_back(value->date.year);
      }
      continue;
    }
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    if (mention == nullptr) continue;
    focus.is_of_period =
        focus.is_of_period || query::has_sense(mention->senses, query::Sense::Type::Period);
    std::vector<knowledge::EntityId> meant;
    for (const auto& sense : mention->senses) {
      if (sense.type != query::Sense::Type::Entity) continue;
      const knowledge::EntityId thing{sense.id};
      if (parts.store.kind(parts.store.entity(thing).kind).is_place) meant.push_back(thing);
    }
    if (!meant.empty()) focus.things.push_back(std::move(meant));
  }
}

bool is_in_focus(const Chatbot::Parts& parts, const Focus& focus, const Understanding& answer) {
  const auto& facts = answer.denotation.facts;
  if (answer.set || answer.calculation || facts.empty()) return true;
  const auto any = [&](auto&& is_such) { return std::any_of(facts.begin(), facts.end(), is_such); };
  const bool has_things =
      std::all_of(focus.things.begin(), focus.things.end(), [&](const auto& meant) {
        return any([&](knowledge::FactId id) {
          return std::any_of(meant.begin(), meant.end(), [&](const auto thing) {
            return knowledge::has_thing(parts.store.fact(id), thing);
          });
        });
      });
  const bool is_then = focus.years.empty() || any([&](knowledge::FactId id) {
                         const auto when = parts.store.fact(id).when;
                         return !when || std::find(focus.years.begin(), focus.years.end(),
                                                   when->year) != focus.years.end();
                       });
  const bool is_of_period = !focus.is_of_period || any([&](knowledge::FactId id) {
    return parts.store.fact(id).period.has_value() || !parts.store.fact(id).when;
  });
  return has_things && is_then && is_of_period;
}

}  // namespace jauap::chat
