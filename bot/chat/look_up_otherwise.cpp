#include "bot/chat/look_up_otherwise.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "bot/query/evaluate.h"
#include "bot/query/sum_parts.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;
using understanding::Line;

// "Trade 2021 usd": a year and the unit of what is asked for, where nothing is that much.
std::optional<Denotation> look_up_year_and_unit(const Chatbot::Parts& parts, const Query& query) {
  constexpr double kFirst = 1900;
  constexpr double kLast = 2100;
  Query read = query;
  for (std::size_t i = 0; i < query.conditions.size(); ++i) {
    const auto* amount = std::get_if<query::Amount>(&query.conditions[i]);
    if (amount == nullptr || amount->unit.empty() || amount->ordinal) continue;
    const bool is_year = amount->number >= kFirst && amount->number <= kLast &&
                         amount->number == std::floor(amount->number);
    if (!is_year) continue;
    read.conditions[i] = query::At{{static_cast<int>(amount->number), 0, 0}};
    read.conditions.emplace_back(query::InUnit{amount->unit});
    Denotation found = query::evaluate(read, parts.store);
    if (found.kind != Denotation::Kind::Values) return std::nullopt;
    return found;
  }
  return std::nullopt;
}

// "Trade 2021, how much usd": a currency that is named, of which something is to be told in it.
std::optional<Denotation> look_up_in_currency(const Chatbot::Parts& parts, const Query& query) {
  Query read = query;
  bool is_any = false;
  for (query::Condition& condition : read.conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    const auto currency =
        named == nullptr ? parts.words.currencies.end() : parts.words.currencies.find(named->words);
    if (currency == parts.words.currencies.end()) continue;
    condition = query::InUnit{currency->second};
    is_any = true;
  }
  if (!is_any || !names_property(read)) return std::nullopt;
  Denotation found = query::evaluate(read, parts.store);
  if (found.kind != Denotation::Kind::Values) return std::nullopt;
  return found;
}

// Whether a fact places its subject in all that a query says it is in: that it concerns them too
// does not.
bool places_all(const Chatbot::Parts& parts, const Query& query, knowledge::FactId id) {
  const auto fact = parts.store.fact(id);
  const auto name = text::tokenize(text::fold(parts.store.entity(fact.subject).name));
  const auto is_in_name = [&](knowledge::EntityId thing) {
    const auto words = text::tokenize(text::fold(parts.store.entity(thing).name));
    return std::search(name.begin(), name.end(), words.begin(), words.end(),
                       [](const auto& a, const auto& b) { return a.text == b.text; }) != name.end();
  };
  return std::all_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr || named->preposition != parts.words.place_preposition) return true;
    return std::all_of(named->senses.begin(), named->senses.end(), [&](const auto& sense) {
      if (sense.type != query::Sense::Type::Entity) return true;
      const knowledge::EntityId thing{sense.id};
      return fact.place == thing ||
             std::find(fact.value.begin(), fact.value.end(), knowledge::Scalar{thing}) !=
                 fact.value.end() ||
             is_in_name(thing);
    });
  });
}

// "Are there groups in the councils?": of what stands in front, the one fact that says where it is,
// or else what it has to do with all that is named.
std::optional<Denotation> look_up_existence(const Chatbot::Parts& parts, const Line& line,
                                            const Query& query) {
  const bool is_asked = std::any_of(
      line.tokens.begin(), line.tokens.end(),
      [&](const text::Token& token) { return token.text == parts.words.place_pronoun; });
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
    if (named == nullptr || !named->leads) return false;
    return std::any_of(named->senses.begin(), named->senses.end(), [&](const query::Sense& sense) {
      if (sense.type != query::Sense::Type::Entity) return false;
      const knowledge::EntityId thing{sense.id};
      return fact.subject == thing || std::find(fact.value.begin(), fact.value.end(),
                                                knowledge::Scalar{thing}) != fact.value.end();
    });
  };
  if (std::none_of(query.conditions.begin(), query.conditions.end(), leads)) return std::nullopt;
  found.truth = true;
  return found;
}

}  // namespace

bool names_property(const Query& query) {
  return std::any_of(query.conditions.begin(), query.conditions.end(), [](const auto& condition) {
    return query::has_sense(condition, query::Sense::Type::Property);
  });
}

void look_up_otherwise(const Chatbot::Parts& parts, const Line& line, Understanding& not_held) {
  const Query& query = *not_held.query;
  auto told = look_up_year_and_unit(parts, query);
  if (!told) told = look_up_in_currency(parts, query);
  if (!told) {
    told = look_up_existence(parts, line, query);
    not_held.asks_for_existence = told.has_value();
  }
  if (told) {
    not_held.outcome = Understanding::Outcome::Answered;
    not_held.denotation = std::move(*told);
    return;
  }
  auto found = query::work_out_by_sum(query, parts.store);
  if (!found) return;
  not_held.outcome = Understanding::Outcome::Answered;
  not_held.denotation.kind = Denotation::Kind::Values;
  not_held.denotation.facts = found->facts;
  not_held.denotation.values = {*found->result};
  not_held.calculation = std::move(found);
}

}  // namespace jauap::chat
