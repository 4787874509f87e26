#include "bot/text/phrases.h"

#include <catch2/catch.hpp>

TEST_CASE("the longest phrase that stands at a place is found", "[text]") {
  using namespace jauap;
  const auto phrases = text::make_phrases({"and", "and what about", "what"});
  CHECK(phrases.longest.at("and") == 3);
  CHECK(phrases.longest.at("what") == 1);
  const auto tokens = text::tokenize("and what about what");
  CHECK(phrases.length_at(tokens, 0) == 3);
  CHECK(phrases.length_at(tokens, 1) == 1);
  CHECK(phrases.length_at(tokens, 2) == 0);
  CHECK(phrases.length_at(tokens, 3) == 1);
  CHECK(phrases.length_at(tokens, 4) == 0);
  CHECK(text::make_phrases({}).length_at(tokens, 0) == 0);
  CHECK(phrases.occur_in(tokens));
  CHECK(phrases.occur_in(text::tokenize("so what")));
  CHECK_FALSE(phrases.occur_in(text::tokenize("so about")));
}
