#include "bot/answers/catalogue.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/support/lighthouse.h"

namespace {

using namespace jauap;
using Texts = std::vector<std::string>;

Texts found(const std::string& typed, std::size_t limit = 10) {
  Texts questions;
  for (const auto& each : answers::find_questions(lighthouse(), typed, limit)) {
    questions.push_back(each.question);
  }
  return questions;
}

}  // namespace

TEST_CASE("every fact is in one group, which gives it in pieces of any size", "[answers]") {
  const auto& store = lighthouse();
  for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{1000}}) {
    std::set<knowledge::FactId> seen;
    std::size_t count = 0;
    for (const answers::FactGroup& group : answers::groups_of(store)) {
      count += group.count;
      std::size_t from = 0;
      for (;;) {
        const auto facts = answers::facts_of(store, group, from, piece);
        CHECK(facts.size() <= piece);
        if (facts.empty()) break;
        for (const auto fact : facts) {
          CHECK(store.fact(fact).property == group.property);
          CHECK(store.entity(store.fact(fact).subject).kind == group.kind);
          CHECK(seen.insert(fact).second);
        }
        from += facts.size();
      }
      CHECK(from == group.count);
      CHECK(answers::facts_of(store, group, 0, 1).front() == group.first);
    }
    CHECK(count == store.fact_count());
    CHECK(seen.size() == count);
  }
}

TEST_CASE("a question is found by the begin of its words", "[answers]") {
  const Texts height = found("what is the hei");
  REQUIRE_FALSE(height.empty());
  CHECK(height.front().rfind("What is the height of", 0) == 0);
  CHECK(found("GULL height").front() == "What is the height of Gull Rock?");
  CHECK(found("height of gull", 1).size() == 1);
  CHECK(found("eight").empty());  // within a word is no begin
  CHECK(found("").empty());
  CHECK(found(" ?! \xFF").empty());
  CHECK(found("qwxzv").empty());
  CHECK(found("height qwxzv").empty());  // the last word must be there
  CHECK_FALSE(found("qwxzv height").empty());
  CHECK(found("height", 0).empty());
  const Texts many = found("the", 1000);
  CHECK(std::set<std::string>(many.begin(), many.end()).size() == many.size());
}
