#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/shipped_chatbot.h"

namespace jauap::chat {

TEST_CASE("facts are found by what they name", "[chat]") {
  const auto bot = shipped_chatbot();
  struct Case {
    std::string words;
    std::string value;  // of the only fact
  };
  for (const auto& [words, value] :
       {Case{"capital Kenya", "Nairobi"}, Case{"Kenya capital", "Nairobi"},
        Case{"what is the capital of Kenia", "Nairobi"}}) {
    INFO(words);
    const FoundFacts found = bot->find_facts(words, 10);
    REQUIRE(found.facts.size() == 1);
    CHECK(found.total == 1);
    CHECK(found.facts[0].values == std::vector<ReplyValue>{value});
    CHECK_FALSE(found.facts[0].pack.empty());
  }
}

TEST_CASE("no more facts come than were asked for, and all are counted", "[chat]") {
  const FoundFacts found = shipped_chatbot()->find_facts("capital", 3);
  CHECK(found.facts.size() == 3);
  CHECK(found.total > 200);
  CHECK(found.unmatched.empty());
}

TEST_CASE("words that name nothing are told apart", "[chat]") {
  const auto bot = shipped_chatbot();
  CHECK(bot->find_facts("capital Kenya qwxzv", 5).unmatched == std::vector<std::string>{"qwxzv"});
  const FoundFacts none = bot->find_facts("exports Kenya", 5);
  CHECK(none.facts.empty());
  CHECK_FALSE(none.suggestions.empty());
  for (const std::string& words : {std::string{}, std::string{" ?"}, std::string{"qwxzv"},
                                   std::string{"\xFF\0\xC3", 3}, std::string(100'000, 'a')}) {
    const FoundFacts found = bot->find_facts(words, 5);
    CHECK(found.facts.empty());
    CHECK(found.total == 0);
  }
}

}  // namespace jauap::chat
