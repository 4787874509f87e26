#include "bot/understanding/cascade.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_chatbot.h"

namespace {

using namespace jauap;

struct Case {
  std::string question;
  std::string line;
};

}  // namespace

TEST_CASE("phrase rules make a question a line of what is understood", "[understanding]") {
  const std::vector<Case> cases{
      {"", ""},
      {"Zxqv", "zxqv"},
      {"When was Gull Rock built?", "[asked when] was [name gull rock] [name built]"},
      {"Could you please tell me who keeps Gull Rock?",
       "[asked who] [name keeps] [name gull rock]"},
      {"Hello, when was Gull Rock built, please?",
       "[asked when] was [name gull rock] [name built]"},
      {"Is North Point open to visitors?",
       "[yes or no is] [name north point] [name open to visitors]"},
      {"How much did Saltby ship now?", "[asked how much] did [name saltby] [name ship] [now now]"},
      {"At what time is the lamp lit?", "[asked at what time] is the [name lamp] [name lit]"},
      {"Which harbour ships salt?", "[asked which harbour] [name ships] salt"},
      {"Since when are the two harbours friends?",
       "[asked since when] are [name harbours] [name friends]"},
  };
  for (const auto& [question, line] : cases) {
    INFO(question);
    CHECK(understanding::to_string(lighthouse_line(question)) == line);
  }
}

TEST_CASE("a rewrite says which rule took which words", "[understanding]") {
  auto line = lighthouse_cuts("Please, when was Gull Rock built?").front();
  const auto frames = understanding::drop_frames(line, lighthouse_parts().phrases, english_words());
  REQUIRE(frames.size() == 1);
  CHECK(frames[0].taken == "please");
  const auto rewrites =
      understanding::run_cascade(line, lighthouse_parts().phrases, english_words());
  REQUIRE(rewrites.size() == 1);
  CHECK(rewrites[0].taken == "when");
  CHECK(rewrites[0].rule.find("when: ") == 0);
}

TEST_CASE("a cascade never makes a line longer than its words", "[understanding]") {
  std::string question;
  for (int i = 0; i < 60; ++i) question += "please tell me what is the height of what when ";
  auto line = lighthouse_cuts(question).front();
  const std::size_t before = line.items.size();
  understanding::drop_frames(line, lighthouse_parts().phrases, english_words());
  understanding::run_cascade(line, lighthouse_parts().phrases, english_words());
  CHECK(line.items.size() <= before);
}

TEST_CASE("the types of slots are each named once", "[understanding]") {
  auto types = understanding::slot_types();
  std::sort(types.begin(), types.end());
  CHECK(std::adjacent_find(types.begin(), types.end()) == types.end());
  CHECK(std::count(types.begin(), types.end(), "entity") == 1);
}
