#include "bot/understanding/between_parties.h"

#include <algorithm>
#include <array>
#include <string>
#include <variant>
#include <vector>

#include "bot/knowledge/fact_things.h"

namespace jauap::understanding {
namespace {

using knowledge::EntityId;
using knowledge::Fact;
using knowledge::FactStore;
using knowledge::ValueType;
using query::Query;
using query::Sense;

std::optional<EntityId> thing_of(const query::Named& named) {
  for (const Sense& sense : named.senses) {
    if (sense.type == Sense::Type::Entity) return EntityId{sense.id};
  }
  return std::nullopt;
}

// The thing that is claimed to be between two others.
struct Between {
  EntityId thing{};
  std::array<EntityId, 2> parties{};
};

std::optional<Between> between(const Query& query, const FactStore& store) {
  std::vector<EntityId> things;
  std::vector<EntityId> parties;
  std::string preposition;
  for (const auto& condition : query.conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) return std::nullopt;
    const auto thing = thing_of(*named);
    if (!thing) {
      if (query::only_beside_names(named->senses)) continue;
      return std::nullopt;
    }
    const auto& kind = store.kind(store.entity(*thing).kind);
    if (!kind.is_place && !kind.of_table) {
      things.push_back(*thing);
      continue;
    }
    // Both stand behind the same word.
    if (named->preposition.empty() || (!parties.empty() && named->preposition != preposition)) {
      return std::nullopt;
    }
    preposition = named->preposition;
    parties.push_back(*thing);
  }
  if (things.size() != 1 || parties.size() != 2) return std::nullopt;
  if (store.entity(parties[0]).kind != store.entity(parties[1]).kind) return std::nullopt;
  return Between{things.front(), {parties[0], parties[1]}};
}

// How many things of a kind stand in a fact beside its subject.
std::ptrdiff_t parties_of(const FactStore& store, const Fact& fact, knowledge::KindId kind) {
  const auto is_party = [&](EntityId thing) { return store.entity(thing).kind == kind; };
  const auto told = std::count_if(fact.value.begin(), fact.value.end(), [&](const auto& value) {
    const auto* thing = std::get_if<EntityId>(&value);
    return thing != nullptr && is_party(*thing);
  });
  return told + std::count_if(fact.counterparts.begin(), fact.counterparts.end(), is_party);
}

}  // namespace

std::optional<Premise> check_parties(const Query& query, const FactStore& store) {
  if (query.operation != query::Operation::Verify) return std::nullopt;
  const auto claimed = between(query, store);
  if (!claimed) return std::nullopt;
  const auto kind = store.entity(claimed->parties[0]).kind;
  std::optional<Premise> premise;
  bool is_list = false;
  for (const auto id : knowledge::few_rows_with(store, claimed->thing)) {
    const auto row = store.row(id);
    const Fact& fact = store.fact(row.fact);
    const auto type = store.property(fact.property).type;
    if (fact.subject != claimed->thing || parties_of(store, fact, kind) == 0) continue;
    const bool has_first = knowledge::has_thing(fact, claimed->parties[0]);
    const bool has_second = knowledge::has_thing(fact, claimed->parties[1]);
    if (has_first && has_second) return std::nullopt;
    // What lists the parties says more than that they did something.
    const bool lists = type == ValueType::Entity;
    const bool is_named =
        knowledge::is_in_name_of(store, claimed->parties[has_first ? 0 : 1], claimed->thing);
    if (has_first == has_second || !(lists || is_named)) continue;
    if (premise && (is_list || !lists)) continue;
    premise = Premise{row.fact};
    is_list = lists;
  }
  return premise;
}

}  // namespace jauap::understanding
