#include "bot/understanding/operand.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "bot/query/evaluate.h"
#include "bot/query/select.h"
#include "bot/understanding/assembly.h"

namespace jauap::understanding {
namespace {

using knowledge::EntityId;
using knowledge::FactStore;
using knowledge::ValueType;
using query::Condition;
using query::Denotation;
using query::Named;
using query::Operand;
using query::Part;
using query::Query;
using query::Sense;

bool names_thing(const Condition& condition) {
  return query::has_sense(condition, Sense::Type::Entity);
}

bool names_property(const Condition& condition) {
  return query::has_sense(condition, Sense::Type::Property) && !names_thing(condition) &&
         !query::has_sense(condition, Sense::Type::Period);
}

bool tells_unit(const Condition& condition) {
  return std::holds_alternative<query::InUnit>(condition);
}

template <class Test>
std::vector<Condition> those(const Query& query, Test test) {
  std::vector<Condition> found;
  std::copy_if(query.conditions.begin(), query.conditions.end(), std::back_inserter(found), test);
  return found;
}

template <class Test>
bool has(const Query& query, Test test) {
  return std::any_of(query.conditions.begin(), query.conditions.end(), test);
}

void add(Query& query, const std::vector<Condition>& conditions) {
  query.conditions.insert(query.conditions.end(), conditions.begin(), conditions.end());
}

Query asking_for(Query query, Part part) {
  query.operation = query::Operation::Select;
  query.wanted = {{part}};
  return query;
}

// The one number of a query with the row that says it.
struct Found {
  Operand operand;
  knowledge::FactRow row;
};

std::optional<Found> find_number(const Query& asked, const FactStore& store) {
  const Query query = asking_for(asked, Part::Quantity);
  const Denotation denotation = query::evaluate(query, store);
  if (denotation.kind != Denotation::Kind::Values || denotation.facts.size() != 1 ||
      denotation.values.size() != 1) {
    return std::nullopt;
  }
  const auto& value = denotation.values.front();
  if (!knowledge::is_amount(value.type) || !std::holds_alternative<double>(value.value))
    return std::nullopt;
  std::optional<Found> found;
  for (const auto& fitting : query::select(store, query)) {
    const auto row = store.row(fitting.row);
    if (row.fact != denotation.facts.front()) continue;
    // As it is written counts before the same from the other end.
    if (found && row.derived) continue;
    found = Found{
        {value, row.fact, row.property, row.subject, row.derived, denotation.default_period}, row};
  }
  return found;
}

// When what a query names happened, where that was once. A number of a year did not happen in it.
std::optional<Operand> find_date(const Query& asked, const FactStore& store) {
  const Denotation denotation = query::evaluate(asking_for(asked, Part::When), store);
  if (denotation.kind != Denotation::Kind::Values &&
      denotation.kind != Denotation::Kind::Ambiguous) {
    return std::nullopt;
  }
  std::optional<Operand> found;
  for (const auto id : denotation.facts) {
    const auto fact = store.fact(id);
    const ValueType type = store.property(fact.property).type;
    Operand operand;
    operand.fact = id;
    operand.property = fact.property;
    operand.subject = fact.subject;
    if (type == ValueType::Event && fact.when) {
      operand.value = {*fact.when, "", ValueType::Date};
    } else if (type == ValueType::Date && fact.value.size() == 1) {
      operand.value = {fact.value.front(), "", ValueType::Date};
    } else {
      continue;
    }
    if (found && found->value != operand.value) return std::nullopt;
    if (!found) found = std::move(operand);
  }
  return found;
}

// A side with what it leaves out: first as it is, or with all that the other says of it where it
// names nothing of its own; then with each single name of the other's.
struct Ways {
  Query plain;
  std::vector<Query> stretched;
  bool borrows = false;  // names no property itself
};

// "Expanded", beside what did: a word that only stands beside names of changes.
bool hints_at_change(const Condition& condition, const FactStore& store) {
  if (!query::is_only_hint(condition)) return false;
  const auto& senses = std::get<Named>(condition).senses;
  return std::any_of(senses.begin(), senses.end(), [&](const Sense& sense) {
    return store.property(knowledge::PropertyId{sense.id}).of.has_value();
  });
}

Ways ways_of(const Query& own, const Query& other, const FactStore& store) {
  Ways ways{own, {}, !has(own, names_property)};
  if (!has(own, query::tells_time)) {
    auto times = those(other, query::tells_time);
    // The time is the fact's, not one that singles out a thing of the other side.
    for (Condition& time : times) {
      if (auto* at = std::get_if<query::At>(&time)) at->of.clear();
    }
    add(ways.plain, times);
  }
  if (!has(own, tells_unit)) add(ways.plain, those(other, tells_unit));
  const auto names = those(other, names_property);
  auto lent = names;
  for (const Condition& hint : other.conditions) {
    if (hints_at_change(hint, store)) lent.push_back(hint);
  }
  for (const Condition& name : lent) {
    Query way = ways.plain;
    add(way, {name});
    ways.stretched.push_back(std::move(way));
  }
  if (ways.borrows) add(ways.plain, names);
  return ways;
}

std::set<EntityId> parties_of(const FactStore& store, const Found& found) {
  std::set<EntityId> parties{found.row.counterparts.begin(), found.row.counterparts.end()};
  parties.insert(found.row.subject);
  const auto fact = store.fact(found.row.fact);
  if (fact.place) parties.insert(*fact.place);
  return parties;
}

Named named_thing(EntityId thing, bool leads) {
  return {{{Sense::Type::Entity, static_cast<std::uint32_t>(thing)}}, "", "", leads};
}

// Whose number the other side is of.
std::vector<Condition> things_of(const FactStore& store, const Found& found) {
  const bool symmetric = store.property(found.row.property).symmetric;
  std::vector<Condition> things{named_thing(found.row.subject, !symmetric)};
  for (const EntityId other : found.row.counterparts)
    things.emplace_back(named_thing(other, false));
  return things;
}

// Whether two numbers are said of the same, so that nothing but what is said differs.
bool is_of_same(const FactStore& store, const Found& first, const Found& second) {
  if (parties_of(store, first) != parties_of(store, second)) return false;
  return first.row.subject == second.row.subject || store.property(first.row.property).symmetric ||
         store.property(second.row.property).symmetric;
}

// "Who exports more, A or B?": each of the two does it.
void let_lead(Query& query) {
  for (Condition& condition : query.conditions) {
    auto* named = std::get_if<Named>(&condition);
    if (named != nullptr && names_thing(condition)) named->leads = named->preposition.empty();
  }
}

bool is_about_named(const Query& query, const Found& found) {
  const Sense subject{Sense::Type::Entity, static_cast<std::uint32_t>(found.row.subject)};
  return has(query, [&](const Condition& condition) {
    const auto* named = std::get_if<Named>(&condition);
    return named != nullptr &&
           std::find(named->senses.begin(), named->senses.end(), subject) != named->senses.end();
  });
}

// A date is when a number was, not a number.
bool gives_number(const Side& side) {
  return side.given && std::holds_alternative<double>(side.given->value.value);
}

// The one fact that holds the number that a side gives.
std::optional<Operand> held_number(const Side& side, const FactStore& store) {
  if (!side.query) return std::nullopt;
  const auto found = find_number(*side.query, store);
  if (!found) return std::nullopt;
  return found->operand;
}

// What asks for nothing but one fact as it was found.
Query query_for(const FactStore& store, const Found& found) {
  const knowledge::Fact fact = store.fact(found.row.fact);
  Query query;
  const auto add_sense = [&](Sense::Type type, std::uint32_t id) {
    query.conditions.emplace_back(Named{{{type, id}}, "", "", false});
  };
  add_sense(Sense::Type::Property, static_cast<std::uint32_t>(found.row.property));
  add(query, things_of(store, found));
  if (fact.when) query.conditions.emplace_back(query::At{*fact.when});
  if (fact.period) add_sense(Sense::Type::Period, *fact.period);
  return query;
}

// A side that gives a number, as what asks for the one fact that holds it.
std::optional<Side> as_held(const Side& side, const FactStore& store) {
  if (!side.query) return std::nullopt;
  const auto found = find_number(*side.query, store);
  if (!found) return std::nullopt;
  return Side{query_for(store, *found), std::nullopt};
}

std::optional<NumberPair> pair_of(Query first, Query second, bool borrows, bool apart,
                                  const FactStore& store) {
  const bool first_names = has(first, names_thing);
  const bool second_names = has(second, names_thing);
  const bool each_leads = borrows && first_names && second_names &&
                          those(first, names_thing).size() == 1 &&
                          those(second, names_thing).size() == 1;
  if (each_leads) {
    let_lead(first);
    let_lead(second);
  }
  std::optional<Found> one;
  std::optional<Found> other;
  if (second_names && !first_names) {
    other = find_number(second, store);
    if (!other) return std::nullopt;
    add(first, things_of(store, *other));
    one = find_number(first, store);
  } else {
    one = find_number(first, store);
    if (!one) return std::nullopt;
    if (first_names && !second_names) add(second, things_of(store, *one));
    other = find_number(second, store);
  }
  if (!one || !other) return std::nullopt;
  if (!(first_names && second_names) && !is_of_same(store, *one, *other)) return std::nullopt;
  if (each_leads && (!is_about_named(first, *one) || !is_about_named(second, *other))) {
    return std::nullopt;
  }
  return NumberPair{{one->operand, other->operand}, apart};
}

}  // namespace

Side read_side(const Line& line, const text::Words& words) {
  Side side;
  side.query = assemble(line, words);
  if (!side.query || side.query->conditions.size() != 1) return side;
  const Condition& only = side.query->conditions.front();
  Operand given;
  if (const auto* at = std::get_if<query::At>(&only)) {
    if (at->date.year == 0) return side;
    given.value = {at->date, "", ValueType::Date};
  } else if (const auto* amount = std::get_if<query::Amount>(&only)) {
    if (amount->ordinal) return side;
    const bool is_percent = amount->unit == "%";
    given.value = {amount->number, is_percent ? "" : amount->unit,
                   is_percent ? ValueType::Percent : ValueType::Number};
  } else {
    return side;
  }
  side.given = std::move(given);
  return side;
}

std::optional<Operand> date_of(const Side& side, const Side& other, const FactStore& store) {
  if (side.given) {
    if (!std::holds_alternative<text::Date>(side.given->value.value)) return std::nullopt;
    return side.given;
  }
  if (!side.query) return std::nullopt;
  if (auto found = find_date(*side.query, store)) return found;
  if (!other.query || has(*side.query, names_property)) return std::nullopt;
  Query filled = *side.query;
  add(filled, those(*other.query, names_property));
  return find_date(filled, store);
}

std::optional<Operand> number_of(const Side& side, const FactStore& store) {
  if (gives_number(side)) return side.given;
  if (side.given) return std::nullopt;
  return held_number(side, store);
}

NumberPairs numbers_of(const Side& first, const Side& second, const FactStore& store) {
  NumberPairs pairs;
  if (gives_number(first) || gives_number(second)) {
    // "The difference between the 294 and the 72 million": each is the number of one fact.
    const bool both = gives_number(first) && gives_number(second);
    const auto one = both ? held_number(first, store) : number_of(first, store);
    const auto other = both ? held_number(second, store) : number_of(second, store);
    if (one && other) pairs.plain.push_back({{*one, *other}, both});
    // "What share of the 294 million were exports?": of the time that the number is of.
    const auto held = both ? std::nullopt : as_held(gives_number(first) ? first : second, store);
    if (held) {
      NumberPairs more =
          gives_number(first) ? numbers_of(*held, second, store) : numbers_of(first, *held, store);
      for (auto* ways : {&more.plain, &more.stretched}) {
        for (auto& way : *ways) pairs.stretched.push_back(std::move(way));
      }
    }
    return pairs;
  }
  if (!first.query || !second.query) return pairs;
  const bool apart = has(*first.query, query::tells_time) && has(*second.query, query::tells_time);
  const Ways one = ways_of(*first.query, *second.query, store);
  const Ways other = ways_of(*second.query, *first.query, store);
  // Of two that both name nothing there is nothing to work out.
  if (one.borrows && other.borrows) return pairs;
  const bool borrows = one.borrows || other.borrows;
  if (auto pair = pair_of(one.plain, other.plain, borrows, apart, store)) {
    pairs.plain.push_back(std::move(*pair));
  }
  for (const Query& way : one.stretched) {
    if (auto pair = pair_of(way, other.plain, borrows, apart, store)) {
      pairs.stretched.push_back(std::move(*pair));
    }
  }
  for (const Query& way : other.stretched) {
    if (auto pair = pair_of(one.plain, way, borrows, apart, store)) {
      pairs.stretched.push_back(std::move(*pair));
    }
  }
  return pairs;
}

}  // namespace jauap::understanding
