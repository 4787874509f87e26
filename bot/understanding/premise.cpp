#include "bot/understanding/premise.h"

#include <algorithm>

#include "bot/query/evaluate.h"

namespace jauap::understanding {
namespace {

using knowledge::FactStore;
using knowledge::ValueType;
using query::Condition;
using query::Denotation;
using query::Query;
using query::Sense;

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

bool is_numeric(ValueType type) {
  return type == ValueType::Number || type == ValueType::Percent || type == ValueType::Money ||
         type == ValueType::Ordinal;
}

bool has_sense(const Condition& condition, Sense::Type type) {
  const auto* named = std::get_if<query::Named>(&condition);
  return named != nullptr && std::any_of(named->senses.begin(), named->senses.end(),
                                         [&](const Sense& sense) { return sense.type == type; });
}

// Whether what the fact says is of the kind of a thing that the words may mean, or could be.
bool says_such(const FactStore& store, const knowledge::Fact& fact, const query::Named& named) {
  const auto is_alike = [&](knowledge::EntityId a, knowledge::EntityId b) {
    const auto kind_a = store.entity(a).kind;
    const auto kind_b = store.entity(b).kind;
    return kind_a == kind_b || (store.kind(kind_a).is_inferred && store.kind(kind_b).is_inferred);
  };
  return std::any_of(fact.value.begin(), fact.value.end(), [&](const knowledge::Scalar& value) {
    const auto* said = std::get_if<knowledge::EntityId>(&value);
    return said != nullptr &&
           std::any_of(named.senses.begin(), named.senses.end(), [&](const Sense& sense) {
             return sense.type == Sense::Type::Entity &&
                    is_alike(knowledge::EntityId{sense.id}, *said);
           });
  });
}

// Of facts the one that is about a thing named, where there is one such.
std::optional<knowledge::FactId> about_named(const Query& query, const FactStore& store,
                                             const std::vector<knowledge::FactId>& facts) {
  std::optional<knowledge::FactId> about;
  for (const auto fact : facts) {
    const Sense subject{Sense::Type::Entity, static_cast<std::uint32_t>(store.fact(fact).subject)};
    const bool is_named = std::any_of(
        query.conditions.begin(), query.conditions.end(), [&](const Condition& condition) {
          const auto* named = std::get_if<query::Named>(&condition);
          return named != nullptr && std::find(named->senses.begin(), named->senses.end(),
                                               subject) != named->senses.end();
        });
    if (!is_named) continue;
    if (about) return std::nullopt;
    about = fact;
  }
  return about;
}

// "Is Turku the capital of Finland?": the one fact that says another thing of that kind.
std::optional<Premise> other_thing(const Query& query, const FactStore& store) {
  std::optional<Premise> premise;
  for (std::size_t i = 0; i < query.conditions.size(); ++i) {
    if (!has_sense(query.conditions[i], Sense::Type::Entity)) continue;
    Query rest = query;
    rest.conditions.erase(rest.conditions.begin() + static_cast<std::ptrdiff_t>(i));
    const auto names = [&](Sense::Type type) {
      return std::any_of(rest.conditions.begin(), rest.conditions.end(),
                         [&](const Condition& condition) { return has_sense(condition, type); });
    };
    if (!names(Sense::Type::Property) || !names(Sense::Type::Entity)) continue;
    const Denotation found = query::evaluate(rest, store);
    const auto about = about_named(rest, store, found.facts);
    if (!about) continue;
    const auto& named = std::get<query::Named>(query.conditions[i]);
    if (!says_such(store, store.fact(*about), named)) continue;
    if (premise) return std::nullopt;  // either could be the wrong one
    premise = Premise{*about};
  }
  return premise;
}

}  // namespace

std::optional<Query> at_any_time(const Query& query) {
  return without<query::At>(query);
}

std::optional<Premise> check_premise(const Query& query, const FactStore& store) {
  if (query.operation != query::Operation::Verify) return std::nullopt;
  const auto single = [&](const std::optional<Query>& rest, auto&& accepted) {
    std::optional<Premise> premise;
    if (!rest) return premise;
    const Denotation found = query::evaluate(asking(*rest), store);
    if (found.facts.size() != 1) return premise;
    if (accepted(store.property(store.fact(found.facts[0]).property).type)) {
      premise = Premise{found.facts[0]};
    }
    return premise;
  };
  if (auto premise = single(without<query::Amount>(query), is_numeric)) return premise;
  const auto is_dated = [](ValueType type) {
    return type == ValueType::Event || type == ValueType::Date;
  };
  if (auto premise = single(without<query::At>(query), is_dated)) return premise;
  return other_thing(query, store);
}

}  // namespace jauap::understanding
