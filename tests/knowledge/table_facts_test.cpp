#include "bot/knowledge/table_facts.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bot/answers/tell.h"
#include "tests/support/all_facts.h"
#include "tests/support/lighthouse.h"

namespace jauap::knowledge {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

FactStore store_of(const Files& files) {
  std::vector<DescribedTable> tables;
  for (const auto& [name, text] : files) {
    auto parsed = parse_csv(text, name);
    REQUIRE(parsed.ok());
    TableSchema schema = infer_schema(*parsed.value, name, english_words());
    tables.push_back({name, std::move(*parsed.value), std::move(schema)});
  }
  return FactStore{facts_of_tables(std::move(tables), english_words())};
}

// All facts, told.
std::string told(const Files& files) {
  const FactStore store = store_of(files);
  std::string text;
  for (const Fact& fact : all_facts(store)) text += answers::tell(store, fact) + "\n";
  return text;
}

// "harbour: name; depth:number m; ports:entity of port, a list"
std::string schema_of(const std::string& file, const std::string& text) {
  const auto parsed = parse_csv(text, file);
  REQUIRE(parsed.ok());
  const TableSchema schema = infer_schema(*parsed.value, file, english_words());
  std::string shown = schema.kind.singular + "/" + schema.kind.plural;
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    const Column& column = schema.columns[i];
    if (i == schema.naming) continue;
    shown += "; " + column.property.name;
    switch (column.property.type) {
      case ValueType::Entity:
        shown += " of " + column.kind.singular;
        break;
      case ValueType::Number:
        shown += " #";
        break;
      case ValueType::Percent:
        shown += " %";
        break;
      case ValueType::Date:
        shown += " date";
        break;
      case ValueType::Boolean:
        shown += " ?";
        break;
      default:
        shown += " text";
    }
    if (!column.property.unit.empty()) shown += " in " + column.property.unit;
    if (column.is_list) shown += ", a list";
  }
  return shown;
}

}  // namespace

TEST_CASE("a table's columns are taken for what they hold", "[knowledge]") {
  CHECK(
      schema_of("harbours.csv",
                "name,max_depth (m),openSince,first year,tide,share,ships,pilot code\n"
                "Saltby,\"1,250.5\",1874-11-07,1874,yes,5 %,brig; cutter,0042\n"
                "Ostrý,20,1990-05,1990,no,12%,brig,0043\n") ==
      "harbour/harbours; maximum depth # in m; open since date; first year date; tide ?; share %; "
      "ships of ship, a list; pilot code text");
  CHECK(schema_of("cities.csv", "city,state_name\nSaltby,Westland\n") ==
        "city/cities; state name of state");
  CHECK(schema_of("highlow.csv", "state_name,lowest_point\nWestland,the pit\n") ==
        "state/states; lowest point of lowest point");
  CHECK(schema_of("data.csv", "boat,speed\nKite,9\n") == "boat/boats; speed #");
  CHECK(schema_of("boats.csv", "id,title,GDP\n7,Kite,n/a\n") == "boat/boats; id text; GDP text");
  CHECK(
      schema_of("people.csv", "name,note\nAda,She kept the lamp for many years and was liked.\n") ==
      "person/people; note text");
}

TEST_CASE("commas set values apart where the values come again", "[knowledge]") {
  CHECK(
      schema_of(
          "boats.csv",
          "name,colours,home\nKite,\"red, blue\",\"Tarn, Westland\"\n"
          "Gull,\"red, white\",\"Elm, Westland\"\nTern,\"white, blue\",\"Oak, Westland\"\n"
          "Crow,\"blue, red\",\"Ash, Eastland\"\nLark,\"red, blue, white\",\"Fir, Eastland\"\n") ==
      "boat/boats; colours of colour, a list; home of home");
}

TEST_CASE("a unit at the end of a header is one", "[knowledge]") {
  CHECK(schema_of("boats.csv",
                  "name,height_m,sales_m,area_km2,price_eur,sharePct,vitamin_c,weight_kg,team_km\n"
                  "Kite,1,2,3,4,5,6,7,red club\n") ==
        "boat/boats; height # in m; sales m #; area # in km²; price # in EUR; share # in %; "
        "vitamin c #; weight # in kg; team km of team km");
}

TEST_CASE("each cell is a fact of its row", "[knowledge]") {
  CHECK(told({{"harbours.csv",
               "name,depth (m),tide,ships,founded year\n"
               "Saltby,\"1,250.5\",yes,brig; cutter,1874\nOstrý,-,no,,\n"}}) ==
        "The depth of Saltby is 1,250.5 m.\nSaltby, tide: yes.\n"
        "The ships of Saltby are brig, cutter.\nThe founded year of Saltby is 1874.\n"
        "Ostrý: not tide.\n");
}

TEST_CASE("things of one name are one thing in all tables", "[knowledge]") {
  const Files files{{"state.csv", "state_name,area\nWestland,5\nEastland,6\nMidland,7\n"},
                    {"city.csv", "city_name,state_name\nSaltby,Westland\nOstrý,Eastland\n"},
                    {"border.csv",
                     "state_name,border\nWestland,Midland\nWestland,Eastland\n"
                     "Midland,Westland\nEastland,Westland\n"}};
  const FactStore store = store_of(files);
  CHECK(store.tables().entities.size() == 5);
  CHECK(told(files).find("The state of Saltby is Westland.") != std::string::npos);
  CHECK(told(files).find("The border of Westland is Midland, Eastland.") != std::string::npos);
}

TEST_CASE("rows of one name are told apart where they differ", "[knowledge]") {
  CHECK(told({{"city.csv",
               "city_name,population,state_name\nSaltby,5,Westland\nSaltby,6,Eastland\n"}}) ==
        "The population of Saltby (Westland) is 5.\nThe state name of Saltby (Westland) is "
        "Westland.\n"
        "The population of Saltby (Eastland) is 6.\nThe state name of Saltby (Eastland) is "
        "Eastland.\n");
  CHECK(told({{"river.csv", "river_name,length,traverse\nSalt,9,Westland\nSalt,9,Eastland\n"}}) ==
        "The length of Salt is 9.\nThe traverse of Salt is Westland, Eastland.\n");
}

}  // namespace jauap::knowledge
