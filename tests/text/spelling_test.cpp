#include "bot/text/spelling.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "bot/base/edit_distance.h"

namespace jauap::text {
namespace {

const std::vector<std::string> kVocabulary{
    "lithuania", "exports", "export", "trade",   "turnover", "iraq",     "population", "қазақстан",
    "cat",       "e4711x",  "county", "vilnius", "minster",  "minister", "mister"};

Spelling small_spelling() {
  return {kVocabulary,
          {"count", "largest"},
          "Iran\nIran's\ncountry\nminster\r\nLithuania's\ntraded\nZürich\nTarde\n"};
}

}  // namespace

TEST_CASE("typing mistakes are corrected into the vocabulary", "[text]") {
  const Spelling spelling = small_spelling();
  const std::vector<std::pair<std::string, std::string>> cases{
      {"lituania", "lithuania"},    // a letter left out
      {"lituhania", "lithuania"},   // letters swapped
      {"lithuaniaa", "lithuania"},  // a letter too much
      {"lithwenia", "lithuania"},   // two mistakes in a long word
      {"lisswenia", ""},            // three
      {"ilthuania", "lithuania"},   // the first letter of a long word
      {"rtade", ""},                // of a short one
      {"trde", "trade"},
      {"trades", ""},  // an inflection of a known word
      {"tardes", ""},  // of a common name
      {"exprot", "export"},
      {"largets", "largest"},  // a rule word
      {"langets", ""},         // two mistakes from one
      {"cuont", ""},           // too short a rule word
      {"exprots", "exports"},
      {"exportz", "export"},  // as near to exports, which is a form of it
      {"turnovr", "turnover"},
      {"tunrovr", ""},  // two mistakes in seven letters
      {"populatoin", "population"},
      {"қазакстан", "қазақстан"},
      {"каза", ""},
      {"iran", ""},  // another name
      {"iraqu", "iraq"},
      {"cta", ""},      // too short
      {"count", ""},    // a rule word is known
      {"country", ""},  // a common word
      {"zurich", ""},
      {"e4711y", ""},  // figures are never corrected
      {"mixister", "minister"},
      {"", ""},
      {"\xFF\xFE\x80\x80\x80", ""},
  };
  for (const auto& [word, expected] : cases) {
    INFO(word);
    CHECK(spelling.correct(word) == expected);
  }
}

TEST_CASE("two words equally near are no correction", "[text]") {
  const Spelling spelling{{"trade", "track"}, {}, ""};
  CHECK(spelling.correct("trace").empty());
  CHECK(spelling.correct("trac") == "track");
  CHECK(spelling.correct("tradee") == "trade");
}

TEST_CASE("what is known is told", "[text]") {
  const Spelling spelling = small_spelling();
  for (const std::string word : {"lithuania", "count", "iran", "minster", "zurich", "counties",
                                 "exporting", "countries", "traded"}) {
    INFO(word);
    CHECK(spelling.knows(word));
  }
  for (const std::string word : {"", "lituania", "iran's", "lithuani", "Iran"}) {
    INFO(word);
    CHECK_FALSE(spelling.knows(word));
  }
}

TEST_CASE("the index finds what comparing with every word finds", "[text]") {
  std::mt19937 random{7};  // NOLINT: the same words in every run
  const auto word = [&](std::size_t least, std::size_t most) {
    std::string text;
    const std::size_t letters = std::uniform_int_distribution<std::size_t>{least, most}(random);
    while (text.size() < letters) {
      text += "abcd"[std::uniform_int_distribution<int>{0, 3}(random)];
    }
    return text;
  };
  std::vector<std::string> vocabulary;
  for (int i = 0; i < 400; ++i) vocabulary.push_back(word(3, 11));
  const Spelling spelling{vocabulary, {}, ""};
  int corrected = 0;
  for (int i = 0; i < 4000; ++i) {
    const std::string typed = word(4, 11);
    const std::size_t allowed = typed.size() < 8 ? 1 : 2;
    std::size_t nearest = allowed + 1;
    std::vector<std::string> best;
    for (const std::string& target : vocabulary) {
      if (typed.size() < 6 && target[0] != typed[0]) continue;
      const std::size_t distance = base::edit_distance(typed, target, allowed);
      if (distance > allowed || distance > nearest) continue;
      if (distance < nearest) best.clear();
      nearest = distance;
      if (best.empty() || best.back() != target) best.push_back(target);
    }
    INFO(typed);
    const std::string found = spelling.correct(typed);
    if (spelling.knows(typed) || best.empty()) {
      CHECK(found.empty());
    } else if (best.size() == 1) {
      CHECK(found == best[0]);
      ++corrected;
    }
  }
  CHECK(corrected > 100);
}

TEST_CASE("what a word may have been meant to be is told with all that is near", "[text]") {
  using Words = std::vector<std::string>;
  const Spelling spelling{{"border", "boston"}, {"the", "of", "on", "how"}, "tow\norders\n"};
  CHECK(spelling.readings("thee") == Words{"the"});
  CHECK(spelling.readings("o") == Words{"of", "on"});
  CHECK(spelling.readings("n") == Words{"on"});  // "a" has nothing of it
  CHECK(spelling.readings("bordr") == Words{"border"});
  CHECK(spelling.readings("bordrs") == Words{"border", "borders"});
  CHECK(spelling.readings("botson") == Words{"boston"});
  CHECK(spelling.readings("brder") == Words{"border"});
  CHECK(spelling.readings("bo") == Words{});
  CHECK(spelling.readings("tow") == Words{"how"});
  // A word of the language may be another typed wrong, or a form of one.
  CHECK(spelling.readings("orders") == Words{"border", "borders"});
  CHECK(spelling.readings("bordreing") == Words{"bordering"});
  CHECK(spelling.readings("b2") == Words{});
  CHECK(spelling.readings("xyzzy") == Words{});
}

TEST_CASE("the beginning of one word is completed", "[text]") {
  const Spelling spelling{{"intergovernmental", "population", "populations", "lithuania",
                           "lithuanian", "constant", "constable"},
                          {"approximately"},
                          "inter\n"};
  CHECK(spelling.completed("intergov") == "intergovernmental");
  CHECK(spelling.completed("popul") == "population");     // of two forms the shorter one
  CHECK(spelling.completed("lithu").empty());             // a country or its people
  CHECK(spelling.completed("const").empty());             // of two words
  CHECK(spelling.completed("lithuan").empty());           // too little is left out
  CHECK(spelling.completed("inter").empty());             // a word of the language
  CHECK(spelling.completed("appro") == "approximately");  // of the rules
  CHECK(spelling.completed("popu").empty());              // too short
  CHECK(spelling.completed("xyzzy").empty());
}

}  // namespace jauap::text
