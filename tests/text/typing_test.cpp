#include "bot/text/typing.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/lighthouse.h"

namespace jauap::text {
namespace {

const Spelling& spelling() {
  static const Spelling spelling{
      {"lithuanian", "companies", "kazakhstan", "exports", "export", "capital", "finland",
       "tradition"},
      {"how", "many", "much", "in", "is", "the", "to", "of", "hey", "please", "so", "what", "too"},
      "good\nthee\ninn\nglass\ntoday\nunder\nagree\n"};
  return spelling;
}

std::string written(const std::vector<std::vector<std::string>>& ways) {
  std::string text;
  for (const auto& way : ways) {
    if (!text.empty()) text += " | ";
    for (const auto& part : way) text += (&part == &way.front() ? "" : " ") + part;
  }
  return text;
}

}  // namespace

TEST_CASE("letters that were held down are let go", "[text]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"heyy", "hey"},
      {"Heyyyy there", "hey there"},
      {"pleeease", "please"},
      {"soooo", "so"},
      {"tooo", "too"},  // two before one
      {"whaaat", "what"},
      {"whatssss", "what is"},
      {"exportsss", "exports"},
      {"kaaazakhstannn", "kazakhstan"},
      {"gooood glasss", "good glass"},
      {"theee innnn", "the in"},  // what the rules hold before any other word
      {"glass", "glass"},
      {"iii www", "iii www"},  // all one letter
      {"zzzebra", "zzzebra"},  // nothing known remains
      {"1000", "1000"},
      {"what?!?!!!", "what"},
  };
  for (const auto& [typed, expected] : cases) {
    INFO(typed);
    CHECK(join(without_held_letters(normalize(typed, english_words()), spelling(),
                                    english_words())) == expected);
  }
}

TEST_CASE("words without a space are divided into known ones", "[text]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"inkazakhstan", "in kazakhstan"},
      {"lithuaniancompanies", "lithuanian companies"},
      {"capitaloffinland", "capital of finland"},
      {"whatisthe", "what is the"},
      {"howmuch", "how much"},
      {"howthe", "how the"},
      {"isthe", "is the"},
      {"hasan", ""},  // too short to be sure
      {"exportsto", "exports to"},
      {"exportedto", "exported to"},
      {"inagree", ""},      // of a word that is only known, nothing can be made
      {"inisof", ""},       // too short, all of them
      {"okazakhstan", ""},  // one letter is no word
      {"akazakhstan", ""},
      {"xykazakhstan", ""},
      {"", ""},
  };
  for (const auto& [word, expected] : cases) {
    INFO(word);
    CHECK(written(divisions(word, spelling(), english_words())) == expected);
  }
}

TEST_CASE("halves of a word are joined", "[text]") {
  const std::vector<std::vector<std::string>> cases{
      {"kaz", "akhstan", "kazakhstan"},
      {"finl", "and", "finland"},
      {"kazakhs", "tan", "kazakhstan"},
      {"fin", "lands", "finlands"},
      {"ho", "w", ""},
      {"trad", "ition", "tradition"},
      {"kazakhstan", "exports", ""},
      {"the", "exports", ""},
      {"", "", ""},
  };
  for (const auto& words : cases) {
    INFO(words[0] << " " << words[1]);
    CHECK(joined(words[0], words[1], spelling(), english_words()) == words[2]);
  }
}

}  // namespace jauap::text
