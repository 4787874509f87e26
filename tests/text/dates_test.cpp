#include "bot/text/dates.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace jauap::text {

TEST_CASE("dates are read from ISO 8601 and written back", "[text]") {
  for (const std::string text : {"1993", "1993-11", "1993-11-07", "2024-02-29", "0001"}) {
    INFO(text);
    const auto date = parse_iso(text);
    REQUIRE(date);
    CHECK(to_iso(*date) == text);
  }
  CHECK(parse_iso("1993-11-07") == Date{1993, 11, 7});
  CHECK(to_iso({0, 11, 7}) == "--11-07");
  CHECK(to_iso({0, 11, 0}) == "--11");
  CHECK(to_iso({}).empty());
}

TEST_CASE("what is no ISO date is none", "[text]") {
  for (const std::string text :
       {"", "19", "19933", "1993-", "1993-1", "1993-11-", "1993-11-7", "1993-13", "1993-00",
        "1993-11-31", "2023-02-29", "0000", "1993/11/07", "1993-11-07 ", "-993", "+993", "1993-1a",
        "--11-07", "1993-11-07T20:35"}) {
    INFO(text);
    CHECK_FALSE(parse_iso(text));
  }
}

TEST_CASE("a wide date covers the dates within it", "[text]") {
  CHECK(covers({1993, 0, 0}, {1993, 11, 7}));
  CHECK(covers({1993, 11, 0}, {1993, 11, 7}));
  CHECK(covers({0, 11, 7}, {1993, 11, 7}));
  CHECK(covers({1993, 11, 7}, {1993, 11, 7}));
  CHECK_FALSE(covers({1993, 11, 7}, {1993, 0, 0}));
  CHECK_FALSE(covers({1994, 0, 0}, {1993, 11, 7}));
  CHECK_FALSE(covers({0, 11, 8}, {1993, 11, 7}));
}

TEST_CASE("impossible dates are told", "[text]") {
  CHECK(is_possible({0, 2, 29}));
  CHECK(is_possible({2000, 2, 29}));
  CHECK(is_possible({0, 0, 0}) == false);
  for (const Date& date : std::vector<Date>{{1900, 2, 29},
                                            {2021, 0, 7},
                                            {0, 0, 7},
                                            {2021, 13, 1},
                                            {2021, -1, 1},
                                            {10000, 1, 1},
                                            {2021, 4, 31}}) {
    INFO(date.year << " " << date.month << " " << date.day);
    CHECK_FALSE(is_possible(date));
  }
}

TEST_CASE("dates are compared as stretches of days", "[text]") {
  CHECK(years_of({1993, 0, 0}) == 1993);
  CHECK(years_of({1993, 7, 1}) == 1993.5);
  const auto last = [](const Date& date) { return years_of(date) + stretch_of(date); };
  CHECK(last({1993, 0, 0}) == Approx(years_of({1993, 12, 31})));
  CHECK(last({1993, 7, 0}) == Approx(years_of({1993, 7, 31})));
  CHECK(last({1993, 7, 4}) == years_of({1993, 7, 4}));
  CHECK(last({1993, 0, 0}) < 1994);
}

}  // namespace jauap::text
