#include "bot/text/lexicon.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace jauap::text {
namespace {

Words small_words() {
  Words words;
  words.irregular_forms = {{"sold", "sell"}, {"people", "person"}, {"was", "be"}, {"is", "be"}};
  words.contractions = {{"what 's", "what is"}};
  words.longest_contraction = 2;
  return words;
}

const std::vector<std::string> kPhrases{
    "export",
    "companies",
    "sell",
    "São Tomé and Príncipe",
    "the Seimas",
    "trade",
    "trade turnover",
    "people",
    "Казахстан",
    "largest company",
    "care",
    "car",
    "stop sign",
    "stopped",
    "us",
    "person",
};

Lexicon small_lexicon() {
  const Words words = small_words();
  Lexicon::Builder builder{words};
  for (TermId term = 0; term < kPhrases.size(); ++term) builder.add(kPhrases[term], term);
  builder.add("", 99);
  builder.add("?!", 99);
  builder.add("trade", 5);  // twice
  return std::move(builder).build();
}

// "0+1 export, 2+1 ~companies": place, length, phrase, "~" for inflected.
std::string found(const std::string& text) {
  static const Lexicon lexicon = small_lexicon();
  std::string hits;
  for (const LexiconHit& hit : lexicon.find(normalize(text, small_words()))) {
    if (!hits.empty()) hits += ", ";
    hits += std::to_string(hit.first) + "+" + std::to_string(hit.count) + " " +
            (hit.inflected ? "~" : "") + kPhrases.at(hit.term);
  }
  return hits;
}

}  // namespace

TEST_CASE("phrases are found in any form of their words", "[text]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", ""},
      {"nothing of it", ""},
      {"export", "0+1 export"},
      {"Exported and exports, exporting", "0+1 ~export, 2+1 ~export, 3+1 ~export"},
      {"exporter", ""},
      {"a company", "1+1 ~companies"},
      {"companies", "0+1 companies"},
      {"what is sold", "2+1 ~sell"},
      {"selling", "0+1 ~sell"},
      {"sao tome AND principe", "0+4 São Tomé and Príncipe"},
      {"sao tome", ""},
      {"trade turnover", "0+2 trade turnover, 0+1 trade"},
      {"trades turnovers", "0+2 ~trade turnover, 0+1 ~trade"},
      {"the largest companies", "1+2 ~largest company, 2+1 companies"},
      {"КАЗАХСТАН", "0+1 Казахстан"},
      {"cars", "0+1 ~car"},
      {"cares", "0+1 ~care"},
      {"used", ""},
      {"us", "0+1 us"},
      {"persons", "0+1 ~people, 0+1 ~person"},
      {"people", "0+1 people, 0+1 ~person"},
      {"stopping signs", "0+2 ~stop sign, 0+1 ~stopped"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(found(text) == expected);
  }
}

TEST_CASE("a phrase may name several terms, a term have several phrases", "[text]") {
  const Words words;
  Lexicon::Builder builder{words};
  builder.add("Georgia", 7);
  builder.add("Georgia", 3);
  builder.add("Sakartvelo", 3);
  const Lexicon lexicon = std::move(builder).build();
  const auto hits = lexicon.find(tokenize("georgia sakartvelo"));
  REQUIRE(hits.size() == 3);
  CHECK(hits[0].term == 3);
  CHECK(hits[1].term == 7);
  CHECK(hits[2].term == 3);
  CHECK(lexicon.vocabulary() == std::vector<std::string>{"georgia", "sakartvelo"});
}

TEST_CASE("an empty lexicon finds nothing", "[text]") {
  const Words words;
  const Lexicon lexicon = Lexicon::Builder{words}.build();
  CHECK(lexicon.find(tokenize("anything at all")).empty());
  CHECK(lexicon.vocabulary().empty());
}

TEST_CASE("every one of 50,000 phrases is found and no other", "[text]") {
  const Words words;
  Lexicon::Builder builder{words};
  constexpr TermId kCount = 50000;
  const auto phrase = [](TermId term) {
    return "w" + std::to_string(term % 211) + "x thing " + std::to_string(term);
  };
  for (TermId term = 0; term < kCount; ++term) builder.add(phrase(term), term);
  const Lexicon lexicon = std::move(builder).build();
  for (TermId term = 0; term < kCount; ++term) {
    const auto hits = lexicon.find(tokenize(phrase(term)));
    REQUIRE(hits.size() == 1);
    REQUIRE(hits[0].term == term);
  }
  CHECK(lexicon.find(tokenize("w1x thing 50000")).empty());
}

}  // namespace jauap::text
