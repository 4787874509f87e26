#include "bot/understanding/premise.h"

#include <algorithm>

#include "bot/query/evaluate.h"

namespace jauap::understanding {
namespace {

using knowledge::ValueType;
using query::Condition;
using query::Denotation;
using query::Query;

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

bool is_numeric(ValueType type) {
  return type == ValueType::Number || type == ValueType::Percent || type == ValueType::Money ||
         type == ValueType::Ordinal;
}

}  // namespace

std::optional<Query> at_any_time(const Query& query) {
  return without<query::At>(query);
}

std::optional<Premise> check_premise(const Query& query, const knowledge::FactStore& store) {
  if (query.operation != query::Operation::Verify) return std::nullopt;
  const auto single = [&](const std::optional<Query>& rest, auto&& accepted) {
    std::optional<Premise> premise;
    if (!rest) return premise;
    const Denotation found = query::evaluate(*rest, store);
    if (found.facts.size() != 1) return premise;
    if (accepted(store.property(store.fact(found.facts[0]).property).type)) {
      premise = Premise{found.facts[0]};
    }
    return premise;
  };
  if (auto premise = single(without<query::Amount>(query), is_numeric)) return premise;
  return single(without<query::At>(query),
                [](ValueType type) { return type == ValueType::Event || type == ValueType::Date; });
}

}  // namespace jauap::understanding
