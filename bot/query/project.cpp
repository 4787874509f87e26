#include "bot/query/project.h"

#include <algorithm>

namespace jauap::query {
namespace {

using knowledge::AskWord;
using knowledge::EntityId;
using knowledge::Fact;
using knowledge::FactRow;
using knowledge::FactStore;
using knowledge::Kind;
using knowledge::Property;
using knowledge::Scalar;
using knowledge::ValueType;

bool is_named(EntityId entity, const std::vector<Condition>& conditions) {
  return std::any_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
    const auto* named = std::get_if<Named>(&condition);
    return named != nullptr &&
           std::any_of(named->senses.begin(), named->senses.end(), [&](const Sense& sense) {
             return sense.type == Sense::Type::Entity && EntityId{sense.id} == entity;
           });
  });
}

std::vector<Projected> all_values(const FactStore& store, const Fact& fact) {
  std::vector<Projected> values;
  for (const Scalar& value : fact.value)
    values.push_back({value, fact.unit, store.property(fact.property).type});
  return values;
}

// Of dates those that are known to the month, or to the day.
std::vector<Projected> known_to(Part part, std::vector<Projected> dates) {
  std::erase_if(dates, [&](const Projected& projected) {
    const auto* date = std::get_if<text::Date>(&projected.value);
    return date == nullptr || date->month == 0 || (part == Part::Day && date->day == 0);
  });
  return dates;
}

std::vector<Projected> dates(const FactStore& store, const Fact& fact) {
  if (fact.when) return {{*fact.when, "", ValueType::Date}};
  if (fact.period) return {{store.tables().periods[*fact.period].name, "", ValueType::Text}};
  return {};
}

// The things of a row of which `accepted(kind)` holds, in the order value, subject, counterparts,
// place: what a fact says comes before what it is about.
template <class Accepted>
std::vector<Projected> entities(const FactStore& store, const FactRow& row,
                                const std::vector<Condition>& conditions, Accepted accepted) {
  const Fact& fact = store.fact(row.fact);
  std::vector<Projected> found;
  const auto consider = [&](EntityId entity) {
    const Projected projected{entity, "", ValueType::Entity};
    if (accepted(store.kind(store.entity(entity).kind)) && !is_named(entity, conditions) &&
        std::find(found.begin(), found.end(), projected) == found.end()) {
      found.push_back(projected);
    }
  };
  for (const Scalar& value : fact.value) {
    if (const auto* entity = std::get_if<EntityId>(&value)) consider(*entity);
  }
  if (!found.empty()) return found;
  consider(row.subject);
  for (const EntityId counterpart : row.counterparts) consider(counterpart);
  if (fact.place) consider(*fact.place);
  return found;
}

// The things that a fact says, of kinds that may be people or places for all that is known.
std::vector<Projected> inferred_things(const FactStore& store, const Fact& fact) {
  std::vector<Projected> things;
  for (const Scalar& value : fact.value) {
    const auto* entity = std::get_if<EntityId>(&value);
    if (entity != nullptr && store.kind(store.entity(*entity).kind).is_inferred) {
      things.push_back({value, "", ValueType::Entity});
    }
  }
  return things;
}

// "The name of the council": a body that the named property of a fact tells of, where the question
// does not name it.
std::vector<Projected> groups_told(const FactStore& store, const Fact& fact,
                                   const std::vector<Condition>& conditions) {
  const Sense property{Sense::Type::Property, static_cast<std::uint32_t>(fact.property)};
  if (std::none_of(conditions.begin(), conditions.end(),
                   [&](const Condition& condition) { return has_sense(condition, property); })) {
    return {};
  }
  std::vector<Projected> told;
  for (const auto& value : fact.value) {
    const auto* thing = std::get_if<EntityId>(&value);
    if (thing == nullptr) return {};
    const Kind& kind = store.kind(store.entity(*thing).kind);
    if (!kind.is_group || kind.is_place || is_named(*thing, conditions)) return {};
    told.push_back({*thing, "", ValueType::Entity});
  }
  return told;
}

}  // namespace

