#include "bot/query/evaluate.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_query.h"

namespace {

using namespace jauap;
using query::At;
using query::Operation;
using query::Part;

struct Case {
  Operation operation;
  std::vector<Part> wanted;
  std::vector<query::Condition> conditions;
  std::string denotation;
};

void check(const std::vector<Case>& cases) {
  for (std::size_t i = 0; i < cases.size(); ++i) {
    query::Query query{cases[i].operation, cases[i].conditions, {}};
    for (const Part part : cases[i].wanted) query.wanted.push_back({part});
    INFO("case " << i);
    CHECK(written(query::evaluate(query, lighthouse())) == cases[i].denotation);
    CHECK(written(query::evaluate(query, lighthouse())) == cases[i].denotation);
  }
}

query::Named either(query::Named one, const query::Named& other) {
  one.senses.insert(one.senses.end(), other.senses.begin(), other.senses.end());
  return one;
}

constexpr auto kSelect = Operation::Select;

}  // namespace

TEST_CASE("a query stands for values, or says why it does not", "[query]") {
  const auto height = named_property("height");
  const auto gull_rock = named_entity("gull-rock");
  check({
      {kSelect, {Part::Whole}, {height, gull_rock}, "values 34.5 m by height-gull-rock"},
      {kSelect,
       {Part::Whole},
       {height},
       "ambiguous 34.5 m, 28 m by height-gull-rock, height-north-point"},
      {kSelect, {Part::When}, {height, gull_rock}, "lacking by height-gull-rock"},
      {kSelect, {Part::Whole}, {height, named_entity("ostry")}, "nothing"},
      {kSelect, {Part::Whole}, {}, "nothing"},
      {kSelect,
       {Part::Who},
       {named_property("keeper-of"), gull_rock},
       "values ada-brandt, otto-lind by keepers-gull-rock"},
      {kSelect,
       {Part::When, Part::Quantity},
       {named_property("cost"), gull_rock},
       "values 1874, 45000 EUR by cost-gull-rock"},
      {kSelect,
       {Part::When, Part::Who},
       {named_property("cost"), gull_rock},
       "lacking by cost-gull-rock"},
  });
}

TEST_CASE("the pack's default period is taken where the question names none", "[query]") {
  const auto ships = named_property("ships-to");
  const auto from = named_entity("saltby", "from");
  check({
      {kSelect,
       {Part::Quantity},
       {ships, from},
       "values 1250 tonnes by shipped-2020, default period"},
      {kSelect,
       {Part::Quantity},
       {ships, from, At{{2019, 0, 0}}},
       "values 1100 tonnes by shipped-2019"},
      {kSelect,
       {Part::Quantity},
       {ships, from, At{{2020, 0, 0}}},
       "values 1250 tonnes by shipped-2020"},
      {kSelect, {Part::Quantity}, {ships, from, At{{2018, 0, 0}}}, "nothing"},
      {kSelect, {Part::When}, {ships, from}, "ambiguous 2019, 2020 by shipped-2019, shipped-2020"},
      // Nothing was left out: what is held is of one period only.
      {kSelect,
       {Part::Quantity},
       {ships, named_entity("saltby", "to")},
       "values 300 tonnes by shipped-back-2020"},
  });
}

TEST_CASE("periods without a date are readings until one is named", "[query]") {
  const auto lamp = named_property("lamp-time");
  check({
      {kSelect, {Part::Time}, {lamp}, "ambiguous 1000, 1235 by lamp-winter, lamp-summer"},
      {kSelect, {Part::Time}, {lamp, named_period("winter")}, "values 1000 by lamp-winter"},
      {kSelect, {Part::Time}, {lamp, At{{2020, 0, 0}}}, "nothing"},
  });
}

TEST_CASE("a fact as written counts before one seen from its other end", "[query]") {
  const auto saltby = named_entity("saltby", "", true);
  const At in_2020{{2020, 0, 0}};
  check({
      {kSelect,
       {Part::Quantity},
       {saltby, named_property("ships-from"), in_2020},
       "values 300 tonnes by shipped-back-2020"},
      {kSelect,
       {Part::Quantity},
       {saltby, either(named_property("ships-to"), named_property("ships-from")), in_2020},
       "values 1250 tonnes by shipped-2020"},
      {kSelect,
       {Part::When},
       {named_property("friends"), named_entity("ostry")},
       "values 1990-05 by friends-1990"},
  });
}

TEST_CASE("rows of different sureness are never mixed", "[query]") {
  check({
      {kSelect,
       {Part::Whole},
       {either(hinted_property("height"), named_property("cost")), named_entity("gull-rock")},
       "values 45000 EUR by cost-gull-rock"},
      {kSelect,
       {Part::Who},
       {named_entity("gull-rock")},
       "values ada-brandt, otto-lind by keepers-gull-rock"},
      // What merely happened then is a list, not a choice between readings.
      {kSelect,
       {Part::Whole},
       {At{{1874, 0, 0}}},
       "values 1874-11-07, 45000 EUR by built-gull-rock, cost-gull-rock"},
  });
}

TEST_CASE("yes rests on what is named, not on things that stand together", "[query]") {
  const auto friends = named_property("friends");
  const auto saltby = named_entity("saltby");
  const auto ostry = named_entity("ostry");
  check({
      {Operation::Verify,
       {Part::Whole},
       {friends, saltby, ostry},
       "values 1990-05 by friends-1990, true"},
      {Operation::Verify, {Part::Whole}, {friends, ostry, named_entity("gull-rock")}, "nothing"},
      {Operation::Verify,
       {Part::Whole},
       {friends, saltby, At{{1990, 0, 0}}},
       "values 1990-05 by friends-1990, true"},
      {Operation::Verify, {Part::Whole}, {friends, saltby, At{{1991, 0, 0}}}, "nothing"},
      {Operation::Verify, {Part::Whole}, {saltby, ostry}, "nothing"},
      {Operation::Verify, {Part::Whole}, {At{{1874, 0, 0}}}, "nothing"},
  });
}

TEST_CASE("describing tells all that is held, what it is about first", "[query]") {
  const auto described = [](const query::Named& name) {
    return written(
        query::evaluate({Operation::Describe, {name}, {{Part::Whole}}}, lighthouse()).facts);
  };
  CHECK(described(named_entity("ada-brandt")) == "keepers-gull-rock");
  CHECK(described(named_entity("gull-rock")) ==
        "height-gull-rock, built-gull-rock, cost-gull-rock, keepers-gull-rock, lamp-winter, "
        "lamp-summer, rank-gull-rock, great-storm");
  CHECK(described(named_entity("ostry")) == "friends-1990, great-storm");
  CHECK(described(named_property("height")) == "height-gull-rock, height-north-point");
  CHECK(described(named_entity("saltby")) ==
        "shipped-2019, shipped-2020, growth-2020, cargoes, friends-1990");
}
