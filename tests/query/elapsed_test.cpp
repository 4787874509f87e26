#include "bot/query/elapsed.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace jauap;
using query::Elapsed;

// "28y 7m 8d (10447)": the parts that are known.
std::string between(const std::string& from, const std::string& to) {
  const auto passed = query::elapsed(*text::parse_iso(from), *text::parse_iso(to));
  if (!passed) return "nothing";
  std::string written = std::to_string(passed->years) + "y";
  if (passed->months) written += " " + std::to_string(*passed->months) + "m";
  if (passed->days) written += " " + std::to_string(*passed->days) + "d";
  if (passed->all_days) written += " (" + std::to_string(*passed->all_days) + ")";
  return written;
}

}  // namespace

TEST_CASE("the time between two dates is as exact as both", "[query]") {
  CHECK(between("1992-06-15", "2022-06-15") == "30y 0m 0d (10957)");
  CHECK(between("1993-11-07", "2022-06-15") == "28y 7m 8d (10447)");
  CHECK(between("2020-02-29", "2021-02-28") == "0y 11m 30d (365)");
  CHECK(between("2019-12-31", "2020-01-01") == "0y 0m 1d (1)");
  CHECK(between("1990-05", "1993-11-07") == "3y 6m");
  CHECK(between("1990-11", "1993-05") == "2y 6m");
  CHECK(between("1993-11-07", "2016") == "23y");
  CHECK(between("2000", "2000") == "0y");
}

TEST_CASE("there is no time from a later date to an earlier one, or within one", "[query]") {
  CHECK(between("2016", "1993-11-07") == "nothing");
  CHECK(between("1993", "1993-11-07") == "nothing");
  CHECK(between("1993-11", "1993-11-07") == "nothing");
}

TEST_CASE("two dates have an order only where it can be told", "[query]") {
  const auto order = [](const std::string& left, const std::string& right) {
    return query::order_of(*text::parse_iso(left), *text::parse_iso(right));
  };
  CHECK(order("1993", "2000") == -1);
  CHECK(order("2000-01-02", "2000-01-01") == 1);
  CHECK(order("2000", "2000") == 0);
  CHECK(order("1993", "1993-11-07") == std::nullopt);
}

TEST_CASE("an anniversary is on the same day, or the day before a missing one", "[query]") {
  CHECK(text::to_iso(query::years_later({1992, 6, 15}, 40)) == "2032-06-15");
  CHECK(text::to_iso(query::years_later({2000, 2, 29}, 25)) == "2025-02-28");
  CHECK(text::to_iso(query::years_later({2000, 0, 0}, 30)) == "2030");
}
