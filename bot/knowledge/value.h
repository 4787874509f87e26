#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "bot/text/dates.h"

namespace jauap::knowledge {

// Positions in the fact store's tables. Stable for the life of the store.
enum class KindId : std::uint32_t {};
enum class EntityId : std::uint32_t {};
enum class PropertyId : std::uint32_t {};
enum class FactId : std::uint32_t {};

// What a property can hold. The names are those of facts.json, in lower case.
enum class ValueType : std::uint8_t {
  Event,    // no value of its own: the fact is that it happened, when and where
  Text,     // words, given back as they are
  Number,   // a count or measure; with a unit or without
  Percent,  // 311 for 311 %
  Money,    // an amount, its unit an ISO 4217 code
  Date,     // a day, month or year
  Time,     // minutes since midnight; written "20:35"
  Ordinal,  // a rank: 30 for "thirtieth"
  Entity,   // another thing
  Boolean,
};

// Whether it is an amount, which can be compared and reckoned with: no rank, no date.
constexpr bool is_amount(ValueType type) {
  return type == ValueType::Number || type == ValueType::Percent || type == ValueType::Money;
}

// One value or several. `std::monostate` for an Event.
using Scalar = std::variant<std::monostate, std::string, double, text::Date, EntityId, bool>;
using Values = std::vector<Scalar>;  // empty for an Event, more than one for a list

}  // namespace jauap::knowledge
