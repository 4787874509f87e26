#include "bot/text/typed_values.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace jauap::text {
namespace {

const Words& english() {
  static const Words words =
      load_words(std::filesystem::path{JAUAP_SOURCE_DIR} / "intents/en/_words.json").value.value();
  return words;
}

std::string describe(const TypedValue& value) {
  std::ostringstream text;
  text.precision(15);
  static const std::vector<std::string> kinds{"number", "ordinal", "percent",
                                              "money",  "date",    "time"};
  text << kinds.at(static_cast<std::size_t>(value.kind)) << " ";
  if (value.kind == ValueKind::Date) {
    text << to_iso(value.date);
  } else {
    text << value.number;
  }
  if (!value.unit.empty()) text << " " << value.unit;
  if (value.tolerance != 0.5 && value.tolerance != 0) text << " ±" << value.tolerance;
  return text.str();
}

// The longest values from left to right, none inside another; or all with their places.
std::string longest(const std::string& text) {
  std::string values;
  std::size_t end = 0;
  for (const TypedValue& value : find_typed_values(normalize(text, english()), english())) {
    if (value.first < end) continue;
    end = value.first + value.count;
    if (!values.empty()) values += ", ";
    values += describe(value);
  }
  return values;
}

std::string all(const std::string& text) {
  std::string values;
  for (const TypedValue& value : find_typed_values(normalize(text, english()), english())) {
    if (!values.empty()) values += ", ";
    values +=
        std::to_string(value.first) + "+" + std::to_string(value.count) + " " + describe(value);
  }
  return values;
}

void check(const std::vector<std::pair<std::string, std::string>>& cases) {
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(longest(text) == expected);
  }
}

}  // namespace

TEST_CASE("numbers are read in figures and in words", "[text]") {
  check({
      {"", ""},
      {"no number", ""},
      {"170", "number 170"},
      {"7,000-strong", "number 7000"},
      {"seven thousand", "number 7000 ±500"},
      {"7 thousand", "number 7000 ±500"},
      {"1.5 million", "number 1500000 ±50000"},
      {"454m people", "number 454000000 ±500000"},
      {"two hundred and six", "number 206"},
      {"two hundred six", "number 206"},
      {"forty-two", "number 42"},
      {"a hundred", "number 100 ±50"},
      {"a dozen", "number 12"},
      {"two dozen", "number 24"},
      {"half a million", "number 500000 ±50000"},
      {"three hundred and four thousand and six", "number 304006"},
      {"four hundred and fifty-four million", "number 454000000 ±500000"},
      {"one million two hundred thousand", "number 1200000 ±50000"},
      {"3 hundred thousand", "number 300000 ±50000"},
      {"two million and three million", "number 2000000 ±500000, number 3000000 ±500000"},
      {"between one hundred and two hundred", "number 100 ±50, number 200 ±50"},
      {"twenty twenty", "date 2020"},
      {"two three", "number 2, number 3"},
      {"three point five", "number 3.5 ±0.05"},
      {"three hundred fifty-six point three million", "number 356300000 ±50000"},
      {"zero point nine five", "number 0.95 ±0.005"},
      {"two million point three", "number 2000000.3 ±0.05"},
      {"at this point five", "number 5"},
      {"two point", "number 2"},
      {"in two thousand firms", "number 2000 ±500"},
      {"more than two thousand", "number 2000 ±500"},
      {"zero", "number 0"},
      {"-3.5", "number -3.5 ±0.05"},
      {"million", ""},
      {"and", ""},
      {"hundred and", ""},
      {std::string(400, '9'), ""},
      {std::string(305, '9') + " trillion", ""},
  });
}

TEST_CASE("two thousand is a year where nothing is counted with it", "[text]") {
  CHECK_THAT(all("built in two thousand"), Catch::Matchers::Contains("date 2000"));
  CHECK_THAT(all("in the year two thousand it was"), Catch::Matchers::Contains("date 2000"));
  CHECK_THAT(all("in two thousand firms"), !Catch::Matchers::Contains("date"));
  CHECK_THAT(all("more than two thousand"), !Catch::Matchers::Contains("date"));
}

