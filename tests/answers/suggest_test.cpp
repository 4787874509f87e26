#include "bot/answers/suggest.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "bot/answers/tell.h"
#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_query.h"

namespace {

using namespace jauap;
using Texts = std::vector<std::string>;

knowledge::FactId fact_id(const std::string& key) {
  const auto& facts = lighthouse().tables().written;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].key == key) return static_cast<knowledge::FactId>(i);
  }
  FAIL("the lighthouse has no " << key);
  return knowledge::FactId{};
}

}  // namespace

TEST_CASE("suggested is what has a place for the most of what was asked", "[answers]") {
  const auto& store = lighthouse();
  const auto height = named_property("height");
  const auto gull_rock = named_entity("gull-rock");
  const Texts near = answers::suggest(store, answers::near(store, {height, gull_rock}), {}, 3);
  REQUIRE(near.size() == 3);
  CHECK(near[0] == "What is the height of Gull Rock?");
  CHECK(near[1] == "What is the height of North Point?");

  CHECK(answers::suggest(store, answers::near(store, {height, gull_rock}),
                         {fact_id("height-gull-rock")},
                         1) == Texts{"What is the height of North Point?"});
  CHECK(answers::suggest(store, answers::near(store, {named_entity("coast-office")}), {}, 9) ==
        Texts{"What is the motto of the Coast Office?"});
  CHECK(answers::suggest(store, answers::near(store, {height, gull_rock}), {}, 0).empty());
  CHECK(answers::suggest(store, answers::near(store, {}), {}, 3).empty());
  CHECK(answers::suggest(store, answers::near(store, {query::Now{}, amount(3)}), {}, 3).empty());
}

TEST_CASE("no question is suggested twice", "[answers]") {
  for (const auto& entity : lighthouse().tables().entities) {
    const Texts all = answers::suggest(
        lighthouse(), answers::near(lighthouse(), {named_entity(entity.key)}), {}, 100);
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == all.size());
  }
}

TEST_CASE("starters are spread over the facts, and always the same", "[answers]") {
  const auto& store = lighthouse();
  const std::size_t facts = store.tables().written.size();
  for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{3}, facts}) {
    const Texts questions = answers::starters(store, limit);
    INFO(limit);
    CHECK(questions.size() == limit);
    CHECK(questions == answers::starters(store, limit));
    CHECK(std::set<std::string>(questions.begin(), questions.end()).size() == limit);
    CHECK(std::count(questions.begin(), questions.end(), "") == 0);
  }
  CHECK(answers::starters(store, facts + 100).size() == facts);
  CHECK(answers::starters(knowledge::FactStore{knowledge::FactTables{}}, 3).empty());
}
