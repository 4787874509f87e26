#include "bot/understanding/accounting.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_chatbot.h"

namespace {

using namespace jauap;
using Names = std::vector<std::string>;

struct Case {
  std::string question;
  Names unexplained;
};

}  // namespace

TEST_CASE("a word that nothing explains is named as it was typed", "[understanding]") {
  const std::vector<Case> cases{
      {"", {}},
      {"What is the height of Gull Rock?", {}},
      {"What is the height of the PURPLE Gull Rock?", {"PURPLE"}},
      {"Zxqv, Zxqv and  Zxqv!", {"Zxqv", "and"}},
      {"When was Gull Rock not built?", {"not"}},
      {"When was Gull Rock's lamp built in 1874?", {}},
      {"Who keeps Gull Rock or North Point?", {"or"}},
      {"Is Gull Rock higher than Čerťák?", {"higher", "than", "Čerťák"}},
      {"Why did Saltby ship salt?", {"salt"}},
  };
  for (const auto& [question, unexplained] : cases) {
    INFO(question);
    CHECK(understanding::unexplained_words(lighthouse_line(question), english_words(), question) ==
          unexplained);
  }
}

TEST_CASE("and is explained by what it joins", "[understanding]") {
  const std::vector<Case> cases{
      {"When were Saltby and Veldhaven friends?", {}},
      {"When were Saltby and the Coast Office friends?", {}},
      {"Saltby and", {"and"}},
      {"Saltby and zxqv", {"and", "zxqv"}},
      {"height and cost of Gull Rock", {}},
      {"when and where was the storm", {}},
  };
  for (const auto& [question, unexplained] : cases) {
    INFO(question);
    CHECK(understanding::unexplained_words(lighthouse_line(question), english_words(), question) ==
          unexplained);
  }
}
