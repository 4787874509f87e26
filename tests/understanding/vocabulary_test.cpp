#include "bot/understanding/vocabulary.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/knowledge/load_packs.h"
#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_chatbot.h"
#include "tests/support/lighthouse_query.h"

namespace {

using namespace jauap;

// What the whole phrase stands for, sorted: "entity saltby (adjective); kind harbour".
std::string senses_of(std::string_view phrase) {
  const auto& vocabulary = lighthouse_parts().vocabulary;
  const auto tokens = text::normalize(phrase, english_words());
  std::vector<std::string> senses;
  for (const auto& hit : vocabulary.lexicon.find(tokens)) {
    if (hit.count != tokens.size()) continue;
    const auto& term = vocabulary.terms[hit.term];
    senses.push_back(written(term.sense) + (term.adjective ? " (adjective)" : "") +
                     (hit.inflected ? " (inflected)" : ""));
  }
  std::sort(senses.begin(), senses.end());
  std::string text;
  for (const auto& sense : senses) text += (text.empty() ? "" : "; ") + sense;
  return text;
}

struct Case {
  std::string phrase;
  std::string senses;
};

constexpr std::string_view kPackage = R"({
  "name": "pack", "title": "Pack", "languages": ["en"], "sources": [{"title": "Sheet"}],
  "resources": [{"path": "facts.json"}]
})";
constexpr std::string_view kFacts = R"({
  "kinds": {"boat": {"name": "boat", "plural": "boats"}},
  "entities": {"kite": {"kind": "boat", "name": "the Kite"}},
  "properties": {"speed": {
    "name": "speed", "type": "number", "words": ["speed"], "hints": ["for", "have been", "for a day"],
    "sentence": "The speed of {subject} is {value}.", "question": "What is the speed of {subject}?"
  }},
  "facts": {"kite-speed": {"subject": "kite", "property": "speed", "value": 9, "at": "page 1"}}
})";

}  // namespace

TEST_CASE("every name of a pack is in the vocabulary", "[understanding]") {
  const std::vector<Case> cases{
      {"Gull Rock", "entity gull-rock"},
      {"the Gull Rock lighthouse", ""},  // the article is not part of the name
      {"Gull Rock lighthouse", "entity gull-rock"},
      {"Coast Office", "entity coast-office"},
      {"Old Saltby", "entity saltby"},
      {"Saltbian", "entity saltby (adjective)"},
      {"OSTRÝ", "entity ostry"},
      {"ostry", "entity ostry"},
      {"Brandt", "entity ada-brandt"},
      {"Ada", "in the name of ada-brandt"},
      {"lighthouse", "kind lighthouse"},
      {"lighthouses", "kind lighthouse"},
      {"light", "kind lighthouse"},
      {"ports", "kind harbour (inflected)"},
      {"winter", "period winter"},
      {"the winter season", ""},
      {"height", "property height"},
      {"first light", "property built"},
      {"tower", "hint of height"},
      {"by height", "hint of rank"},
      {"building cost", "property cost"},
      {"salt", ""},  // a value is no name
  };
  for (const auto& [phrase, senses] : cases) {
    INFO(phrase);
    CHECK(senses_of(phrase) == senses);
  }
}

TEST_CASE("the words of what changes stand beside the words of the change", "[understanding]") {
  CHECK(senses_of("shipments") == "property ships-to; whole of ships-growth");
  CHECK(senses_of("tonnes") == "hint of ships-from; hint of ships-growth; hint of ships-to");
  CHECK(senses_of("receive") == "property ships-from");
  CHECK(senses_of("growth") == "property ships-growth");
}

TEST_CASE("a hint of function words alone is left out", "[understanding]") {
  const auto loaded = knowledge::load_pack_texts(
      {{"/pack", std::string{kPackage}, std::string{kFacts}, {}}}, english_words(), {});
  for (const auto& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  const auto vocabulary =
      understanding::build_vocabulary(knowledge::FactStore{*loaded.value}, english_words());
  const auto hits = [&](std::string_view phrase) {
    return vocabulary.lexicon.find(text::normalize(phrase, english_words())).size();
  };
  CHECK(hits("for") == 0);
  CHECK(hits("have been") == 0);
  CHECK(hits("for a day") == 1);
  CHECK(hits("kite") == 1);
  CHECK(hits("speed") == 1);
}
