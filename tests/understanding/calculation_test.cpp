#include "bot/understanding/calculation.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/chat/chatbot.h"
#include "bot/chat/reply.h"
#include "bot/understanding/cascade.h"
#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_chatbot.h"
#include "tests/support/lighthouse_query.h"

namespace {

using namespace jauap;

// "difference by height-gull-rock, height-north-point", "lacks …", "nothing".
std::string reading(std::string_view question) {
  const auto& parts = lighthouse_parts();
  std::string text = "nothing";
  for (understanding::Line line : lighthouse_cuts(question)) {
    understanding::drop_frames(line, parts.phrases, parts.words);
    understanding::mark_calculations(line, parts.phrases, parts.words);
    understanding::run_cascade(line, parts.phrases, parts.words);
    const auto found = understanding::read_calculation(line, parts.store, parts.words, question);
    if (!found) continue;
    if (!found->found) {
      if (!found->lacking.empty()) text = "lacks " + found->lacking;
      continue;
    }
    text = std::string{query::name_of(found->found->calculation.type)};
    if (found->found->truth) text += *found->found->truth ? " yes" : " no";
    return text + " by " + written(found->found->facts);
  }
  return text;
}

struct Case {
  std::string question;
  std::string reading;
};

void check(const std::vector<Case>& cases) {
  for (const auto& [question, wanted] : cases) {
    INFO(question);
    CHECK(reading(question) == wanted);
  }
}

}  // namespace

TEST_CASE("what one side leaves out is taken from the other", "[understanding]") {
  check({
      {"difference in height between Gull Rock and North Point",
       "difference by height-gull-rock, height-north-point"},
      {"the height of Gull Rock minus the height of North Point",
       "difference by height-gull-rock, height-north-point"},
      {"Did Saltby ship more to Veldhaven than Veldhaven to Saltby in 2020?",
       "claim yes by shipped-2020, shipped-back-2020"},
      {"Who ships more, Veldhaven or Saltby?", "choice by shipped-2020, shipped-back-2020"},
      {"gap between shipments from Saltby to Veldhaven in 2019 and in 2020",
       "difference by shipped-2020, shipped-2019"},
      {"How much more did Saltby ship to Veldhaven than receive?",
       "difference by shipped-2020, shipped-back-2020"},
  });
}

TEST_CASE("a number of the question is compared with a fact", "[understanding]") {
  check({
      {"Is the height of Gull Rock more than 30?", "claim yes by height-gull-rock"},
      {"Is the height of North Point above 30?", "claim no by height-north-point"},
      {"Is the height of Gull Rock more than 30 euros?", "nothing"},
  });
}

TEST_CASE("events and dates have an order and a time between them", "[understanding]") {
  check({
      {"How old is North Point?", "age by built-north-point"},
      {"Which was built first, North Point or Gull Rock?",
       "order by built-gull-rock, built-north-point"},
      {"Was North Point built before Gull Rock?",
       "order_claim no by built-gull-rock, built-north-point"},
      {"How many years lie between the storm and the friendship of Saltby with Veldhaven?",
       "elapsed by great-storm, friends-1990"},
      {"When is the 100th anniversary of the storm?", "anniversary by great-storm"},
  });
}

TEST_CASE("what is not held or does not go together is not worked out", "[understanding]") {
  check({
      {"difference between the height of Gull Rock and the cost of Gull Rock", "nothing"},
      {"Why is Gull Rock more than North Point?", "lacks north point"},
      {"Did Saltby ship more to Veldhaven in 2020 than Veldhaven to Ostry?",
       "lacks veldhaven to ostry"},
      {"What is the height of Gull Rock?", "nothing"},
      {"Saltby and Veldhaven", "nothing"},
  });
}
