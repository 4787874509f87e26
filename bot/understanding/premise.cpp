#include "bot/understanding/premise.h"

#include <algorithm>
#include <cmath>

#include "bot/query/evaluate.h"
#include "bot/query/select.h"
#include "bot/text/typed_values.h"
#include "bot/understanding/repeats_fact.h"

namespace jauap::understanding {
namespace {

using knowledge::EntityId;
using knowledge::FactStore;
using knowledge::ValueType;
using query::Condition;
using query::Denotation;
using query::Query;
using query::Sense;

constexpr std::size_t kMostTurned = 4;  // things of a question, of which any two are exchanged

template <class Kind>
bool is(const Condition& condition) {
  return std::holds_alternative<Kind>(condition);
}

template <class Kind>
std::optional<Query> without(const Query& query) {
  Query rest = query;
  const auto dropped = std::erase_if(rest.conditions, is<Kind>);
  if (dropped == 0 || rest.conditions.empty()) return std::nullopt;
  return rest;
}

// What the facts say where the question's value is left out: no longer whether they say it.
Query asking(Query query) {
  query.operation = query::Operation::Select;
  return query;
}

// Whether a query names what a fact says, or a thing that it is about, not only words beside that.
bool is_about(const Query& query, const FactStore& store, knowledge::FactId id) {
  const knowledge::Fact fact = store.fact(id);
  const auto is_in_fact = [&](const Sense& sense) {
    if (sense.type == Sense::Type::Property || sense.type == Sense::Type::Whole) {
      return knowledge::PropertyId{sense.id} == fact.property;
    }
    if (sense.type != Sense::Type::Entity) return false;
    const EntityId thing{sense.id};
    return fact.subject == thing || std::find(fact.counterparts.begin(), fact.counterparts.end(),
                                              thing) != fact.counterparts.end();
  };
  return std::any_of(query.conditions.begin(), query.conditions.end(),
                     [&](const Condition& condition) {
                       const auto* named = std::get_if<query::Named>(&condition);
                       return named != nullptr &&
                              std::any_of(named->senses.begin(), named->senses.end(), is_in_fact);
                     });
}

// "Among the twenty largest".
bool says_number(const text::Words& words, const knowledge::Fact& fact) {
  return std::any_of(fact.value.begin(), fact.value.end(), [&](const knowledge::Scalar& value) {
    const auto* said = std::get_if<std::string>(&value);
    if (said == nullptr) return false;
    const auto values = text::find_typed_values(text::normalize(*said, words), words);
    return std::any_of(values.begin(), values.end(), [](const text::TypedValue& found) {
      return found.kind == text::ValueKind::Number;
    });
  });
}

// Whether a number could stand in the place of what is said: "dozens" stands for one where the
// property is asked for with "how many".
bool takes_number(const FactStore& store, const text::Words& words, const knowledge::Fact& fact) {
  const knowledge::Property& property = store.property(fact.property);
  switch (property.type) {
    case ValueType::Number:
    case ValueType::Percent:
    case ValueType::Money:
    case ValueType::Ordinal:
      return true;
    case ValueType::Text:
      return property.asks.count(knowledge::AskWord::HowMany) > 0 ||
             property.asks.count(knowledge::AskWord::HowMuch) > 0 || says_number(words, fact);
    default:
      return false;
  }
}

// Whether a fact says one of the question's numbers, in the unit that the question gives: then it
// is none that the question gets wrong.
bool says_any(const Query& query, const FactStore& store, knowledge::FactId fact) {
  const std::string unit = query::unit_said(store, store.fact(fact));
  return std::any_of(
      query.conditions.begin(), query.conditions.end(), [&](const Condition& condition) {
        if (!is<query::Amount>(condition)) return false;
        const auto& amount = std::get<query::Amount>(condition);
        if (!amount.unit.empty() && amount.unit != unit) return false;
        const auto rows = store.rows_with_number(amount.number, amount.tolerance);
        return std::any_of(rows.begin(), rows.end(),
                           [&](const auto row) { return store.row(row).fact == fact; });
      });
}

// Whether things of one kind can stand where those of the other do: kinds of one name in several
// packs, and one whose name the other goes by ("city" for capitals).
bool is_alike(const FactStore& store, knowledge::EntityId a, knowledge::EntityId b) {
  const auto kind_a = store.entity(a).kind;
  const auto kind_b = store.entity(b).kind;
  if (kind_a == kind_b) return true;
  const auto& left = store.kind(kind_a);
  const auto& right = store.kind(kind_b);
  const auto goes_by = [](const knowledge::Kind& kind, const std::string& name) {
    return std::find(kind.words.begin(), kind.words.end(), name) != kind.words.end();
  };
  return (left.is_inferred && right.is_inferred) || goes_by(left, right.name) ||
         goes_by(right, left.name);
}

// Whether what the fact says is of the kind of a thing that the words may mean, or could be. What
// happened in one place did not happen in another.
bool says_such(const FactStore& store, const knowledge::Fact& fact, const query::Named& named) {
  const auto is_meant = [&](knowledge::EntityId said) {
    return std::any_of(named.senses.begin(), named.senses.end(), [&](const Sense& sense) {
      return sense.type == Sense::Type::Entity &&
             is_alike(store, knowledge::EntityId{sense.id}, said);
    });
  };
  const bool is_event = store.property(fact.property).type == ValueType::Event;
  if (is_event && fact.place && is_meant(*fact.place)) return true;
  return std::any_of(fact.value.begin(), fact.value.end(), [&](const knowledge::Scalar& value) {
    const auto* said = std::get_if<knowledge::EntityId>(&value);
    return said != nullptr && is_meant(*said);
  });
}

// Of facts the one that is about a thing named, where there is one such.
std::optional<knowledge::FactId> about_named(const Query& query, const FactStore& store,
                                             const std::vector<knowledge::FactId>& facts) {
  std::optional<knowledge::FactId> about;
  for (const auto fact : facts) {
    const auto thing = store.fact(fact).subject;
    const Sense subject{Sense::Type::Entity, static_cast<std::uint32_t>(thing)};
    const Sense kind{Sense::Type::Kind, static_cast<std::uint32_t>(store.entity(thing).kind)};
    const bool is_named = std::any_of(
        query.conditions.begin(), query.conditions.end(), [&](const Condition& condition) {
          const auto* named = std::get_if<query::Named>(&condition);
          return named != nullptr &&
                 std::any_of(named->senses.begin(), named->senses.end(),
                             [&](const Sense& sense) { return sense == subject || sense == kind; });
        });
    if (!is_named) continue;
    if (about) return std::nullopt;
    about = fact;
  }
  return about;
}

// "Is Turku in Norway?": the one cell of its row that says a thing of that kind.
std::optional<Premise> other_cell(const Query& query, const FactStore& store) {
  std::vector<std::vector<knowledge::EntityId>> things;  // what each name may mean
  for (const Condition& condition : query.conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) return std::nullopt;
    auto& meant = things.emplace_back();
    for (const Sense& sense : named->senses) {
      if (sense.type == Sense::Type::NamePart) continue;
      if (sense.type != Sense::Type::Entity) return std::nullopt;
      meant.push_back(knowledge::EntityId{sense.id});
    }
  }
  if (things.size() != 2) return std::nullopt;
  const auto is_alike = [&](knowledge::EntityId said) {
    return std::any_of(things.back().begin(), things.back().end(), [&](const auto thing) {
      return store.entity(thing).kind == store.entity(said).kind;
    });
  };
  std::optional<Premise> premise;
  for (const auto thing : things.front()) {
    for (const auto id : store.rows_with(thing)) {
      const auto& row = store.row(id);
      const auto& fact = store.fact(row.fact);
      if (row.subject != thing || fact.value.size() != 1) continue;
      const auto* said = std::get_if<knowledge::EntityId>(&fact.value.front());
      if (said == nullptr || !is_alike(*said)) continue;
      if (premise || !store.kind(store.entity(*said).kind).is_inferred) return std::nullopt;
      premise = Premise{row.fact};
    }
  }
  return premise;
}

// "Is Turku the capital of Finland?": the one fact that says another thing of that kind. Where two
// could be the wrong one ("Does Norway border Denmark?"), what stands in front is what is asked of.
std::optional<Premise> other_thing(const Query& query, const FactStore& store) {
  for (std::size_t i = query.conditions.size(); i-- > 0;) {
    if (!query::has_sense(query.conditions[i], Sense::Type::Entity)) continue;
    Query rest = query;
    rest.conditions.erase(rest.conditions.begin() + static_cast<std::ptrdiff_t>(i));
    const auto names = [&](Sense::Type type) {
      return std::any_of(
          rest.conditions.begin(), rest.conditions.end(),
          [&](const Condition& condition) { return query::has_sense(condition, type); });
    };
    if (!names(Sense::Type::Property)) continue;
    const Denotation found = query::evaluate(rest, store);
    // "Is the author Ann?": there is one author, of whatever thing.
    const bool names_thing = names(Sense::Type::Entity) || names(Sense::Type::Kind);
    const auto about = names_thing               ? about_named(rest, store, found.facts)
                       : found.facts.size() == 1 ? std::optional{found.facts.front()}
                                                 : std::nullopt;
    if (!about) continue;
    const auto& named = std::get<query::Named>(query.conditions[i]);
    if (!says_such(store, store.fact(*about), named)) continue;
    return Premise{*about};
  }
  return std::nullopt;
}

bool are_of_one_thing(const FactStore& store, const std::vector<knowledge::FactId>& facts) {
  return std::all_of(facts.begin(), facts.end(), [&](const auto id) {
    return store.fact(id).subject == store.fact(facts.front()).subject;
  });
}

// The one of the facts found that could say what the question gives: "it was written in 2021" may
// find who wrote it as well.
template <class CouldSay>
std::optional<Premise> one_of(const std::vector<knowledge::FactId>& facts,
                              const CouldSay& could_say) {
  std::optional<Premise> premise;
  for (const auto id : facts) {
    if (!could_say(id)) continue;
    if (premise) return std::nullopt;
    premise = Premise{id};
  }
  return premise;
}

// "There are 300 keepers in Norway": the one number that is held of what is counted.
std::optional<Premise> other_number(const Query& query, const FactStore& store,
                                    const text::Words& words) {
  const auto rest = without<query::Amount>(query);
  if (!rest) return std::nullopt;
  // No sum of money is a share, nor a few of something: "the number one partner".
  constexpr double kFew = 20;
  const auto gives = [&](auto&& is_such) {
    return std::any_of(query.conditions.begin(), query.conditions.end(),
                       [&](const Condition& condition) {
                         const auto* amount = std::get_if<query::Amount>(&condition);
                         return amount != nullptr && is_such(*amount);
                       });
  };
  const bool is_share = gives([](const query::Amount& amount) { return amount.unit == "%"; });
  const bool is_few = gives([](const query::Amount& amount) {
    return amount.bare && amount.unit.empty() && amount.number <= kFew &&
           amount.number == std::floor(amount.number);
  });
  const auto is_alike_number = [&](knowledge::FactId id) {
    const auto type = store.property(store.fact(id).property).type;
    if (type == ValueType::Money) return !is_share && !is_few;
    return !is_share || type != ValueType::Number;
  };
  Query held = asking(*rest);
  for (const query::Part part : {query::Part::Whole, query::Part::Quantity}) {
    held.wanted = {{part, {}}};
    const auto premise = one_of(query::evaluate(held, store).facts, [&](knowledge::FactId id) {
      return is_about(*rest, store, id) && is_alike_number(id) &&
             takes_number(store, words, store.fact(id));
    });
    if (premise) return says_any(query, store, premise->fact) ? std::nullopt : premise;
  }
  return std::nullopt;
}

// "Trade was 900 million in 2019": the one fact that says the number, of another time.
std::optional<Premise> other_time(const Query& query, const FactStore& store) {
  const auto rest = without<query::At>(query);
  const bool gives_number =
      std::any_of(query.conditions.begin(), query.conditions.end(), is<query::Amount>);
  if (!rest || !gives_number) return std::nullopt;
  const auto found = query::evaluate(asking(*rest), store).facts;
  if (found.size() != 1 || !is_about(*rest, store, found.front())) return std::nullopt;
  return Premise{found.front()};
}

// Whether a query names a thing that a fact has as its value.
bool names_value(const Query& query, const knowledge::Fact& fact) {
  return std::any_of(fact.value.begin(), fact.value.end(), [&](const knowledge::Scalar& said) {
    const auto* thing = std::get_if<EntityId>(&said);
    if (thing == nullptr) return false;
    return query::names(query, {Sense::Type::Entity, static_cast<std::uint32_t>(*thing)});
  });
}

// Whether a query gives what a fact says, by a number or by a name: "the thirtieth largest".
bool gives_value_of(const Query& query, const text::Words& words, const knowledge::Fact& fact) {
  if (names_value(query, fact)) return true;
  const auto is_said = [&](const Condition& condition) {
    if (is<query::Amount>(condition)) return true;
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) return false;
    const auto values = text::find_typed_values(text::normalize(named->words, words), words);
    return std::any_of(values.begin(), values.end(), [&](const text::TypedValue& given) {
      return std::find(fact.value.begin(), fact.value.end(), knowledge::Scalar{given.number}) !=
             fact.value.end();
    });
  };
  return std::any_of(query.conditions.begin(), query.conditions.end(), is_said);
}

