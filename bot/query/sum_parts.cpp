#include "bot/query/sum_parts.h"

#include <algorithm>

#include "bot/query/select.h"

namespace jauap::query {
namespace {

using knowledge::FactRow;
using knowledge::FactStore;
using knowledge::PropertyId;

// A whole and its two parts.
struct Sum {
  PropertyId whole{};
  PropertyId first{};
  PropertyId second{};
};

std::optional<Sum> sum_with(PropertyId property, const FactStore& store) {
  const auto& properties = store.tables().properties;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const auto& sum = properties[i].sum;
    const PropertyId whole{static_cast<std::uint32_t>(i)};
    if (!sum || (property != whole && property != sum->first && property != sum->second)) continue;
    return Sum{whole, sum->first, sum->second};
  }
  return std::nullopt;
}

bool asks_for_amount(const Query& query) {
  if (query.operation != Operation::Select) return false;
  const bool gives_amount = std::any_of(
      query.conditions.begin(), query.conditions.end(),
      [](const Condition& condition) { return std::holds_alternative<Amount>(condition); });
  return !gives_amount &&
         std::all_of(query.wanted.begin(), query.wanted.end(), [](const Wanted& wanted) {
           return wanted.part == Part::Whole || wanted.part == Part::Quantity;
         });
}

bool is_of_same(const FactRow& left, const FactRow& right) {
  return left.subject == right.subject &&
         std::is_permutation(left.counterparts.begin(), left.counterparts.end(),
                             right.counterparts.begin(), right.counterparts.end());
}

// What the query names, as it is held of other times: whose it is. As it is written counts before
// the same from the other end; nothing where that leaves several.
std::optional<FactRow> held_at_other_times(const Query& query, const FactStore& store) {
  std::optional<FactRow> found;
  for (const FittingRow& fitting : select(store, without_times(query))) {
    if (fitting.sureness != Sureness::Named) continue;
    const FactRow row = store.row(fitting.row);
    if (found && found->derived && !row.derived) found.reset();
    if (found && row.derived && !found->derived) continue;
    if (found && (found->property != row.property || !is_of_same(*found, row))) return std::nullopt;
    found = row;
  }
  return found;
}

// The one number that a row's fact has.
Operand operand_of(const FactRow& row, const FactStore& store) {
  const auto fact = store.fact(row.fact);
  const auto& property = store.property(row.property);
  Operand operand;
  operand.value = {fact.value.front(), fact.unit, property.type};
  operand.fact = row.fact;
  operand.property = row.property;
  operand.subject = row.subject;
  operand.derived = row.derived && !property.symmetric;
  return operand;
}

// The one number that a property has at the time of the query, of the same things.
std::optional<Operand> number_then(PropertyId property, const FactRow& same, const Query& query,
                                   const FactStore& store) {
  std::optional<Operand> found;
  for (const auto id : store.rows_with(same.subject, property)) {
    const FactRow row = store.row(id);
    if (row.property != property || !is_of_same(row, same)) continue;
    const bool is_then = std::all_of(
        query.conditions.begin(), query.conditions.end(), [&](const Condition& condition) {
          return !tells_time(condition) || fits(store, row, condition, query);
        });
    if (!is_then) continue;
    const auto fact = store.fact(row.fact);
    if (found || fact.value.size() != 1) return std::nullopt;
    if (!std::holds_alternative<double>(fact.value.front())) return std::nullopt;
    found = operand_of(row, store);
  }
  return found;
}

}  // namespace

std::optional<PropertyId> whole_of(PropertyId part, const FactStore& store) {
  const auto sum = sum_with(part, store);
  return sum && sum->whole != part ? std::optional{sum->whole} : std::nullopt;
}

std::optional<Rest> rest_of_whole(const Amount& whole, const Amount& part, const FactStore& store) {
  constexpr std::size_t kMost = 200;  // rows that are looked at
  const auto wholes = store.rows_with_number(whole.number, whole.tolerance);
  const auto parts = store.rows_with_number(part.number, part.tolerance);
  if (wholes.size() > kMost || parts.size() > kMost) return std::nullopt;
  std::optional<Rest> found;
  for (const auto whole_id : wholes) {
    const FactRow of_whole = store.row(whole_id);
    const auto sum = sum_with(of_whole.property, store);
    if (!sum || sum->whole != of_whole.property || of_whole.derived) continue;
    for (const auto part_id : parts) {
      const FactRow of_part = store.row(part_id);
      const bool is_part = of_part.property == sum->first || of_part.property == sum->second;
      if (!is_part || of_part.derived || !is_of_same(of_whole, of_part)) continue;
      const auto left = store.fact(of_whole.fact);
      const auto right = store.fact(of_part.fact);
      if (left.when != right.when || left.period != right.period) continue;
      if (left.value.size() != 1 || right.value.size() != 1) continue;
      const auto is_unit = [](const std::string& given, const std::string& held) {
        return given.empty() || given == held;
      };
      if (!is_unit(whole.unit, left.unit) || !is_unit(part.unit, right.unit)) continue;
      Calculation calculation;
      calculation.type = Calculation::Type::Difference;
      auto rest = calculate(calculation, {operand_of(of_whole, store), operand_of(of_part, store)},
                            false, store);
      if (!rest || rest->operands.front().fact != of_whole.fact) continue;
      if (found) return std::nullopt;
      const PropertyId other = of_part.property == sum->first ? sum->second : sum->first;
      const auto others = store.rows_with(of_whole.subject, other);
      const bool is_held = std::any_of(others.begin(), others.end(), [&](const auto id) {
        const FactRow row = store.row(id);
        const auto fact = store.fact(row.fact);
        return row.property == other && is_of_same(row, of_whole) && fact.when == left.when &&
               fact.period == left.period;
      });
      if (!is_held) rest->unsaid = other;
      found = Rest{std::move(*rest), other};
    }
  }
  return found;
}

std::optional<CalculationDenotation> work_out_by_sum(const Query& query, const FactStore& store) {
  if (!asks_for_amount(query) || without_times(query).conditions.size() == query.conditions.size())
    return std::nullopt;
  const auto same = held_at_other_times(query, store);
  const auto sum = same ? sum_with(same->property, store) : std::nullopt;
  if (!sum) return std::nullopt;
  const bool is_whole = same->property == sum->whole;
  const PropertyId other = same->property == sum->first ? sum->second : sum->first;
  const auto left = number_then(is_whole ? sum->first : sum->whole, *same, query, store);
  const auto right = number_then(is_whole ? sum->second : other, *same, query, store);
  if (!left || !right) return std::nullopt;
  Calculation calculation;
  calculation.type = is_whole ? Calculation::Type::Sum : Calculation::Type::Difference;
  auto found = calculate(calculation, {*left, *right}, false, store);
  // A part that is more than the whole is of something else.
  if (!found || found->operands.front().fact != left->fact) return std::nullopt;
  found->unsaid = same->property;
  return found;
}

}  // namespace jauap::query
