#include "bot/understanding/repeats_fact.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "bot/knowledge/fact_things.h"
#include "bot/query/select.h"
#include "bot/text/typed_values.h"

namespace jauap::understanding {
namespace {

using knowledge::FactStore;
using query::Sense;

// What a fact says, as far as words tell.
struct Said {
  std::vector<double> numbers;  // its own
  std::string unit;             // of those
  std::vector<text::Token> tokens;
  std::vector<text::TypedValue> values;  // in its sentence
};

Said said_by(const FactStore& store, const knowledge::Fact& fact, const text::Words& words) {
  Said said;
  said.unit = query::unit_said(store, fact);
  std::string all = fact.text.empty() ? store.entity(fact.subject).name : fact.text;
  for (const knowledge::Scalar& value : fact.value) {
    if (const auto* text = std::get_if<std::string>(&value)) all += " " + *text;
    if (const auto* number = std::get_if<double>(&value)) said.numbers.push_back(*number);
  }
  said.tokens = text::normalize(all, words);
  said.values = text::find_typed_values(said.tokens, words);
  return said;
}

bool says_amount(const Said& said, const query::Amount& amount) {
  const auto is_it = [&](double number, const std::string& unit) {
    return query::agrees(amount, number) && (amount.unit.empty() || amount.unit == unit);
  };
  return std::any_of(said.numbers.begin(), said.numbers.end(),
                     [&](double number) { return is_it(number, said.unit); }) ||
         std::any_of(said.values.begin(), said.values.end(), [&](const text::TypedValue& value) {
           return is_it(value.number, value.unit);
         });
}

bool says_date(const knowledge::Fact& fact, const Said& said, const query::At& at) {
  if (fact.when && query::covers(at, *fact.when)) return true;
  // "In a part of 2021" is not in 2021.
  return !fact.period &&
         std::any_of(said.values.begin(), said.values.end(), [&](const text::TypedValue& value) {
           return value.kind == text::ValueKind::Date && query::covers(at, value.date);
         });
}

// Where the words stand in the sentence; its end where they do not.
auto find_words(const Said& said, const std::string& words) {
  const auto named = text::tokenize(words);
  return std::search(said.tokens.begin(), said.tokens.end(), named.begin(), named.end(),
                     [](const text::Token& a, const text::Token& b) { return a.text == b.text; });
}

bool says(const knowledge::Fact& fact, const Said& said, const query::Condition& condition) {
  if (const auto* amount = std::get_if<query::Amount>(&condition)) {
    return says_amount(said, *amount);
  }
  if (const auto* at = std::get_if<query::At>(&condition)) return says_date(fact, said, *at);
  const auto* named = std::get_if<query::Named>(&condition);
  if (named == nullptr) return true;
  bool names_thing = false;
  for (const Sense& sense : named->senses) {
    if (sense.type == Sense::Type::Antonym) return false;
    if (sense.type != Sense::Type::Entity) continue;
    names_thing = true;
    if (knowledge::has_thing(fact, knowledge::EntityId{sense.id})) return true;
  }
  return !names_thing || find_words(said, named->words) != said.tokens.end();
}

}  // namespace

bool repeats_fact(const query::Query& query, const FactStore& store, const text::Words& words,
                  knowledge::FactId id) {
  const auto fact = store.fact(id);
  const Said said = said_by(store, fact, words);
  return std::all_of(
      query.conditions.begin(), query.conditions.end(),
      [&](const query::Condition& condition) { return says(fact, said, condition); });
}

bool names_in_order(const query::Query& query, const FactStore& store, const text::Words& words,
                    knowledge::FactId id) {
  const Said said = said_by(store, store.fact(id), words);
  auto last = said.tokens.begin();
  for (const query::Condition& condition : query.conditions) {
    if (!query::has_sense(condition, Sense::Type::Entity)) continue;
    const auto place = find_words(said, std::get<query::Named>(condition).words);
    if (place == said.tokens.end() || place < last) return false;
    last = place;
  }
  return true;
}

}  // namespace jauap::understanding