// "Is X the ambassador of A?", where X is that of B: the one fact that says what the query names,
// of another thing of the kind.
std::optional<Premise> other_party(const Query& query, const FactStore& store) {
  std::optional<Premise> premise;
  for (std::size_t i = 0; i < query.conditions.size(); ++i) {
    if (!query::has_sense(query.conditions[i], Sense::Type::Entity)) continue;
    Query rest = asking(query);
    rest.conditions.erase(rest.conditions.begin() + static_cast<std::ptrdiff_t>(i));
    const bool names_property =
        std::any_of(rest.conditions.begin(), rest.conditions.end(), [](const Condition& condition) {
          return query::has_sense(condition, Sense::Type::Property);
        });
    if (!names_property) continue;
    const auto found = query::evaluate(rest, store).facts;
    if (found.size() != 1) continue;
    const bool is_sure = names_value(rest, store.fact(found.front())) ||
                         says_any(rest, store, found.front()) ||
                         std::any_of(rest.conditions.begin(), rest.conditions.end(), is<query::At>);
    if (!is_sure) continue;
    const auto fact = store.fact(found.front());
    const auto& senses = std::get<query::Named>(query.conditions[i]).senses;
    const bool is_alike_party = std::any_of(senses.begin(), senses.end(), [&](const Sense& sense) {
      if (sense.type != Sense::Type::Entity) return false;
      const EntityId thing{sense.id};
      return is_alike(store, thing, fact.subject) ||
             std::any_of(fact.counterparts.begin(), fact.counterparts.end(),
                         [&](EntityId other) { return is_alike(store, thing, other); });
    });
    if (!is_alike_party) continue;
    if (premise && premise->fact != found.front()) return std::nullopt;
    premise = Premise{found.front()};
  }
  return premise;
}

