#include "bot/knowledge/fact_store.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/lighthouse.h"

namespace jauap::knowledge {
namespace {

// "saltby ships-to veldhaven (shipped-2019)", a "<" in front of a row read from the other end.
std::string to_text(const FactRow& row) {
  const FactStore& store = lighthouse();
  std::string text = row.derived ? "< " : "";
  text += store.entity(row.subject).key + " " + store.property(row.property).key;
  for (const EntityId counterpart : row.counterparts) text += " " + store.entity(counterpart).key;
  return text + " (" + store.fact(row.fact).key() + ")";
}

using Lines = std::vector<std::string>;

Lines to_lines(std::span<const RowId> rows) {
  CHECK(std::is_sorted(rows.begin(), rows.end()));
  Lines lines;
  for (const RowId row : rows) lines.push_back(to_text(lighthouse().row(row)));
  return lines;
}

}  // namespace

TEST_CASE("a property with an inverse is found from both ends", "[knowledge]") {
  CHECK(to_lines(lighthouse().rows_of(lighthouse_property("ships-from"))) ==
        Lines{"< veldhaven ships-from saltby (shipped-2019)",
              "< veldhaven ships-from saltby (shipped-2020)",
              "< saltby ships-from veldhaven (shipped-back-2020)"});
  CHECK(to_lines(lighthouse().rows_of(lighthouse_property("ships-to"))) ==
        Lines{"saltby ships-to veldhaven (shipped-2019)",
              "saltby ships-to veldhaven (shipped-2020)",
              "veldhaven ships-to saltby (shipped-back-2020)"});
}

TEST_CASE("a symmetric fact is a row from each of its ends", "[knowledge]") {
  CHECK(to_lines(lighthouse().rows_of(lighthouse_property("friends"))) ==
        Lines{"saltby friends veldhaven ostry (friends-1990)",
              "< veldhaven friends saltby ostry (friends-1990)",
              "< ostry friends veldhaven saltby (friends-1990)"});
}

TEST_CASE("an entity is found in every role, in each row once", "[knowledge]") {
  const std::vector<std::pair<std::string, Lines>> cases{
      {"otto-lind", {"gull-rock keeper-of (keepers-gull-rock)"}},
      {"ostry",
       {"saltby friends veldhaven ostry (friends-1990)",
        "< veldhaven friends saltby ostry (friends-1990)",
        "< ostry friends veldhaven saltby (friends-1990)", "gull-rock storm (great-storm)"}},
      {"north-point",
       {"north-point height (height-north-point)", "north-point built (built-north-point)",
        "north-point visitors (visitors-north-point)"}},
  };
  for (const auto& [key, expected] : cases) {
    INFO(key);
    CHECK(to_lines(lighthouse().rows_with(lighthouse_entity(key))) == expected);
  }
  CHECK(
      to_lines(lighthouse().rows_with(lighthouse_entity("ostry"), lighthouse_property("storm"))) ==
      Lines{"gull-rock storm (great-storm)"});
  CHECK(lighthouse().rows_with(lighthouse_entity("ostry"), lighthouse_property("height")).empty());
}

TEST_CASE("rows are found by the year that they hold for, happened in or tell", "[knowledge]") {
  CHECK(to_lines(lighthouse().rows_in_year(1874)) ==
        Lines{"gull-rock built (built-gull-rock)", "gull-rock cost (cost-gull-rock)"});
  CHECK(to_lines(lighthouse().rows_in_year(1902)) ==
        Lines{"north-point built (built-north-point)"});
  CHECK(to_lines(lighthouse().rows_in_year(1953)) == Lines{"gull-rock storm (great-storm)"});
  // 1,100 tonnes are no year, and neither are years that nobody asked about.
  for (const int year : {1100, 0, -1, 2525}) CHECK(lighthouse().rows_in_year(year).empty());
}

TEST_CASE("a number without a unit can be a year", "[knowledge]") {
  FactTables tables;
  tables.kinds.resize(1);
  tables.entities.resize(1);
  tables.properties.resize(1);
  tables.properties[0].type = ValueType::Number;
  for (const double value : {1810.0, 1810.5, -1810.0, 1e300, 0.0}) {
    WrittenFact fact;
    fact.value = {value};
    tables.written.push_back(fact);
  }
  const FactStore store{tables};
  REQUIRE(store.rows_in_year(1810).size() == 1);
  CHECK(store.rows_in_year(1810)[0] == RowId{0});
  CHECK(store.rows_in_year(0).empty());
}

TEST_CASE("the entities of a kind stand in the order of the file", "[knowledge]") {
  std::string keys;
  for (const EntityId id :
       lighthouse().entities_of(lighthouse().entity(lighthouse_entity("saltby")).kind)) {
    keys += lighthouse().entity(id).key + " ";
  }
  CHECK(keys == "saltby veldhaven ostry ");
}

TEST_CASE("an empty store holds nothing", "[knowledge]") {
  const FactStore store{FactTables{}};
  CHECK(store.row_count() == 0);
  CHECK(store.rows_of(PropertyId{7}).empty());
  CHECK(store.rows_with(EntityId{7}).empty());
  CHECK(store.entities_of(KindId{7}).empty());
}

}  // namespace jauap::knowledge
