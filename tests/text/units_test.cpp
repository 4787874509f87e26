#include "bot/text/units.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace jauap::text {
namespace {

const Words& english() {
  static const auto words =
      *load_words(std::filesystem::path{JAUAP_SOURCE_DIR} / "intents/en/_words.json").value;
  return words;
}

double converted(double number, const std::string& from, const std::string& to) {
  const auto result = convert_unit(number, unit_of(from, english()), unit_of(to, english()));
  REQUIRE(result.has_value());
  return *result;
}

}  // namespace

TEST_CASE("numbers are converted between units that measure the same", "[text]") {
  CHECK(converted(2, "km", "metres") == Approx(2000));
  CHECK(converted(1, "square miles", "km²") == Approx(2.589988110336));
  CHECK(converted(100, "°C", "°F") == Approx(212));
  CHECK(converted(1, "tonne", "kg") == Approx(1000));
  CHECK(converted(5, "sq km", "km2") == 5);
}

TEST_CASE("what measures something else or is no unit is not converted", "[text]") {
  CHECK_FALSE(convert_unit(1, "km", "kg").has_value());
  CHECK_FALSE(convert_unit(1, "km", "km2").has_value());
  CHECK_FALSE(convert_unit(1, "people", "km").has_value());
  CHECK_FALSE(convert_unit(1, "", "km").has_value());
  CHECK(convert_unit(7, "people", "people") == 7);
}

TEST_CASE("every unit of the language is one that can be converted", "[text]") {
  REQUIRE(english().units.size() > 50);
  for (const auto& [name, unit] : english().units) {
    INFO(name << ": " << unit);
    CHECK(convert_unit(0, unit, "(" + unit + ")").has_value());
  }
}

TEST_CASE("units are converted by several threads at once", "[text][threads]") {
  std::vector<int> right(4);
  std::vector<std::thread> threads;
  for (int& mine : right) {
    threads.emplace_back([&mine] {
      for (int i = 0; i < 50; ++i) {
        const auto metres = convert_unit(i, "km", "m");
        mine += metres && std::abs(*metres - i * 1000) < 1e-6;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == std::vector<int>(4, 50));
}

}  // namespace jauap::text
