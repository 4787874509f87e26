#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "bot/intents/intent_files.h"
#include "bot/intents/matcher.h"
#include "bot/knowledge/load_packs.h"
#include "bot/text/tokens.h"
#include "bot/text/words.h"
#include "bot/understanding/set_actions.h"
#include "bot/understanding/slot_types.h"

namespace jauap::understanding {
namespace {

const std::filesystem::path kRoot{JAUAP_SOURCE_DIR};

const text::Words& english() {
  static const auto words = text::load_words(kRoot / "intents/en/_words.json").value.value();
  return words;
}

std::vector<intents::Intent> set_intents() {
  auto files = intents::load_intent_files(kRoot / "intents/en", all_slot_types(), english(),
                                          intents::ExampleProof::Each);
  for (const auto& problem : files.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(files.ok());
  std::vector<intents::Intent> kept;
  for (auto& intent : files.value->intents) {
    if (intent.scope == intents::Scope::Set) kept.push_back(std::move(intent));
  }
  return kept;
}

// The names of a shipped pack that are one word.
std::set<std::string> names_of(const std::string& pack) {
  auto loaded = knowledge::load_packs({kRoot / "knowledge" / pack}, english(), {});
  for (const auto& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  std::set<std::string> names;
  const auto add = [&](const std::string& name) {
    const auto tokens = text::normalize(name, english());
    if (tokens.size() == 1) names.insert(tokens.front().text);
  };
  for (const auto& kind : loaded.value->kinds) {
    add(kind.name);
    add(kind.plural);
  }
  for (const auto& entity : loaded.value->entities) add(entity.name);
  for (const auto& property : loaded.value->properties) {
    add(property.name);
    for (const auto* words :
         {&property.words, &property.verbs, &property.inverse_verbs, &property.count_nouns}) {
      for (const auto& word : *words) add(word);
    }
  }
  return names;
}

}  // namespace

TEST_CASE("no rule about sets holds a word of a pack", "[understanding]") {
  const auto intents = set_intents();
  REQUIRE(intents.size() > 50);
  // Words of the language at large that packs use too.
  const std::set<std::string> general{"belong", "contain", "field",    "grow",   "growth",
                                      "have",   "include", "increase", "member", "name",
                                      "need",   "people",  "person",   "rise",   "use"};
  const intents::Matcher rules{intents};
  for (const std::string pack : {"countries", "kazakhstan-lithuania"}) {
    const auto names = names_of(pack);
    REQUIRE(names.size() > 20);
    for (const std::string& word : rules.words()) {
      if (english().function_words.count(word) > 0 || general.count(word) > 0) continue;
      INFO(word << " of " << pack);
      CHECK(names.count(word) == 0);
    }
  }
}

TEST_CASE("every rule about sets names an operation that there is", "[understanding]") {
  for (const auto& intent : set_intents()) {
    INFO(intent.name);
    CHECK(check_set_intent(intent).empty());
  }
  intents::Intent wrong;
  wrong.operation = "extrem";
  CHECK(check_set_intent(wrong) ==
        "the operation \"extrem\" is not known; did you mean \"extreme\"?");
  wrong.operation = "extreme";
  wrong.options["colour"] = "red";
  CHECK(check_set_intent(wrong) == "the option \"colour\" means nothing to a rule about sets");
  wrong.options = {{"cost", "cheap"}};
  CHECK(check_set_intent(wrong) == "the option \"cost\" is \"cheap\"; expected one of 1, 2, 3");
}

}  // namespace jauap::understanding