TEST_CASE("ordinals are read", "[text]") {
  check({
      {"the 30th", "ordinal 30"},
      {"thirtieth", "ordinal 30"},
      {"twenty first", "ordinal 21"},
      {"thirty-first", "ordinal 31"},
      {"3rd", "ordinal 3"},
      {"hundredth", "ordinal 100"},
      {"3.5th", "number 3.5 ±0.05"},
      {"twenty twentieth", "number 20, ordinal 20"},
  });
}

TEST_CASE("percentages and money are read with their units", "[text]") {
  check({
      {"311%", "percent 311"},
      {"311 per cent", "percent 311"},
      {"three hundred and eleven percent", "percent 311"},
      {"12.4 %", "percent 12.4 ±0.05"},
      {"USD 356.3 million", "money 356300000 USD ±50000"},
      {"$356.3m", "money 356300000 USD ±50000"},
      {"US$356.3m", "money 356300000 USD ±50000"},
      {"356.3 mln dollars", "money 356300000 USD ±50000"},
      {"454 million US dollars", "money 454000000 USD ±500000"},
      {"USD454", "money 454 USD"},
      {"$454 million USD", "money 454000000 USD ±500000"},
      {"5 thousand tenge", "money 5000 KZT ±500"},
      {"₸5bn", "money 5000000000 KZT ±500000000"},
      {"two million euros", "money 2000000 EUR ±500000"},
      {"pound 5", "number 5"},
      {"dollars", ""},
      {"$", ""},
  });
}

TEST_CASE("dates are read in words and in figures", "[text]") {
  check({
      {"7 November 1993", "date 1993-11-07"},
      {"November 7th, 1993", "date 1993-11-07"},
      {"7th of November 1993", "date 1993-11-07"},
      {"the seventh of November, 1993", "date 1993-11-07"},
      {"November the 7th", "date --11-07"},
      {"Nov 1993", "date 1993-11"},
      {"November of 1993", "date 1993-11"},
      {"7 November", "date --11-07"},
      {"twenty first of may", "date --05-21"},
      {"in November", "date --11"},
      {"in 2021", "number 2021"},
      {"1993-11-07", "date 1993-11-07"},
      {"7.11.1993", "date 1993-11-07"},
      {"07/11/1993", "date 1993-11-07"},
      {"11/30/1993", "date 1993-11-30"},
      {"1993/11/07", "date 1993-11-07"},
      {"29 February 2023", "date --02-29, number 2023"},
      {"31 April", "number 31, date --04"},
      {"1993-13-40", ""},
      {"31.31.1993", ""},
      {"2021-22", "number 2021, number 22"},
      {"3000", "number 3000"},
  });
}

TEST_CASE("times of day are read", "[text]") {
  check({
      {"20:35", "time 1235"},
      {"8:35 pm", "time 1235"},
      {"8.35pm", "time 1235"},
      {"8 p.m.", "time 1200"},
      {"12 am", "time 0"},
      {"12:30 pm", "time 750"},
      {"20:35 pm", "time 1235"},
      {"24:00", ""},
      {"20:60", ""},
      {"8.29 am", "time 509"},
      {"I am 8", "number 8"},
  });
}

TEST_CASE("all readings of a stretch are given, the longest first", "[text]") {
  CHECK(all("in 2021") == "1+1 number 2021, 1+1 date 2021");
  CHECK(all("signed in 93") == "2+1 number 93, 2+1 date 1993");
  CHECK(all("signed in 93 by A") == "2+1 number 93, 2+1 date 1993");
  CHECK(all("in 93 towns") == "1+1 number 93");
  CHECK(all("in 12") == "1+1 number 12");
  CHECK(all("454 m") == "0+2 number 454000000 ±500000, 0+1 number 454");
  CHECK(all("one hundred and fifty") == "0+4 number 150, 0+2 number 100 ±50, 3+1 number 50");
  CHECK(all("7 November 1993") ==
        "0+3 date 1993-11-07, 0+2 date --11-07, 0+1 number 7, 1+2 date 1993-11, 1+1 date --11, "
        "2+1 number 1993, 2+1 date 1993");
  CHECK(all("$5") == "0+2 money 5 USD, 1+1 number 5");
}

}  // namespace jauap::text
