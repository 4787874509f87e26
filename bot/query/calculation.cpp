#include "bot/query/calculation.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

#include "bot/query/sum_parts.h"

namespace jauap::query {
namespace {

using knowledge::Fact;
using knowledge::FactId;
using knowledge::FactStore;
using knowledge::PropertyId;
using knowledge::ValueType;
using Type = Calculation::Type;

constexpr std::array<std::pair<std::string_view, Type>, 14> kTypes{{
    {"age", Type::Age},
    {"anniversary", Type::Anniversary},
    {"choice", Type::Choice},
    {"claim", Type::Claim},
    {"difference", Type::Difference},
    {"elapsed", Type::Elapsed},
    {"growth", Type::Growth},
    {"growth_end", Type::GrowthEnd},
    {"order", Type::Order},
    {"order_claim", Type::OrderClaim},
    {"rate", Type::Rate},
    {"ratio", Type::Ratio},
    {"share", Type::Share},
    {"sum", Type::Sum},
}};

constexpr double kPercent = 100;

double number_of(const Operand& operand) {
  return std::get<double>(operand.value.value);
}

text::Date date_of(const Operand& operand) {
  return std::get<text::Date>(operand.value.value);
}

bool has_same_time(const Fact& left, const Fact& right) {
  return left.when == right.when && left.period == right.period;
}

// Whether two numbers may be compared at all.
bool go_together(const Operand& left, const Operand& right, bool apart, const FactStore& store) {
  const auto is_number = [](const Operand& operand) {
    return std::holds_alternative<double>(operand.value.value);
  };
  if (!is_number(left) || !is_number(right)) return false;
  if (!left.fact && !right.fact) return false;
  if (!left.fact || !right.fact) {
    const Operand& given = left.fact ? right : left;
    const Operand& held = left.fact ? left : right;
    if (given.value.type == ValueType::Percent || held.value.type == ValueType::Percent) {
      return given.value.type == held.value.type;
    }
    return given.value.unit.empty() || given.value.unit == held.value.unit;
  }
  if (left.value.type != right.value.type || left.value.unit != right.value.unit) return false;
  if (left.fact == right.fact) return false;
  return apart || has_same_time(store.fact(*left.fact), store.fact(*right.fact));
}

bool adds_up(const Operand& operand, const FactStore& store) {
  return operand.fact && operand.value.type != ValueType::Percent &&
         store.property(operand.property).adds_up;
}

// What a growth is the growth of, at its end or before: the facts that fit its number.
struct Course {
  std::optional<FactId> from;
  std::optional<FactId> to;
};

bool is_of_same(const Fact& left, const Fact& right) {
  return left.subject == right.subject &&
         std::is_permutation(left.counterparts.begin(), left.counterparts.end(),
                             right.counterparts.begin(), right.counterparts.end());
}

double first_number(const Fact& fact) {
  const auto* number = fact.value.size() == 1 ? std::get_if<double>(&fact.value.front()) : nullptr;
  return number == nullptr ? 0 : *number;
}

Course course_of(const Operand& growth, const FactStore& store) {
  Course course;
  const Fact grown = store.fact(*growth.fact);
  const auto whole = store.property(growth.property).of;
  if (!whole) return course;
  std::vector<FactId> others;
  for (const auto id : store.rows_of(*whole)) {
    const auto row = store.row(id);
    const Fact fact = store.fact(row.fact);
    if (row.derived || first_number(fact) <= 0 || !is_of_same(fact, grown)) continue;
    if (has_same_time(fact, grown)) {
      course.to = row.fact;
    } else {
      others.push_back(row.fact);
    }
  }
  if (!course.to) return course;
  const Fact end = store.fact(*course.to);
  for (const FactId id : others) {
    const Fact fact = store.fact(id);
    // Only where the numbers say that it is what the growth began from, as the source rounds it.
    constexpr double kRounded = 0.5;
    const double grew = (first_number(end) / first_number(fact) - 1) * kPercent;
    if (fact.unit != end.unit || std::abs(grew - number_of(growth)) > kRounded) continue;
    if (course.from) return {std::nullopt, course.to};
    course.from = id;
  }
  return course;
}

Operand operand_of(FactId id, const FactStore& store) {
  const Fact fact = store.fact(id);
  Operand operand;
  operand.value = {fact.value.front(), fact.unit, store.property(fact.property).type};
  operand.fact = id;
  operand.property = fact.property;
  operand.subject = fact.subject;
  return operand;
}

using Result = std::optional<CalculationDenotation>;

// The one growth of what a number is of, of the same things; a growth is its own.
std::optional<Operand> growth_of(const Operand& number, const FactStore& store) {
  if (!number.fact) return std::nullopt;
  if (store.property(number.property).of) return number;
  const Fact whole = store.fact(*number.fact);
  std::optional<Operand> found;
  for (const auto id : store.rows_with(whole.subject)) {
    const auto row = store.row(id);
    const Fact fact = store.fact(row.fact);
    const auto& property = store.property(fact.property);
    if (row.derived || property.type != ValueType::Percent) continue;
    if (property.of != whole.property || !is_of_same(fact, whole)) continue;
    // What something was before it was so much at a time that the question names.
    if (!number.default_period && !has_same_time(fact, whole)) continue;
    if (found) return std::nullopt;
    found = operand_of(row.fact, store);
  }
  return found;
}

// 54,979,253 is 55,000,000: a growth is told no more exactly.
double to_three_digits(double number) {
  if (number <= 0) return number;
  constexpr int kDigits = 3;
  const double grain = std::pow(10, std::floor(std::log10(number)) + 1 - kDigits);
  return std::round(number / grain) * grain;
}

// What a growth began from, by what it is and what it led to: in no fact.
Operand start_of(const Operand& growth, const Operand& end) {
  Operand start = end;
  start.fact.reset();
  start.value.value = to_three_digits(number_of(end) / (1 + number_of(growth) / kPercent));
  return start;
}

// A growth as held: what it went from and to, and how many times as much that is.
Result follow_growth(CalculationDenotation denotation, const FactStore& store) {
  // "Did trade double?" names what grew.
  const bool is_growth = denotation.operands.front().value.type == ValueType::Percent;
  if (!is_growth && !denotation.calculation.grown) return std::nullopt;
  const auto found = growth_of(denotation.operands.front(), store);
  if (!found || found->value.type != ValueType::Percent) return std::nullopt;
  const Operand& growth = *found;
  denotation.operands = {growth};
  const Course course = course_of(growth, store);
  if (denotation.calculation.type == Type::Growth && !course.to) return std::nullopt;
  if (course.from) {
    denotation.operands.push_back(operand_of(*course.from, store));
    denotation.operands.push_back(operand_of(*course.to, store));
  } else if (denotation.calculation.type == Type::Growth) {
    const Operand end = operand_of(*course.to, store);
    denotation.operands.push_back(start_of(growth, end));
    denotation.operands.push_back(end);
  }
  denotation.result = Projected{1 + number_of(growth) / kPercent, "", ValueType::Number};
  return denotation;
}

// Where a growth led or what it began from: as held, or by the growth itself, rounded.
Result find_end(CalculationDenotation denotation, const FactStore& store) {
  const auto found = growth_of(denotation.operands.front(), store);
  if (!found) return std::nullopt;
  const Operand& growth = *found;
  const auto& percent = denotation.calculation.percent;
  if (percent && *percent != number_of(growth)) return std::nullopt;
  const Course course = course_of(growth, store);
  if (!course.to) return std::nullopt;
  const bool is_start = denotation.calculation.turned;
  const Operand end = operand_of(is_start && course.from ? *course.from : *course.to, store);
  denotation.operands = {end};
  denotation.result = end.value;
  if (is_start && !course.from) {
    denotation.operands.push_back(growth);
    denotation.result = start_of(growth, end).value;
  }
  return denotation;
}

Result compare(CalculationDenotation denotation) {
  auto& operands = denotation.operands;
  const double first = number_of(operands[0]);
  const double second = number_of(operands[1]);
  const bool turned = denotation.calculation.turned;
  denotation.equal = first == second;
  denotation.result = Projected{std::abs(first - second),
                                operands[0].fact ? operands[0].value.unit : operands[1].value.unit,
                                operands[0].fact ? operands[0].value.type : operands[1].value.type};
  if (denotation.calculation.type == Type::Claim) {
    denotation.truth = turned ? first < second : first > second;
  }
  if (denotation.calculation.relative && operands[0].value.type != ValueType::Percent) {
    // In percent of the second as asked; that the first is more than it must be so.
    if (first <= 0 || second <= 0 || (turned ? first >= second : first <= second)) {
      return std::nullopt;
    }
    denotation.result =
        Projected{std::abs(first - second) / second * kPercent, "", ValueType::Percent};
    return denotation;
  }
  // What is asked for stands in front: the larger of two, or the smaller.
  const bool smaller_first = denotation.calculation.type == Type::Choice && turned;
  if (smaller_first ? first > second : first < second) std::swap(operands[0], operands[1]);
  return denotation;
}

Result divide(CalculationDenotation denotation) {
  auto& operands = denotation.operands;
  const Type type = denotation.calculation.type;
  const auto is_given = [](const Operand& operand) { return !operand.fact; };
  if (std::any_of(operands.begin(), operands.end(), is_given)) return std::nullopt;
  const bool is_less = number_of(operands[0]) < number_of(operands[1]);
  const bool swaps = denotation.calculation.sorted ? is_less : denotation.calculation.turned;
  if (swaps) std::swap(operands[0], operands[1]);
  const double first = number_of(operands[0]);
  const double second = number_of(operands[1]);
  if (first <= 0 || second <= 0) return std::nullopt;
  if (type != Type::Ratio && operands[0].value.type == ValueType::Percent) return std::nullopt;
  if (type == Type::Ratio) denotation.result = Projected{first / second, "", ValueType::Number};
  // A part is not more than the whole: the other way round was meant, or something else.
  if (type == Type::Share && first > second) return std::nullopt;
  if (type == Type::Share) {
    denotation.result = Projected{first / second * kPercent, "", ValueType::Percent};
  }
  if (type == Type::Growth) {
    denotation.result = Projected{(second / first - 1) * kPercent, "", ValueType::Percent};
  }
  return denotation;
}

// How many of a unit a year has.
int count_in_year(Calculation::Unit unit, int year) {
  constexpr int kMonths = 12;
  constexpr int kWeeks = 52;
  constexpr int kDays = 365;
  switch (unit) {
    case Calculation::Unit::Months:
      return kMonths;
    case Calculation::Unit::Weeks:
      return kWeeks;
    case Calculation::Unit::Days:
      return std::chrono::year{year}.is_leap() ? kDays + 1 : kDays;
    case Calculation::Unit::Years:
      break;
  }
  return 1;
}

// A number of a whole year, spread over it.
Result spread(CalculationDenotation denotation, const FactStore& store) {
  const Operand whole = denotation.operands.front();
  if (!whole.fact || whole.value.type == ValueType::Percent) return std::nullopt;
  const auto when = store.fact(*whole.fact).when;
  if (!when || when->month != 0 || !adds_up(whole, store)) return std::nullopt;
  denotation.parts = count_in_year(denotation.calculation.unit, when->year);
  denotation.result = whole.value;
  denotation.result->value = number_of(whole) / denotation.parts;
  return denotation;
}

// What a fact says that two parts of it come to, of the same things and for the same time.
std::optional<FactId> whole_of(const Operand& first, const Operand& second,
                               const FactStore& store) {
  if (!first.fact || !second.fact) return std::nullopt;
  const Fact part = store.fact(*first.fact);
  for (const auto id : store.rows_with(part.subject)) {
    const auto row = store.row(id);
    const Fact fact = store.fact(row.fact);
    const auto& sum = store.property(fact.property).sum;
    if (row.derived || !sum || !is_of_same(fact, part) || !has_same_time(fact, part)) continue;
    const auto is = [&](PropertyId left, PropertyId right) {
      return first.property == left && second.property == right;
    };
    if (is(sum->first, sum->second) || is(sum->second, sum->first)) return row.fact;
  }
  return std::nullopt;
}

Result work_with_numbers(CalculationDenotation denotation, bool apart, const FactStore& store) {
  auto& operands = denotation.operands;
  if (denotation.calculation.type == Type::GrowthEnd) {
    return operands.size() == 1 ? find_end(std::move(denotation), store) : std::nullopt;
  }
  if (denotation.calculation.type == Type::Rate) return spread(std::move(denotation), store);
  if (operands.size() == 1) return follow_growth(std::move(denotation), store);
  if (!go_together(operands[0], operands[1], apart, store)) return std::nullopt;
  switch (denotation.calculation.type) {
    case Type::Sum:
      if (!adds_up(operands[0], store) || !adds_up(operands[1], store)) return std::nullopt;
      // A part and its whole together are nothing.
      if (query::whole_of(operands[0].property, store) == operands[1].property ||
          query::whole_of(operands[1].property, store) == operands[0].property) {
        return std::nullopt;
      }
      denotation.whole = whole_of(operands[0], operands[1], store);
      denotation.result = operands[0].value;
      denotation.result->value = number_of(operands[0]) + number_of(operands[1]);
      return denotation;
    case Type::Growth:
      // What grew must be one thing at two times.
      if (operands[0].property != operands[1].property) return std::nullopt;
      if (operands[0].fact && operands[1].fact) {
        const auto left = store.fact(*operands[0].fact).when;
        const auto right = store.fact(*operands[1].fact).when;
        if (left && right && *right < *left) std::swap(operands[0], operands[1]);
      }
      return divide(std::move(denotation));
    case Type::Share:
    case Type::Ratio:
      return divide(std::move(denotation));
    default:
      return compare(std::move(denotation));
  }
}

Result work_with_dates(CalculationDenotation denotation, const FactStore& store) {
  auto& operands = denotation.operands;
  const auto is_date = [](const Operand& operand) {
    return std::holds_alternative<text::Date>(operand.value.value);
  };
  if (!std::all_of(operands.begin(), operands.end(), is_date)) return std::nullopt;
  const Type type = denotation.calculation.type;
  if (type == Type::Anniversary) {
    const int later = denotation.calculation.years - denotation.calculation.passed;
    if (!operands[0].fact || denotation.calculation.years <= 0 || later == 0) return std::nullopt;
    denotation.result = Projected{years_later(date_of(operands[0]), later), "", ValueType::Date};
    return denotation;
  }
  if (type == Type::Age) {
    if (!operands[0].fact) return std::nullopt;
    const auto today = store.pack(store.fact(*operands[0].fact)).reference_date;
    if (!today) return std::nullopt;
    Operand asking;
    asking.value = {*today, "", ValueType::Date};
    operands.push_back(asking);
  }
  if (!operands[0].fact && !operands[1].fact) return std::nullopt;
  if (operands[0].fact == operands[1].fact) return std::nullopt;
  const auto order = order_of(date_of(operands[0]), date_of(operands[1]));
  if (!order) return std::nullopt;
  denotation.equal = *order == 0;
  if (type == Type::Age && *order > 0) return std::nullopt;
  if (type == Type::OrderClaim) {
    denotation.truth = denotation.calculation.turned ? *order > 0 : *order < 0;
  }
  if (*order > 0) std::swap(operands[0], operands[1]);
  if (type == Type::Order || type == Type::OrderClaim) return denotation;
  denotation.elapsed = elapsed(date_of(operands[0]), date_of(operands[1]));
  if (!denotation.elapsed) return std::nullopt;
  const auto unit = denotation.calculation.unit;
  if (unit == Calculation::Unit::Days && !denotation.elapsed->all_days) return std::nullopt;
  if (unit == Calculation::Unit::Months && !denotation.elapsed->months) return std::nullopt;
  return denotation;
}

}  // namespace

std::optional<Type> calculation_type(std::string_view name) {
  for (const auto& [known, type] : kTypes) {
    if (known == name) return type;
  }
  return std::nullopt;
}

std::string_view name_of(Type type) {
  for (const auto& [name, known] : kTypes) {
    if (known == type) return name;
  }
  return "";
}

bool is_about_time(Type type) {
  return type >= Type::Elapsed;
}

bool takes_one(Type type) {
  return type == Type::Age || type == Type::Anniversary || type == Type::Ratio ||
         type == Type::Growth || type == Type::GrowthEnd || type == Type::Rate;
}

bool CalculationDenotation::agrees_with(const CalculationDenotation& other) const {
  return calculation == other.calculation && result == other.result && elapsed == other.elapsed &&
         truth == other.truth && facts == other.facts;
}

Result calculate(const Calculation& calculation, const std::vector<Operand>& operands, bool apart,
                 const FactStore& store) {
  const std::size_t wanted = takes_one(calculation.type) && operands.size() == 1 ? 1 : 2;
  const bool one_alone = calculation.type == Type::Age || calculation.type == Type::Anniversary ||
                         calculation.type == Type::Rate;
  if (operands.size() != wanted || (one_alone && wanted != 1)) return std::nullopt;
  CalculationDenotation denotation;
  denotation.calculation = calculation;
  denotation.operands = operands;
  Result result = is_about_time(calculation.type)
                      ? work_with_dates(std::move(denotation), store)
                      : work_with_numbers(std::move(denotation), apart, store);
  if (!result) return result;
  for (const Operand& operand : result->operands) {
    if (operand.fact) result->facts.push_back(*operand.fact);
  }
  if (result->whole) result->facts.push_back(*result->whole);
  return result;
}

}  // namespace jauap::query
