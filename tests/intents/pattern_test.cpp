#include "bot/intents/pattern.h"

#include <catch2/catch.hpp>
#include <string>

namespace jauap::intents {

TEST_CASE("a pattern is found anywhere, whatever the case and the line breaks", "[intents]") {
  CHECK(Pattern{"65,?300"}.found_in("It is 65,300 km²."));
  CHECK(Pattern{"VILNIUS.*oslo"}.found_in("Vilnius\nand Oslo"));
  CHECK(Pattern{"Жұмыс"}.found_in("жұмыс"));
  CHECK_FALSE(Pattern{"^oslo$"}.found_in("in oslo"));
}

TEST_CASE("a bad pattern says why and finds nothing", "[intents]") {
  for (const std::string text : {"(", "a{1001}", "\\pL{1000}", "\xFF"}) {
    const Pattern pattern{text};
    CHECK_FALSE(pattern.ok());
    CHECK_FALSE(pattern.error().empty());
    CHECK_FALSE(pattern.found_in("a"));
  }
}

}  // namespace jauap::intents
