#include "bot/answers/tell.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/lighthouse.h"

namespace {

using namespace jauap;

knowledge::Fact fact(const std::string& key) {
  for (const auto& candidate : lighthouse().tables().written) {
    if (candidate.key == key) return candidate;
  }
  FAIL("the lighthouse has no " << key);
  return lighthouse().tables().written.front();
}

std::string value_of(const std::string& key) {
  const auto& held = fact(key);
  return answers::write_value(lighthouse(), lighthouse().property(held.property), held.value[0],
                              held.unit);
}

struct Case {
  std::string fact;
  std::string wanted;
};

}  // namespace

TEST_CASE("a fact is told by its own text or by its property's sentence", "[answers]") {
  const std::vector<Case> cases{
      {"built-gull-rock", "Gull Rock was first lit in 7 November 1874."},
      {"built-north-point", "North Point was first lit in 1902."},
      {"keepers-gull-rock", "The keepers of Gull Rock are Ada Brandt, Otto Lind."},
      {"lamp-winter", "The lamp of Gull Rock is lit at 16:40 in the winter season."},
      {"rank-gull-rock", "Gull Rock is the third tallest lighthouse of the coast."},
      {"visitors-north-point", "North Point is closed to visitors."},
      {"motto-coast-office", "The motto of the Coast Office is “Keep the light”."},
      {"cargoes", "Saltby ships salt, rope, dried fish to Veldhaven."},
      {"friends-1990", "Saltby and Veldhaven, Ostrý have been friends since May 1990."},
      {"great-storm",
       "The great storm of 1 February 1953 broke the lamp of Gull Rock and flooded Ostrý."},
  };
  for (const auto& [key, wanted] : cases) {
    INFO(key);
    CHECK(answers::tell(lighthouse(), fact(key)) == wanted);
  }
}

TEST_CASE("a sentence that names the unit has it once", "[answers][!mayfail]") {
  const std::vector<Case> cases{
      {"height-gull-rock", "The height of Gull Rock is 34.5 m."},
      {"cost-gull-rock", "Building Gull Rock cost EUR 45,000 in 1874."},
      {"shipped-2020", "Saltby shipped 1,250 tonnes to Veldhaven in 2020."},
      {"growth-2020", "Shipments from Saltby to Veldhaven grew by 13.6 % in 2020."},
  };
  for (const auto& [key, wanted] : cases) {
    INFO(key);
    CHECK(answers::tell(lighthouse(), fact(key)) == wanted);
  }
}

TEST_CASE("a fact has a question that asks for it", "[answers]") {
  const std::vector<Case> cases{
      {"height-gull-rock", "What is the height of Gull Rock?"},
      {"lamp-summer", "When is the lamp of Gull Rock lit in the summer season?"},
      {"shipped-2019", "How much did Saltby ship to Veldhaven in 2019?"},
      {"rank-gull-rock", "What is the rank of Gull Rock by height?"},
      {"visitors-north-point", "Is North Point open to visitors?"},
      {"great-storm", "What did the great storm do?"},
      {"motto-coast-office", "What is the motto of the Coast Office?"},
  };
  for (const auto& [key, wanted] : cases) {
    INFO(key);
    CHECK(answers::question_for(lighthouse(), fact(key)) == wanted);
  }
}

TEST_CASE("values are written as people read them", "[answers]") {
  const std::vector<Case> cases{
      {"height-gull-rock", "34.5 m"},
      {"cost-gull-rock", "EUR 45,000"},
      {"growth-2020", "13.6 %"},
      {"lamp-winter", "16:40"},
      {"built-gull-rock", "7 November 1874"},
      {"keepers-gull-rock", "Ada Brandt"},
      {"visitors-north-point", "no"},
      {"cargoes", "salt"},
      {"shipped-2020", "1,250 tonnes"},
  };
  for (const auto& [key, wanted] : cases) {
    INFO(key);
    CHECK(value_of(key) == wanted);
  }
  CHECK(answers::write_date({1993, 11, 7}) == "7 November 1993");
  CHECK(answers::write_date({1993, 11, 0}) == "November 1993");
  CHECK(answers::write_date({1993, 0, 0}) == "1993");
  CHECK(answers::write_date({0, 11, 7}) == "7 November");
  CHECK(answers::write_date({}).empty());
  CHECK(answers::write_time(0) == "00:00");
  CHECK(answers::write_time(20 * 60 + 5) == "20:05");
}

TEST_CASE("placeholders are filled once, and unknown ones stay", "[answers]") {
  CHECK(answers::fill("", {}).empty());
  CHECK(answers::fill("{a} and {b}", {{"a", "x"}, {"b", "y"}}) == "x and y");
  CHECK(answers::fill("{a}{a}", {{"a", "{b}"}, {"b", "y"}}) == "{b}{b}");
  CHECK(answers::fill("{c}, {a", {{"a", "x"}}) == "{c}, {a");
  CHECK(answers::fill("a} {a}", {{"a", "x"}}) == "a} x");
}