// The facts that fit a query with two of its things in each other's place, for each such two.
std::vector<std::vector<knowledge::FactId>> facts_turned(const Query& query,
                                                         const FactStore& store) {
  std::vector<std::size_t> things;
  for (std::size_t i = 0; i < query.conditions.size(); ++i) {
    if (query::has_sense(query.conditions[i], Sense::Type::Entity)) things.push_back(i);
  }
  std::vector<std::vector<knowledge::FactId>> found;
  if (things.size() > kMostTurned) return found;
  for (std::size_t i = 0; i < things.size(); ++i) {
    for (std::size_t j = i + 1; j < things.size(); ++j) {
      Query turned = asking(query);
      auto& first = std::get<query::Named>(turned.conditions[things[i]]);
      auto& second = std::get<query::Named>(turned.conditions[things[j]]);
      std::swap(first.senses, second.senses);
      std::swap(first.words, second.words);
      found.push_back(query::evaluate(turned, store).facts);
    }
  }
  return found;
}

// "Does A owe 40 to B?" where B owes it to A: the one fact that says the very value of the two the
// other way round.
std::optional<Premise> other_way_round(const Query& query, const FactStore& store,
                                       const text::Words& words) {
  std::optional<Premise> premise;
  for (const auto& facts : facts_turned(query, store)) {
    if (facts.size() != 1 || !gives_value_of(query, words, store.fact(facts.front()))) continue;
    if (names_in_order(query, store, words, facts.front())) continue;
    if (premise && premise->fact != facts.front()) return std::nullopt;
    premise = Premise{facts.front()};
  }
  return premise;
}

