#include "bot/knowledge/json_table.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/answers/tell.h"
#include "bot/knowledge/table_facts.h"
#include "tests/support/all_facts.h"
#include "tests/support/lighthouse.h"

namespace jauap::knowledge {
namespace {

std::string problems_of(const std::string& text) {
  std::string lines;
  for (const base::Problem& problem : parse_json_table(text, "t.json").problems) {
    lines += base::to_string(problem) + "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("a list of objects is a table", "[knowledge]") {
  const auto parsed = parse_json_table(
      R"([{"name": "Saltby", "depth_m": 12.5, "goods": ["rope; tar", "salt"], "open": true},
          {"open": false, "name": "Ostrý", "goods": [], "mayor": null},
          {"name": "Long Quay", "mayor": "Ada Brandt"}])",
      "harbours.json");
  REQUIRE(parsed.ok());
  CHECK(parsed.value->header ==
        std::vector<std::string>{"name", "depth_m", "goods", "open", "mayor"});
  TableSchema schema = infer_schema(*parsed.value, "harbours.json", english_words());
  const FactStore store{
      facts_of_tables({{"harbours.json", *parsed.value, std::move(schema)}}, english_words())};
  std::string told;
  for (const Fact& fact : all_facts(store)) {
    told += answers::tell(store, fact) + " (" + fact.at() + ")\n";
  }
  CHECK(
      told ==
      "The depth of Saltby is 12.5 m. (item 1)\nThe goods of Saltby are rope; tar, salt. (item 1)\n"
      "Saltby, open: yes. (item 1)\nOstrý: not open. (item 2)\n"
      "The mayor of Long Quay is Ada Brandt. (item 3)\n");
}

TEST_CASE("what is no table in JSON is reported with its place", "[knowledge]") {
  CHECK(problems_of("{\"a\": 1}") ==
        "t.json:1:1: expected a list of objects, found an object; a row is an object, a column a "
        "key of it\n");
  CHECK(problems_of("[]") == "t.json:1:1: expected at least one object with a key, found none\n");
  CHECK(
      problems_of("[{\"a\": {\"b\": 1}, \"\": 2},\n 3, {\"a\": [[1]]}]") ==
      "t.json:1:8: /0/a: expected a text, a number, true, false or null, found an object; a table "
      "has one value or a list of values in a cell\n"
      "t.json:1:22: /0/: a column has no name; give the key a name\n"
      "t.json:2:2: /1: expected an object, found 3; each row is an object\n"
      "t.json:2:12: /2/a/0: expected a text, a number, true, false or null, found a list of 1; a "
      "table has one value or a list of values in a cell\n");
  CHECK(problems_of("[{\"a\": }]").find("t.json:1:") == 0);
}

}  // namespace jauap::knowledge
