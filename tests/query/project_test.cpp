#include "bot/query/project.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_query.h"

namespace {

using namespace jauap;
using query::Part;

knowledge::FactRow row_of(const std::string& key) {
  const auto& store = lighthouse();
  for (std::uint32_t i = 0; i < store.row_count(); ++i) {
    const auto row = store.row(knowledge::RowId{i});
    if (!row.derived && store.fact(row.fact).key() == key) return row;
  }
  FAIL("the lighthouse has no " << key);
  return store.row(knowledge::RowId{0});
}

std::string projected(const std::string& fact, query::Wanted wanted,
                      const std::vector<query::Condition>& conditions = {}) {
  return written(query::project(lighthouse(), row_of(fact), wanted, conditions));
}

std::string of_kind(const std::string& fact, std::string_view kind,
                    const std::vector<query::Condition>& conditions = {}) {
  return projected(fact, {Part::OfKind, {knowledge::KindId{named_kind(kind).senses[0].id}}},
                   conditions);
}

struct Case {
  std::string fact;
  Part part;
  std::string wanted;
};

}  // namespace

TEST_CASE("a row gives the part that is wanted, or nothing", "[query]") {
  const std::vector<Case> cases{
      {"height-gull-rock", Part::Whole, "34.5 m"},
      {"height-gull-rock", Part::Quantity, "34.5 m"},
      {"height-gull-rock", Part::Percent, ""},
      {"height-gull-rock", Part::When, ""},
      {"height-gull-rock", Part::Time, ""},
      {"height-gull-rock", Part::Where, ""},
      {"height-gull-rock", Part::Who, ""},
      {"height-gull-rock", Part::Why, ""},
      {"height-gull-rock", Part::Length, ""},
      {"height-gull-rock", Part::Things, ""},
      {"growth-2020", Part::Percent, "13.6"},
      {"growth-2020", Part::Quantity, "13.6"},
      {"growth-2020", Part::When, "2020"},
      {"growth-2020", Part::Month, ""},
      {"friends-1990", Part::Month, "1990-05"},
      {"friends-1990", Part::Day, ""},
      {"built-gull-rock", Part::Day, "1874-11-07"},
      {"built-gull-rock", Part::When, "1874-11-07"},
      {"built-gull-rock", Part::Whole, "1874-11-07"},
      {"built-gull-rock", Part::Quantity, ""},
      {"cost-gull-rock", Part::Quantity, "45000 EUR"},
      {"cost-gull-rock", Part::When, "1874"},
      {"keepers-gull-rock", Part::Who, "ada-brandt, otto-lind"},
      {"keepers-gull-rock", Part::Things, "ada-brandt, otto-lind"},
      {"lamp-winter", Part::Time, "1000"},
      {"lamp-winter", Part::When, "the winter season"},
      {"rank-gull-rock", Part::Whole, "3"},
      {"rank-gull-rock", Part::Quantity, ""},
      {"visitors-north-point", Part::Whole, "false"},
      {"motto-coast-office", Part::Whole, "Keep the light"},
      {"motto-coast-office", Part::Who, ""},
      {"cargoes", Part::Things, "salt, rope, dried fish"},
      {"friends-1990", Part::Whole, "1990-05"},
      {"friends-1990", Part::Quantity, ""},
      {"great-storm", Part::When, "1953-02-01"},
      {"great-storm", Part::Whole, "1953-02-01"},
  };
  for (const auto& [fact, part, wanted] : cases) {
    INFO(fact << ", " << query::describe(part));
    CHECK(projected(fact, {part}) == wanted);
  }
}

TEST_CASE("an event that answers where has its place as the answer", "[query][!mayfail]") {
  CHECK(projected("great-storm", {Part::Where}) == "ostry");
}

TEST_CASE("things of a kind are those that the question does not name itself", "[query]") {
  CHECK(of_kind("friends-1990", "harbour") == "saltby, veldhaven, ostry");
  CHECK(of_kind("friends-1990", "harbour", {named_entity("saltby")}) == "veldhaven, ostry");
  CHECK(of_kind("keepers-gull-rock", "keeper", {named_entity("ada-brandt")}) == "otto-lind");
  CHECK(of_kind("keepers-gull-rock", "lighthouse") == "gull-rock");
  CHECK(of_kind("keepers-gull-rock", "lighthouse", {named_entity("gull-rock")}).empty());
  CHECK(of_kind("great-storm", "harbour", {named_entity("gull-rock")}) == "ostry");
  CHECK(of_kind("height-gull-rock", "keeper").empty());
}

TEST_CASE("who is asked for is not whom the question names", "[query][!mayfail]") {
  CHECK(projected("keepers-gull-rock", {Part::Who}, {named_entity("ada-brandt")}) == "otto-lind");
}
