#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/elapsed.h"
#include "bot/query/project.h"

namespace jauap::query {

// What is worked out of the numbers or dates of facts that stand in no table.
struct Calculation {
  enum class Type : std::uint8_t {
    Difference,
    Sum,
    Share,        // the first in percent of the second
    Ratio,        // how many times the second the first is; how many times as much after a growth
    Growth,       // from the first to the second; or what a growth went from and to
    GrowthEnd,    // what a growth led to; turned: what it began from
    Choice,       // which of the two is more
    Claim,        // whether the first is more than the second
    Rate,         // a number of a whole year, for each unit of time in it
    Elapsed,      // the time between two dates
    Age,          // the time from a date to the day on which the sources were written
    Order,        // which of the two was first
    OrderClaim,   // whether the first was before the second
    Anniversary,  // the day some years later
  };
  enum class Unit : std::uint8_t { Years, Months, Weeks, Days };
  Type type = Type::Difference;
  bool turned = false;    // less instead of more, later instead of earlier
  bool relative = false;  // of a Difference: in percent
  bool inside = false;    // of a Difference: the second is a part of the first, of the same time
  bool grown = false;     // of a Ratio: how many times as much something has become
  bool sorted = false;    // of a Ratio: the larger by the smaller, whichever stands in front
  Unit unit = Unit::Years;
  std::optional<double> percent;  // of a GrowthEnd: what the growth must have been
  int years = 0;                  // of an Anniversary
  // Likewise, how many of them had passed on the day it is counted from, which was one itself.
  int passed = 0;

  bool operator==(const Calculation&) const = default;
};

// "difference", "order_claim": as the rules name them.
std::optional<Calculation::Type> calculation_type(std::string_view name);
std::string_view name_of(Calculation::Type type);
// Whether it is about dates, not numbers, and how many operands it needs at least.
bool is_about_time(Calculation::Type type);
bool takes_one(Calculation::Type type);

// A number or a date that goes in: of a fact, or given in the question.
struct Operand {
  Projected value;
  std::optional<knowledge::FactId> fact;
  // How the question sees the fact: exports of A to B may be held as imports of B from A.
  knowledge::PropertyId property{};
  knowledge::EntityId subject{};
  bool derived = false;         // read from the other end
  bool default_period = false;  // the pack's, since the question named none
};

struct CalculationDenotation {
  Calculation calculation;
  // In the order of telling: the larger, the part or the earlier first; of a Claim as asked.
  std::vector<Operand> operands;
  std::optional<Projected> result;  // a number or date that was worked out
  std::optional<Elapsed> elapsed;
  std::optional<bool> truth;
  int parts = 0;       // of a Rate: how many units of time the year has
  bool equal = false;  // two numbers or dates are the same
  std::vector<knowledge::FactId> facts;
  // Of a Sum: the fact that gives the whole of which the two are the parts (Property::sum).
  std::optional<knowledge::FactId> whole;
  // What was worked out because no fact says it: the rest of a whole without its other part, or
  // the whole of its parts.
  std::optional<knowledge::PropertyId> unsaid;

  bool agrees_with(const CalculationDenotation& other) const;
};

// Nothing where the operands do not go together: other units, other periods, twice the same fact,
// ranks; or where the dates are not exact enough to tell. `apart` says that the question names two
// times on purpose.
std::optional<CalculationDenotation> calculate(const Calculation& calculation,
                                               const std::vector<Operand>& operands, bool apart,
                                               const knowledge::FactStore& store);

}  // namespace jauap::query
