#include "bot/query/calculation.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_query.h"

namespace {

using namespace jauap;
using query::Calculation;
using query::Operand;
using Type = Calculation::Type;

Operand held(std::string_view key) {
  const auto& store = lighthouse();
  for (std::size_t i = 0; i < store.fact_count(); ++i) {
    const auto id = static_cast<knowledge::FactId>(i);
    const auto fact = store.fact(id);
    if (fact.key() != key) continue;
    Operand operand;
    const auto type = store.property(fact.property).type;
    operand.value = {fact.value.empty() ? knowledge::Scalar{*fact.when} : fact.value.front(),
                     fact.unit, fact.value.empty() ? knowledge::ValueType::Date : type};
    operand.fact = id;
    operand.property = fact.property;
    operand.subject = fact.subject;
    return operand;
  }
  FAIL("no fact " << key);
  return {};
}

Operand given(double number, std::string unit = "") {
  Operand operand;
  operand.value = {number, std::move(unit), knowledge::ValueType::Number};
  return operand;
}

// "6.5 m by height-gull-rock, height-north-point"
std::string worked_out(Calculation calculation, const std::vector<Operand>& operands,
                       bool apart = false) {
  const auto found = query::calculate(calculation, operands, apart, lighthouse());
  if (!found) return "nothing";
  std::string text;
  if (found->truth) text += *found->truth ? "yes " : "no ";
  if (found->result) text += written(std::vector{*found->result}) + " ";
  if (found->elapsed) text += std::to_string(found->elapsed->years) + " years ";
  return text + "by " + written(found->facts);
}

std::string worked_out(Type type, const std::vector<Operand>& operands, bool apart = false) {
  Calculation calculation;
  calculation.type = type;
  return worked_out(calculation, operands, apart);
}

}  // namespace

TEST_CASE("numbers of one unit and time are worked with", "[query]") {
  const auto tall = held("height-gull-rock");
  const auto low = held("height-north-point");
  CHECK(worked_out(Type::Difference, {low, tall}) ==
        "6.5 m by height-gull-rock, height-north-point");
  CHECK(worked_out(Type::Sum, {tall, low}) == "62.5 m by height-gull-rock, height-north-point");
  CHECK(worked_out(Type::Claim, {tall, low}) ==
        "yes 6.5 m by height-gull-rock, height-north-point");
  CHECK(worked_out(Type::Claim, {low, tall}) == "no 6.5 m by height-gull-rock, height-north-point");
  CHECK(worked_out(Type::Share, {held("shipped-back-2020"), held("shipped-2020")}) ==
        "24 by shipped-back-2020, shipped-2020");
}

TEST_CASE("the larger is divided by the smaller where nothing says which by which", "[query]") {
  Calculation factor;
  factor.type = Type::Ratio;
  const auto tall = held("height-gull-rock");
  const auto low = held("height-north-point");
  const std::string below_one = worked_out(factor, {low, tall});
  CHECK(below_one.substr(0, 3) == "0.8");
  factor.sorted = true;
  CHECK(worked_out(factor, {low, tall}) == worked_out(factor, {tall, low}));
  CHECK(worked_out(factor, {low, tall}).substr(0, 3) == "1.2");
}

TEST_CASE("a number of a whole year is spread over it", "[query]") {
  Calculation rate;
  rate.type = Type::Rate;
  rate.unit = Calculation::Unit::Days;  // of 2020, which had 366
  CHECK(worked_out(rate, {held("shipped-2020")}).substr(0, 4) == "3.41");
  const auto found = query::calculate(rate, {held("shipped-2019")}, false, lighthouse());
  REQUIRE(found);
  CHECK(found->parts == 365);
  rate.unit = Calculation::Unit::Months;
  CHECK(worked_out(rate, {held("shipped-back-2020")}) == "25 tonnes by shipped-back-2020");
  // A height is of no year.
  CHECK(worked_out(rate, {held("height-gull-rock")}) == "nothing");
}

TEST_CASE("numbers that do not go together are not worked with", "[query]") {
  const auto shipped = held("shipped-2020");
  CHECK(worked_out(Type::Difference, {shipped, held("height-gull-rock")}) == "nothing");
  CHECK(worked_out(Type::Difference, {shipped, held("shipped-2019")}) == "nothing");
  CHECK(worked_out(Type::Difference, {shipped, held("shipped-2019")}, true) ==
        "150 tonnes by shipped-2020, shipped-2019");
  CHECK(worked_out(Type::Difference, {shipped, shipped}) == "nothing");
  CHECK(worked_out(Type::Sum, {shipped, held("growth-2020")}) == "nothing");
  CHECK(worked_out(Type::Share, {shipped, given(100)}) == "nothing");
  CHECK(worked_out(Type::Claim, {given(1), given(2)}) == "nothing");
  CHECK(worked_out(Type::Claim, {shipped, given(100, "EUR")}) == "nothing");
  CHECK(worked_out(Type::Claim, {shipped, given(100)}) == "yes 1150 tonnes by shipped-2020");
}

TEST_CASE("a growth tells what it went from where the numbers say so", "[query]") {
  CHECK(worked_out(Type::Growth, {held("growth-2020")}) ==
        "1.136 by growth-2020, shipped-2019, shipped-2020");
  CHECK(worked_out(Type::Growth, {held("shipped-2020")}) == "nothing");
}

TEST_CASE("dates have an order and a time between them", "[query]") {
  const auto built = held("built-gull-rock");
  const auto storm = held("great-storm");
  CHECK(worked_out(Type::Elapsed, {storm, built}) == "78 years by built-gull-rock, great-storm");
  CHECK(worked_out(Type::Order, {storm, built}) == "by built-gull-rock, great-storm");
  CHECK(worked_out(Type::OrderClaim, {storm, built}) == "no by built-gull-rock, great-storm");
  CHECK(worked_out(Type::Age, {held("built-north-point")}) == "119 years by built-north-point");
  CHECK(worked_out(Type::Elapsed, {storm}) == "nothing");
  CHECK(worked_out(Type::Age, {storm, built}) == "nothing");
  CHECK(worked_out(Type::Elapsed, {storm, held("height-gull-rock")}) == "nothing");
  Calculation days;
  days.type = Type::Elapsed;
  days.unit = Calculation::Unit::Days;
  CHECK(worked_out(days, {storm, held("built-north-point")}) == "nothing");
}
