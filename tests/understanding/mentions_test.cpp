#include "bot/understanding/mentions.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_chatbot.h"

namespace {

using namespace jauap;

struct Case {
  std::string question;
  std::vector<std::string> lines;  // the first ones of those that come back
};

}  // namespace

TEST_CASE("a question is cut into its longest names and values", "[understanding]") {
  const std::vector<Case> cases{
      {"", {""}},
      {"???", {""}},
      {"what is that", {"what is that"}},
      {"What is the height of Gull Rock?", {"what is the [name height] of [name gull rock]"}},
      {"Saltby shipped 1,250 tonnes in 2020",
       {"[name saltby] [name shipped] [value 1250] [name tonnes] in [value 2020]"}},
      {"lit on 7 November 1874", {"[name lit] on [value 7 november 1874]"}},
      {"the Gull Rock lighthouse",
       {"the [name gull rock lighthouse]", "the [name gull rock] [name lighthouse]"}},
      {"the great storm", {"the [name great storm]", "the great [name storm]"}},
      {"Saltby's cargoes", {"[name saltby] 's [name cargoes]"}},
      {"Saltbian ships", {"[name saltbian] [name ships]"}},
  };
  for (const auto& [question, wanted] : cases) {
    INFO(question);
    const auto lines = lighthouse_cuts(question);
    REQUIRE(lines.size() >= wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      CHECK(understanding::to_string(lines[i]) == wanted[i]);
    }
  }
}

TEST_CASE("every cut covers every word once, and there are not too many", "[understanding]") {
  std::string question = "Gull Rock lighthouse kept by Ada Brandt";
  for (int i = 0; i < 5; ++i) question += " and " + question;
  const auto tokens = text::normalize(question, english_words());
  for (const std::size_t limit : {1U, 2U, 6U}) {
    const auto lines =
        understanding::find_mentions(tokens, lighthouse_parts().vocabulary, english_words(), limit);
    CHECK(lines.size() == limit);
    for (const auto& line : lines) {
      std::size_t next = 0;
      bool whole = true;
      for (const auto& item : line.items) {
        whole = whole && item.first == next && item.count > 0;
        next = item.first + item.count;
      }
      CHECK(whole);
      CHECK(next == tokens.size());
    }
  }
}

TEST_CASE("a name by its adjective alone is marked as one", "[understanding]") {
  const auto adjective = [](std::string_view question) {
    return std::get<understanding::Mention>(lighthouse_cuts(question)[0].items.at(0).meaning)
        .adjective;
  };
  CHECK(adjective("Saltbian cargoes"));
  CHECK_FALSE(adjective("Saltby cargoes"));
}
