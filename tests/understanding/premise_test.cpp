#include "bot/understanding/premise.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_query.h"

namespace {

using namespace jauap;
using query::At;
using query::Operation;

struct Case {
  Operation operation;
  std::vector<query::Condition> conditions;
  std::string fact;  // what holds instead, "" for none
};

query::Query query_of(Operation operation, std::vector<query::Condition> conditions) {
  return {operation, std::move(conditions), {{query::Part::Whole}}};
}

}  // namespace

TEST_CASE("a wrong value is corrected by the one fact that fits in all else", "[understanding]") {
  const auto height = named_property("height");
  const auto ships = named_property("ships-to");
  const auto built = named_property("built");
  const auto friends = named_property("friends");
  const auto gull_rock = named_entity("gull-rock");
  const auto from_saltby = named_entity("saltby", "from");
  const auto ostry = named_entity("ostry");
  query::Amount second = amount(2);
  second.ordinal = true;
  const std::vector<Case> cases{
      {Operation::Verify, {height, gull_rock, amount(40)}, "height-gull-rock"},
      {Operation::Select, {height, gull_rock, amount(40)}, ""},
      {Operation::Verify, {height, amount(40)}, ""},  // two facts fit in all else
      {Operation::Verify, {height, ostry, amount(40)}, ""},
      {Operation::Verify, {amount(40)}, ""},
      {Operation::Verify, {named_property("rank"), gull_rock, second}, "rank-gull-rock"},
      {Operation::Verify, {ships, from_saltby, amount(9), At{{2019, 0, 0}}}, "shipped-2019"},
      {Operation::Verify, {ships, from_saltby, amount(9)}, "shipped-2020"},
      {Operation::Verify, {named_property("motto"), amount(9)}, ""},
      // In a wrong unit; of what has no number.
      {Operation::Verify, {height, gull_rock, amount(34.5, "ft")}, "height-gull-rock"},
      {Operation::Verify, {height, gull_rock, amount(34.5, "m")}, ""},
      {Operation::Verify, {named_property("motto"), gull_rock, amount(40)}, ""},
      // What the fact does say is no mistake, whatever else is asked.
      {Operation::Verify, {ships, from_saltby, amount(1250), amount(9)}, ""},
      // A date is what an event or a date is held to be, but only a qualifier of a figure.
      {Operation::Verify, {friends, ostry, At{{1991, 0, 0}}}, "friends-1990"},
      {Operation::Verify, {built, gull_rock, At{{1875, 0, 0}}}, "built-gull-rock"},
      {Operation::Verify, {ships, from_saltby, At{{2018, 0, 0}}}, ""},
      {Operation::Verify, {friends, gull_rock, At{{1991, 0, 0}}}, ""},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    INFO("case " << i);
    const auto premise = understanding::check_premise(
        query_of(cases[i].operation, cases[i].conditions), lighthouse(), english_words());
    CHECK((premise ? lighthouse().fact(premise->fact).key() : "") == cases[i].fact);
  }
}

TEST_CASE("a query at any time is the query without the times it gives", "[understanding]") {
  const auto height = named_property("height");
  const auto any = [](std::vector<query::Condition> conditions) {
    const auto rest =
        understanding::at_any_time(query_of(Operation::Select, std::move(conditions)));
    return rest ? static_cast<int>(rest->conditions.size()) : -1;
  };
  CHECK(any({height, At{{2020, 0, 0}}}) == 1);
  CHECK(any({height, At{{2020, 0, 0}}, At{{2019, 0, 0}}}) == 1);
  CHECK(any({height}) == -1);
  CHECK(any({At{{2020, 0, 0}}}) == -1);
}
