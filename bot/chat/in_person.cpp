#include "bot/chat/in_person.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "bot/chat/split_message.h"
#include "bot/knowledge/fact_things.h"
#include "bot/query/evaluate.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using query::Sense;
using text::Token;

// Who it was of whom all that a line names is told.
query::Query who_did(const understanding::Line& line) {
  query::Query query;
  query.wanted = {{query::Part::Who, {}}};
  for (const auto& item : line.items) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    if (mention == nullptr) continue;
    query.conditions.emplace_back(query::Named{mention->senses, item.text, "", false});
  }
  return query;
}

}  // namespace

std::optional<Understanding> check_in_person(const Chatbot::Parts& parts,
                                             const std::vector<Token>& tokens, base::Trace* trace) {
  const auto& words = parts.words;
  std::size_t at = 0;
  while (at < tokens.size() && words.in_person_phrases.length_at(tokens, at) == 0) ++at;
  if (at == tokens.size()) return std::nullopt;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (asks_for_more(words, tokens, i) > 0) return std::nullopt;
  }
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, words, 1).front();
  // "They" may be those who did it, and what happened at another time is something else.
  const bool is_open = std::any_of(line.items.begin(), line.items.end(), [&](const auto& item) {
    const auto* value = std::get_if<text::TypedValue>(&item.meaning);
    return (value != nullptr && value->kind == text::ValueKind::Date) ||
           (item.first > 0 && words.referring_words.count(item.text) > 0 &&
            words.in_person_phrases.length_at(tokens, item.first) == 0);
  });
  if (is_open) return std::nullopt;
  auto query = who_did(line);
  // In front stands what names whoever is said to have done it, for which no such fact has a place.
  query::Denotation found;
  while (query.conditions.size() > 1) {
    found = query::evaluate(query, parts.store);
    if (found.facts.size() == 1) break;
    query.conditions.erase(query.conditions.begin());
  }
  if (found.facts.size() != 1 || found.kind != query::Denotation::Kind::Values) return std::nullopt;
  const auto fact = parts.store.fact(found.facts.front());
  const auto& asks = parts.store.property(fact.property).asks;
  const bool says_who =
      asks.count(knowledge::AskWord::Who) > 0 && !fact.value.empty() &&
      std::all_of(fact.value.begin(), fact.value.end(), [&](const knowledge::Scalar& value) {
        const auto* thing = std::get_if<knowledge::EntityId>(&value);
        return thing != nullptr && parts.store.kind(parts.store.entity(*thing).kind).is_person;
      });
  if (!says_who) return std::nullopt;
  const bool names_one = std::any_of(line.items.begin(), line.items.end(), [&](const auto& item) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    // "The envoy" may be one of them.
    const bool is_office =
        mention != nullptr &&
        std::any_of(mention->senses.begin(), mention->senses.end(), [&](const Sense& sense) {
          return sense.type == Sense::Type::Property &&
                 knowledge::says_who(parts.store.property(knowledge::PropertyId{sense.id}));
        });
    if (is_office) return true;
    return mention != nullptr &&
           std::any_of(fact.value.begin(), fact.value.end(), [&](const auto& value) {
             const auto id = static_cast<std::uint32_t>(std::get<knowledge::EntityId>(value));
             return std::find(mention->senses.begin(), mention->senses.end(),
                              Sense{Sense::Type::Entity, id}) != mention->senses.end();
           });
  });
  if (names_one) return std::nullopt;
  if (trace != nullptr) trace->add("in person", "fact " + fact.key());
  Understanding result;
  // That they did not is so, and told plainly.
  const bool is_denied = std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return words.negations.count(token.text) > 0;
  });
  result.outcome = is_denied ? Understanding::Outcome::Answered : Understanding::Outcome::Corrected;
  result.denotation = std::move(found);
  if (!is_denied) result.denotation.truth = false;
  result.query = std::move(query);
  return result;
}

}  // namespace jauap::chat
