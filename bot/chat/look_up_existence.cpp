#include "bot/chat/look_up_existence.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include "bot/knowledge/fact_things.h"
#include "bot/query/evaluate.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;
using understanding::Line;

bool is_possessed(const query::Condition& condition) {
  const auto* named = std::get_if<query::Named>(&condition);
  return named != nullptr && named->possessed;
}

// Whether a fact places its subject in all that a query says it is in: that it concerns them too
// does not.
bool places_all(const Chatbot::Parts& parts, const Query& query, knowledge::FactId id) {
  const auto fact = parts.store.fact(id);
  return std::all_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr || named->preposition != parts.words.place_preposition) return true;
    return std::all_of(named->senses.begin(), named->senses.end(), [&](const auto& sense) {
      if (sense.type != query::Sense::Type::Entity) return true;
      const knowledge::EntityId thing{sense.id};
      return fact.place == thing ||
             std::find(fact.value.begin(), fact.value.end(), knowledge::Scalar{thing}) !=
                 fact.value.end() ||
             knowledge::is_in_name_of(parts.store, thing, fact.subject);
    });
  });
}

// Whether a fact says so many things, or concerns so many.
bool counts_to(const knowledge::FactStore& store, knowledge::FactId id, double count) {
  const auto fact = store.fact(id);
  const auto things = static_cast<std::size_t>(
      std::count_if(fact.value.begin(), fact.value.end(), [](const knowledge::Scalar& value) {
        return std::holds_alternative<knowledge::EntityId>(value);
      }));
  const auto is_count = [&](std::size_t number) { return static_cast<double>(number) == count; };
  // Parties of one kind, of which one is what the fact is about: "the two established relations".
  const auto kind = store.entity(fact.subject).kind;
  const bool is_party =
      !fact.counterparts.empty() &&
      std::all_of(fact.counterparts.begin(), fact.counterparts.end(),
                  [&](knowledge::EntityId other) { return store.entity(other).kind == kind; });
  return is_count(things) || is_count(fact.counterparts.size() + (is_party ? 1 : 0));
}

// Whether a line speaks of "the two Xs": of all that there are, rather than of how many.
bool names_by_count(const text::Words& words, const Line& line) {
  for (std::size_t i = 0; i + 1 < line.items.size(); ++i) {
    if (!std::holds_alternative<text::TypedValue>(line.items[i].meaning)) continue;
    const std::size_t first = line.items[i].first;
    if (first > 0 && words.determiners.count(line.tokens[first - 1].text) > 0 &&
        std::holds_alternative<understanding::Mention>(line.items[i + 1].meaning)) {
      return true;
    }
  }
  return false;
}

}  // namespace

// "Are there groups in the councils?", "do the councils have groups?": of what stands in front or
// is had, the one fact that says where it is, or else what it has to do with all that is named.
std::optional<Denotation> look_up_existence(const Chatbot::Parts& parts, const Line& line,
                                            const Query& query) {
  const bool is_had = std::any_of(query.conditions.begin(), query.conditions.end(), is_possessed);
  const bool is_asked =
      is_had || std::any_of(line.tokens.begin(), line.tokens.end(), [&](const text::Token& token) {
        return token.text == parts.words.place_pronoun;
      });
  if (!is_asked || query.operation != query::Operation::Verify || query::gives_value(query)) {
    return std::nullopt;
  }
  // "A diaspora in A": where it is said to be is no mere description of it.
  const auto is_place = [&](const auto& word) {
    return word.text == parts.words.place_preposition;
  };
  if (std::count_if(line.tokens.begin(), line.tokens.end(), is_place) !=
      std::count_if(line.items.begin(), line.items.end(), is_place)) {
    return std::nullopt;
  }
  Query asked = query;
  asked.operation = query::Operation::Describe;
  Denotation found = query::evaluate(asked, parts.store);
  std::erase_if(found.facts, [&](const auto id) { return !places_all(parts, query, id); });
  if (found.facts.empty()) return std::nullopt;
  // Where it is comes before what it does there.
  const auto tells_place = [&](const auto id) {
    const auto fact = parts.store.fact(id);
    return fact.place || parts.store.property(fact.property).type == knowledge::ValueType::Entity;
  };
  const auto told = std::find_if(found.facts.begin(), found.facts.end(), tells_place);
  found.facts = {told == found.facts.end() ? found.facts.front() : *told};
  found.kind = Denotation::Kind::Values;
  // Whether it is that which the question begins with, as what the fact is of or what it says.
  const auto fact = parts.store.fact(found.facts.front());
  const auto leads = [&](const query::Condition& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr || !(is_had ? named->possessed : named->leads)) return false;
    return std::any_of(named->senses.begin(), named->senses.end(), [&](const query::Sense& sense) {
      if (sense.type != query::Sense::Type::Entity) return false;
      const knowledge::EntityId thing{sense.id};
      if (is_had) return fact.subject == thing;
      return fact.subject == thing || std::find(fact.value.begin(), fact.value.end(),
                                                knowledge::Scalar{thing}) != fact.value.end();
    });
  };
  if (std::none_of(query.conditions.begin(), query.conditions.end(), leads)) return std::nullopt;
  found.truth = true;
  return found;
}

std::optional<Denotation> look_up_counted(const Chatbot::Parts& parts, const Line& line,
                                          const Query& query) {
  if (!names_by_count(parts.words, line)) return std::nullopt;
  constexpr double kMost = 12;
  const auto is_small = [](const query::Condition& condition) {
    const auto* amount = std::get_if<query::Amount>(&condition);
    return amount != nullptr && !amount->ordinal && amount->unit.empty() && amount->number >= 2 &&
           amount->number <= kMost && amount->number == std::floor(amount->number);
  };
  const auto counted = std::find_if(query.conditions.begin(), query.conditions.end(), is_small);
  if (counted == query.conditions.end()) return std::nullopt;
  const double count = std::get<query::Amount>(*counted).number;
  Query read = query;
  read.conditions.erase(read.conditions.begin() + (counted - query.conditions.begin()));
  std::optional<Denotation> found = query::evaluate(read, parts.store);
  if (found->kind != Denotation::Kind::Values) found = look_up_existence(parts, line, read);
  if (!found || !std::all_of(found->facts.begin(), found->facts.end(),
                             [&](const auto id) { return counts_to(parts.store, id, count); })) {
    return std::nullopt;
  }
  return found;
}

}  // namespace jauap::chat