std::optional<Premise> check_whole(const Query& query, const FactStore& store,
                                   const text::Words& words) {
  if (auto premise = other_number(query, store, words)) return premise;
  if (auto premise = other_time(query, store)) return premise;
  if (const auto rest = without<query::At>(query)) {
    const auto found = query::evaluate(asking(*rest), store).facts;
    const auto premise = one_of(found, [&](knowledge::FactId id) {
      const ValueType type = store.property(store.fact(id).property).type;
      return type == ValueType::Event || type == ValueType::Date;
    });
    if (premise && are_of_one_thing(store, found)) return premise;
  }
  if (auto premise = other_thing(query, store)) return premise;
  if (auto premise = other_party(query, store)) return premise;
  return other_cell(query, store);
}

// "The deal was ratified in 2011": without the words that may stand beside what is named, which
// nothing says of it. Nothing where there are none, or no property is named, or no number or date
// could be wrong.
std::optional<Query> without_hints(const Query& query) {
  if (!query::gives_value(query)) return std::nullopt;
  Query rest = query;
  const auto dropped = std::erase_if(rest.conditions, query::is_only_hint);
  const bool names_property =
      std::any_of(rest.conditions.begin(), rest.conditions.end(), [](const Condition& condition) {
        return query::has_sense(condition, Sense::Type::Property);
      });
  return dropped > 0 && names_property ? std::optional{rest} : std::nullopt;
}

}  // namespace

