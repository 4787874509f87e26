#include "bot/text/inflect_en.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace jauap::text {
namespace {

std::string forms(const std::string& word) {
  std::string text;
  for (const std::string& form : base_forms_en(word)) text += (text.empty() ? "" : " ") + form;
  return text;
}

}  // namespace

TEST_CASE("regular inflections lead to their base forms", "[text]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"companies", "companies companie company"},
      {"stopped", "stopped stoppe stopp stop"},
      {"exports", "exports export"},
      {"exported", "exported exporte export"},
      {"exporting", "exporting exporte export"},
      {"making", "making make mak"},
      {"boxes", "boxes boxe box"},
      {"heroes", "heroes heroe hero"},
      {"uses", "uses use"},
      {"used", "used use"},
      {"using", "using use"},
      {"studied", "studied studie study"},
      {"tied", "tied tie"},
      {"seeing", "seeing seee see"},
      {"gas", "gas"},
      {"bus", "bus"},
      {"class", "class"},
      {"status", "status"},
      {"analysis", "analysis"},
      {"king", "king"},
      {"spring", "spring"},
      {"bed", "bed"},
      {"export", "export"},
      {"", ""},
      {"годы", "годы"},
      {"éxports", "éxports"},
  };
  for (const auto& [word, expected] : cases) {
    INFO(word);
    CHECK(forms(word) == expected);
    if (!may_be_inflected_en(word)) CHECK(base_forms_en(word).size() == 1);
  }
}

TEST_CASE("nouns get their regular plural", "[text]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"country", "countries"},
      {"day", "days"},
      {"box", "boxes"},
      {"church", "churches"},
      {"bush", "bushes"},
      {"bus", "buses"},
      {"photo", "photos"},
      {"main trading partner", "main trading partners"},
      {"City", "Cities"},
      {"", ""},
      {"y", "ys"},
      {"ел", "елs"},
  };
  for (const auto& [noun, expected] : cases) {
    INFO(noun);
    CHECK(plural_en(noun) == expected);
  }
}

TEST_CASE("adjectives get their regular comparative and superlative", "[text]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"large", "larger largest"},   {"big", "bigger biggest"},        {"high", "higher highest"},
      {"happy", "happier happiest"}, {"narrow", "narrower narrowest"}, {"deep", "deeper deepest"},
      {"thin", "thinner thinnest"},  {"new", "newer newest"}};
  for (const auto& [adjective, forms] : cases) {
    CHECK(comparative_en(adjective) + " " + superlative_en(adjective) == forms);
  }
}

}  // namespace jauap::text