std::vector<Projected> project(const FactStore& store, const FactRow& row, const Wanted& wanted,
                               const std::vector<Condition>& conditions) {
  const Fact& fact = store.fact(row.fact);
  const Property& property = store.property(row.property);
  const auto asks = [&](AskWord word) { return property.asks.count(word) > 0; };
  switch (wanted.part) {
    case Part::Whole:
      if (fact.value.empty()) {
        return fact.when || fact.period
                   ? dates(store, fact)
                   : std::vector<Projected>{{row.subject, "", ValueType::Entity}};
      }
      return all_values(store, fact);
    case Part::Quantity:
      if (is_amount(property.type) || asks(AskWord::HowMany) || asks(AskWord::HowMuch)) {
        return all_values(store, fact);
      }
      return {};
    case Part::Percent:
      return property.type == ValueType::Percent ? all_values(store, fact)
                                                 : std::vector<Projected>{};
    case Part::When:
      if (property.type == ValueType::Date) return all_values(store, fact);
      return dates(store, fact);
    case Part::Month:
    case Part::Day:
      return known_to(wanted.part, project(store, row, {Part::When}, conditions));
    case Part::Time:
      return property.type == ValueType::Time ? all_values(store, fact) : std::vector<Projected>{};
    case Part::Where:
      if (asks(AskWord::Where) && !fact.value.empty()) return all_values(store, fact);
      if (fact.place) return {{*fact.place, "", ValueType::Entity}};
      return inferred_things(store, fact);
    case Part::Who:
      if (asks(AskWord::Who)) {
        auto values = all_values(store, fact);
        std::erase_if(values, [&](const Projected& projected) {
          const auto* entity = std::get_if<EntityId>(&projected.value);
          return entity != nullptr && is_named(*entity, conditions);
        });
        return values;
      }
      if (auto things = inferred_things(store, fact); !things.empty()) return things;
      if (auto people =
              entities(store, row, conditions, [](const Kind& kind) { return kind.is_person; });
          !people.empty()) {
        return people;
      }
      return groups_told(store, fact, conditions);
    case Part::Owner: {
      const Kind& kind = store.kind(store.entity(row.subject).kind);
      if ((kind.is_group || kind.is_person) && !is_named(row.subject, conditions)) {
        return {{row.subject, "", ValueType::Entity}};
      }
      return project(store, row, {Part::Who}, conditions);
    }
    case Part::Why:
      return asks(AskWord::Why) ? all_values(store, fact) : std::vector<Projected>{};
    case Part::Length:
      return asks(AskWord::HowLong) ? all_values(store, fact) : std::vector<Projected>{};
    case Part::Things:
      if (is_amount(property.type)) return {};
      return project(store, row, {Part::Whole}, conditions);
    case Part::Manner:
      // "How did it grow?": by so many per cent.
      if (property.type != ValueType::Text && property.type != ValueType::Entity &&
          property.type != ValueType::Percent) {
        return {};
      }
      // "Dozens" of them says nothing of what they are like.
      if (asks(AskWord::HowMany) || asks(AskWord::HowMuch)) return {};
      return all_values(store, fact);
    case Part::Unit:
      if (fact.unit.empty()) return {};
      return {{fact.unit, "", ValueType::Text}};
    case Part::Name:
      return {{row.subject, "", ValueType::Entity}};
    case Part::Source:
      if (fact.at().empty()) return {};
      return {{std::string{fact.at()}, "", ValueType::Text}};
    case Part::OfKind:
      return entities(store, row, conditions, [&](const Kind& kind) {
        return std::any_of(wanted.kinds.begin(), wanted.kinds.end(),
                           [&](const auto id) { return &kind == &store.kind(id); });
      });
  }
  return {};
}

}  // namespace jauap::query
