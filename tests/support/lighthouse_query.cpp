#include "tests/support/lighthouse_query.h"

#include <array>
#include <catch2/catch.hpp>
#include <sstream>

#include "tests/support/lighthouse.h"

namespace jauap {
namespace {

using query::Named;
using query::Sense;

Named named(Sense::Type type, std::uint32_t id, std::string_view key) {
  return {{{type, id}}, std::string{key}, "", false};
}

template <class T>
std::uint32_t index_of(const std::vector<T>& all, std::string_view key) {
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].key == key) return i;
  }
  FAIL("the lighthouse has no " << key);
  return 0;
}

std::string written(const knowledge::Scalar& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* date = std::get_if<text::Date>(&value)) return text::to_iso(*date);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "true" : "false";
  if (const auto* entity = std::get_if<knowledge::EntityId>(&value)) {
    return lighthouse().entity(*entity).key;
  }
  if (const auto* number = std::get_if<double>(&value)) {
    std::ostringstream text;
    text << *number;
    return text.str();
  }
  return "nothing";
}

}  // namespace

Named named_entity(std::string_view key, std::string preposition, bool leads) {
  auto condition =
      named(Sense::Type::Entity, static_cast<std::uint32_t>(lighthouse_entity(key)), key);
  condition.preposition = std::move(preposition);
  condition.leads = leads;
  return condition;
}

Named named_property(std::string_view key) {
  return named(Sense::Type::Property, static_cast<std::uint32_t>(lighthouse_property(key)), key);
}

Named hinted_property(std::string_view key) {
  return named(Sense::Type::Hint, static_cast<std::uint32_t>(lighthouse_property(key)), key);
}

Named named_kind(std::string_view key) {
  return named(Sense::Type::Kind, index_of(lighthouse().tables().kinds, key), key);
}

Named named_period(std::string_view key) {
  return named(Sense::Type::Period, index_of(lighthouse().tables().periods, key), key);
}

query::Amount amount(double number, std::string unit, double tolerance) {
  query::Amount condition;
  condition.number = number;
  condition.unit = std::move(unit);
  condition.tolerance = tolerance;
  return condition;
}

std::string written(const Sense& sense) {
  const auto& tables = lighthouse().tables();
  switch (sense.type) {
    case Sense::Type::Property:
      return "property " + tables.properties.at(sense.id).key;
    case Sense::Type::Whole:
      return "whole of " + tables.properties.at(sense.id).key;
    case Sense::Type::Hint:
      return "hint of " + tables.properties.at(sense.id).key;
    case Sense::Type::Entity:
      return "entity " + tables.entities.at(sense.id).key;
    case Sense::Type::NamePart:
      return "in the name of " + tables.entities.at(sense.id).key;
    case Sense::Type::Kind:
      return "kind " + tables.kinds.at(sense.id).key;
    case Sense::Type::Verb:
    case Sense::Type::InverseVerb:
    case Sense::Type::Everywhere:
    case Sense::Type::Class:
    case Sense::Type::Antonym:
      return "of tables only";
    case Sense::Type::Period:
      return "period " + tables.periods.at(sense.id).key;
  }
  return "";
}

std::string written(const std::vector<query::Projected>& values) {
  std::string text;
  for (const auto& [value, unit, type] : values) {
    if (!text.empty()) text += ", ";
    text += written(value);
    if (!unit.empty()) text += " " + unit;
  }
  return text;
}

std::string written(const std::vector<knowledge::FactId>& facts) {
  std::string text;
  for (const auto fact : facts) text += (text.empty() ? "" : ", ") + lighthouse().fact(fact).key();
  return text;
}

std::string written(const query::Denotation& denotation) {
  constexpr std::array<std::string_view, 4> kKinds{"nothing", "lacking", "values", "ambiguous"};
  std::string text{kKinds.at(static_cast<std::size_t>(denotation.kind))};
  if (!denotation.values.empty()) text += " " + written(denotation.values);
  if (!denotation.facts.empty()) text += " by " + written(denotation.facts);
  if (denotation.truth) text += *denotation.truth ? ", true" : ", false";
  if (denotation.default_period) text += ", default period";
  return text;
}

}  // namespace jauap