bool is_other_way_round(const Query& query, const FactStore& store) {
  if (!query::evaluate(asking(query), store).facts.empty()) return false;
  const auto found = facts_turned(query, store);
  return std::any_of(found.begin(), found.end(), [](const auto& facts) { return !facts.empty(); });
}

std::optional<Query> at_any_time(const Query& query) {
  return without<query::At>(query);
}

std::optional<Premise> check_premise(const Query& query, const FactStore& store,
                                     const text::Words& words) {
  if (query.operation != query::Operation::Verify) return std::nullopt;
  auto premise = check_whole(query, store, words);
  const auto rest = premise ? std::nullopt : without_hints(query);
  if (rest) premise = check_whole(*rest, store, words);
  if (premise && repeats_fact(query, store, words, premise->fact)) premise.reset();
  return premise ? premise : other_way_round(query, store, words);
}

std::optional<Premise> check_antonym(const Query& query, const FactStore& store) {
  Query meant = query;
  bool is_any = false;
  bool is_of_thing = false;
  const bool claims = query.operation == query::Operation::Verify;
  for (Condition& condition : meant.conditions) {
    auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) continue;
    for (Sense& sense : named->senses) {
      if (sense.type != Sense::Type::Antonym) continue;
      // Who is the minister is not told by who is the deputy, but whether the deputy is.
      const auto& property = store.property(knowledge::PropertyId{sense.id});
      if (property.type == ValueType::Entity && !claims) continue;
      is_of_thing = is_of_thing || property.type == ValueType::Entity;
      sense.type = Sense::Type::Property;
      is_any = true;
    }
  }
  if (!is_any) return std::nullopt;
  meant.wanted = {{query::Part::Whole, {}}};  // why it was so is beside the point
  const Denotation found = query::evaluate(asking(std::move(meant)), store);
  if (found.kind != Denotation::Kind::Values || found.facts.size() != 1) return std::nullopt;
  // "Has it a minister?" is not denied by who is the deputy.
  if (is_of_thing && !names_value(query, store.fact(found.facts[0]))) return std::nullopt;
  return Premise{found.facts[0]};
}

std::optional<NumberedName> check_name(const Query& query, const FactStore& store,
                                       const text::Words& words) {
  const bool claims = query.operation == query::Operation::Verify;
  // When another anniversary was, or will be, is worked out.
  const bool asks_when =
      std::any_of(query.wanted.begin(), query.wanted.end(),
                  [](const query::Wanted& wanted) { return wanted.part == query::Part::When; });
  if (asks_when) return std::nullopt;
  const query::Amount* given = nullptr;
  std::optional<knowledge::EntityId> thing;
  for (const Condition& condition : query.conditions) {
    if (const auto* amount = std::get_if<query::Amount>(&condition)) {
      if (given != nullptr) return std::nullopt;
      given = amount;
    } else if (const auto* named = std::get_if<query::Named>(&condition)) {
      for (const Sense& sense : named->senses) {
        if (sense.type != Sense::Type::Entity) continue;
        if (thing) return std::nullopt;
        thing = knowledge::EntityId{sense.id};
      }
    } else if (claims) {
      return std::nullopt;
    }
  }
  if (given == nullptr || !given->ordinal || !thing) return std::nullopt;
  const auto name = text::normalize(store.entity(*thing).name, words);
  const auto values = text::find_typed_values(name, words);
  const auto number = std::find_if(values.begin(), values.end(), [](const auto& value) {
    return value.kind == text::ValueKind::Ordinal;
  });
  if (number == values.end()) return std::nullopt;
  for (const auto id : store.rows_with(*thing)) {
    const auto row = store.row(id);
    if (store.property(row.property).type != ValueType::Event) continue;
    const bool is_so = number->number == given->number;
    // "How was the 20th anniversary marked?" takes a number for granted; the right one says
    // nothing.
    return claims || !is_so ? std::optional{NumberedName{row.fact, is_so}} : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Premise> check_unit(const Query& query, const FactStore& store) {
  const auto rest = without<query::InUnit>(query);
  if (!rest) return std::nullopt;
  const Denotation found = query::evaluate(asking(*rest), store);
  if (found.kind != Denotation::Kind::Values || found.facts.size() != 1) return std::nullopt;
  return Premise{found.facts[0]};
}

}  // namespace jauap::understanding
