#include "bot/intents/sample_sentence.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/intents/matcher.h"
#include "bot/intents/sentence.h"
#include "tests/intents/small_language.h"

namespace jauap::intents {

TEST_CASE("all sentences of a small template are its samples", "[intents]") {
  const auto one = parsed("[the] length[s] of {entity:x} !(the lengths)");
  REQUIRE(one.problems.empty());
  CHECK(sample_sentences(one.intents[0].sentences[0], 10, 1) ==
        std::vector<std::string>{"the length of {entity}", "lengths of {entity}",
                                 "length of {entity}"});
}

TEST_CASE("every sample matches its template, and the same seed gives the same", "[intents]") {
  const std::string members =
      R"j("rules": {"ask": "(please|[could you] tell me)"}, )j"
      R"j("lists": {"w": {"wildcard": {"min_words": 2, "max_words": 3}}, )j"
      R"j("v": {"wildcard": {"min_words": 2, "verify": "entity"}}, )j"
      R"j("mode": {"values": ["road", {"in": "(train|rail[way])", "out": "rail"}]}})j";
  for (const std::string sentence :
       {"<ask> [what's] the (area;height;[very] size) of {entity+}", "go [a] [b] [c] [d] {@x} [e]",
        "top {1..20:n} [big] [old] rivers(s|)", "by {mode+} [to {w}] [or {v}] [now] [then]"}) {
    INFO(sentence);
    const auto one = parsed(sentence, members);
    REQUIRE(one.problems.empty());
    const Matcher matcher{one.intents};
    const auto samples = sample_sentences(one.intents[0].sentences[0], 12, 7);
    CHECK(samples.size() >= 3);
    CHECK(samples == sample_sentences(one.intents[0].sentences[0], 12, 7));
    for (const std::string& sample : samples) {
      INFO(sample);
      CHECK_FALSE(matcher.match(line_of(sample)).empty());
    }
  }
}

TEST_CASE("the words that are a whole template are found", "[intents]") {
  const auto words_of = [](const std::string& text) {
    const auto one = parsed(text);
    REQUIRE(one.problems.empty());
    const auto words = single_words(*one.intents[0].sentences[0].tree->root);
    return std::vector<std::string>{words.begin(), words.end()};
  };
  using Words = std::vector<std::string>;
  CHECK(words_of("[please] when [exactly]") == Words{"when"});
  CHECK(words_of("(when|at what time|since when|how long [ago])") == Words{"when"});
  CHECK(words_of("what [is]") == Words{"what"});
  CHECK(words_of("([the] list|all [of] [them])") == Words{"all", "list"});
  CHECK(words_of("who is {entity}") == Words{});
}

}  // namespace jauap::intents
