#include "bot/text/format_number.h"

#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

namespace jauap::text {
namespace {

struct Case {
  double number;
  std::string text;
};

}  // namespace

TEST_CASE("numbers are written as people read them", "[text]") {
  const std::vector<Case> cases{
      {356300000, "356.3 million"},
      {454000000, "454 million"},
      {7000, "7,000"},
      {1500000000, "1.5 billion"},
      {12.4, "12.4"},
      {311, "311"},
      {0, "0"},
      {-0.01, "0"},
      {-7000, "-7,000"},
      {-356300000, "-356.3 million"},
      {999999, "999,999"},
      {999999.96, "1 million"},
      {999960000, "1 billion"},
      {999940000, "999.9 million"},
      {1000000, "1 million"},
      {1234.56, "1,234.6"},
      {2.5e12, "2.5 trillion"},
      {1.5e15, "1,500 trillion"},
      {999, "999"},
      {1e6 - 1, "999,999"},
      {std::numeric_limits<double>::infinity(), "∞"},
      {std::numeric_limits<double>::quiet_NaN(), "NaN"},
  };
  for (const auto& [number, text] : cases) {
    INFO(number);
    CHECK(format_number(number) == text);
  }
  CHECK(format_number(78.489, 2) == "78.49");
  CHECK(format_number(78.5, 0) == "78");
  CHECK(format_number(1234567, 3) == "1.235 million");
}

TEST_CASE("a whole number that is no round one of millions has all its figures", "[text]") {
  CHECK(format_number(1264220, 6) == "1,264,220");
  CHECK(format_number(-1264220, 6) == "-1,264,220");
  CHECK(format_number(23670000, 6) == "23.67 million");
  CHECK(format_number(3894000, 6) == "3.894 million");
  CHECK(format_number(7'903'456'123, 6) == "7,903,456,123");
  CHECK(format_number(1264220) == "1.3 million");
}

TEST_CASE("a number in full has all its figures", "[text]") {
  const auto [number, text] = GENERATE(table<double, std::string>({
      {97'500'000, "97,500,000"},
      {0.454, "0.454"},
      {-1234.5, "-1,234.5"},
      {0, "0"},
      {454'000, "454,000"},
  }));
  CHECK(format_in_full(number) == text);
}

}  // namespace jauap::text
