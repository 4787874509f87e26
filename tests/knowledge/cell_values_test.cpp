#include "bot/knowledge/cell_values.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "bot/text/dates.h"
#include "tests/support/lighthouse.h"

namespace jauap::knowledge {
namespace {

using Cells = std::vector<std::string_view>;

// "2021-03-04, 2021-12-31": the dates in the order in which the cells are; "none".
std::string dates_in(const Cells& cells) {
  const auto order = date_order(cells, english_words());
  if (!order) return "none";
  std::string text;
  for (const std::string_view cell : cells) {
    const auto date = read_date(cell, *order, english_words());
    REQUIRE(date);
    text += (text.empty() ? "" : ", ") + text::to_iso(*date);
  }
  return text;
}

// "14.5, 9 EUR"; "none".
std::string numbers_in(const Cells& cells) {
  const auto format = number_format(cells, english_words());
  if (!format) return "none";
  std::string text;
  for (const std::string_view cell : cells) {
    const auto number = read_number(cell, format->format);
    REQUIRE(number);
    std::string written = std::to_string(*number);
    written.erase(written.find_last_not_of('0') + 1);
    if (written.back() == '.') written.pop_back();
    text += (text.empty() ? "" : ", ") + written;
  }
  return text + (format->unit.empty() ? "" : " " + format->unit);
}

}  // namespace

TEST_CASE("dates are read in the one order that fits all cells", "[knowledge]") {
  CHECK(dates_in({"2021-03-04", "2021-12"}) == "2021-03-04, 2021-12");
  CHECK(dates_in({"2021-03-04T10:20:00", "2021-03-05 07:00"}) == "2021-03-04, 2021-03-05");
  CHECK(dates_in({"2021/03/04"}) == "2021-03-04");
  CHECK(dates_in({"04/03/2021", "31/12/2021"}) == "2021-03-04, 2021-12-31");
  CHECK(dates_in({"04/03/2021", "12/31/2021"}) == "2021-04-03, 2021-12-31");
  CHECK(dates_in({"4.3.2021", "5.6.2021"}) == "2021-03-04, 2021-06-05");
  CHECK(dates_in({"4 Mar 2021", "December 31, 2021"}) == "2021-03-04, 2021-12-31");
  // Which is the day?
  CHECK(dates_in({"04/03/2021", "05/06/2021"}) == "none");
  CHECK(dates_in({"31/02/2021"}) == "none");
  CHECK(dates_in({"04/03/21"}) == "none");
  CHECK(dates_in({"4 March"}) == "none");
  CHECK(dates_in({"1.2.3.4", "5/6"}) == "none");
}

TEST_CASE("numbers are read with what stands beside all of them", "[knowledge]") {
  CHECK(numbers_in({"1,250.5", "7"}) == "1250.5, 7");
  CHECK(numbers_in({"€14.50", "€9"}) == "14.5, 9 EUR");
  CHECK(numbers_in({"14.50 EUR", "9 EUR"}) == "14.5, 9 EUR");
  CHECK(numbers_in({"$1,240", "$3"}) == "1240, 3 USD");
  CHECK(numbers_in({"12 km", "7.5 km"}) == "12, 7.5 km");
  CHECK(numbers_in({"12km"}) == "12 km");
  CHECK(numbers_in({"30 days", "1 day"}) == "30, 1 days");
  CHECK(numbers_in({"12,5", "1.250,75"}) == "12.5, 1250.75");
  CHECK(numbers_in({"12,5 €", "3 €"}) == "12.5, 3 EUR");
  CHECK(numbers_in({"€5", "$5"}) == "none");
  CHECK(numbers_in({"12 km", "7"}) == "none");
  CHECK(numbers_in({"LP-1001", "LP-1002"}) == "none");
  CHECK(numbers_in({"Route 5"}) == "none");
  CHECK(numbers_in({"about"}) == "none");
}

TEST_CASE("yes and no and times of day are read in the ways they are written", "[knowledge]") {
  CHECK(read_boolean("TRUE") == true);
  CHECK(read_boolean("n") == false);
  CHECK(read_boolean("✓") == true);
  CHECK_FALSE(read_boolean("maybe"));
  CHECK(read_time("08:30") == 510);
  CHECK(read_time("8:05") == 485);
  CHECK_FALSE(read_time("24:00"));
  CHECK_FALSE(read_time("8:60"));
  CHECK_FALSE(read_time("830"));
}

}  // namespace jauap::knowledge
