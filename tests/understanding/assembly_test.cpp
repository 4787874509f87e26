#include "bot/understanding/assembly.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/query/evaluate.h"
#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_chatbot.h"
#include "tests/support/lighthouse_query.h"

namespace {

using namespace jauap;
using query::Operation;

// "saltby/from, veldhaven/to": the things that are named, each with what marks its role; "!" behind
// the one that stands in front.
std::string roles(std::string_view question) {
  const auto query = lighthouse_query(question);
  std::string text;
  if (!query) return text;
  for (const auto& condition : query->conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr || named->senses[0].type != query::Sense::Type::Entity) continue;
    if (!text.empty()) text += ", ";
    text += named->words + "/" + named->preposition + (named->leads ? "!" : "");
  }
  return text;
}

std::string answer(std::string_view question) {
  const auto query = lighthouse_query(question);
  return query ? written(query::evaluate(*query, lighthouse())) : "no query";
}

struct Case {
  std::string question;
  std::string wanted;
};

}  // namespace

TEST_CASE("a preposition or possessive mark goes with the name beside it", "[understanding]") {
  const std::vector<Case> cases{
      {"shipments from Saltby to Veldhaven", "saltby/from, veldhaven/to"},
      {"shipments to the Coast Office from Saltby", "coast office/to, saltby/from"},
      {"friendship between Saltby and Veldhaven", "saltby/between, veldhaven/between"},
      {"friendship of Saltby with Veldhaven and Ostry", "saltby/of, veldhaven/with, ostry/with"},
      {"Saltby's shipments to Veldhaven", "saltby/'s!, veldhaven/to"},
      {"Saltbian shipments", "saltbian/'s!"},
      {"Saltby ships to Veldhaven", "saltby/!, veldhaven/to"},
  };
  for (const auto& [question, wanted] : cases) {
    INFO(question);
    CHECK(roles(question) == wanted);
  }
}

TEST_CASE("the words of a question decide the operation", "[understanding]") {
  struct Asked {
    std::string question;
    Operation operation;
  };
  const std::vector<Asked> cases{
      {"Saltby", Operation::Describe},
      {"What is Gull Rock?", Operation::Describe},
      {"Tell me about Saltby", Operation::Describe},
      {"Describe the cargoes", Operation::Describe},
      {"When was Gull Rock built?", Operation::Select},
      {"height of Gull Rock", Operation::Select},
      {"1874", Operation::Select},
      {"Is Gull Rock open?", Operation::Verify},
      {"Is it true that Saltby and Ostry are friends?", Operation::Verify},
      {"Did Saltby ship 1,250 tonnes?", Operation::Verify},
  };
  for (const auto& [question, operation] : cases) {
    INFO(question);
    const auto query = lighthouse_query(question);
    REQUIRE(query);
    CHECK(static_cast<int>(query->operation) == static_cast<int>(operation));
    CHECK_FALSE(query->wanted.empty());
  }
}

TEST_CASE("a line that names nothing is no query", "[understanding]") {
  for (const std::string question : {"", "when", "what is that", "now", "who is it now", "and"}) {
    INFO(question);
    CHECK_FALSE(lighthouse_query(question));
  }
}

TEST_CASE("the order of the parts does not matter", "[understanding]") {
  const std::vector<std::vector<std::string>> same{
      {"height of Gull Rock", "Gull Rock height", "Gull Rock's height", "height Gull Rock",
       "what is the height of Gull Rock", "the height of Gull Rock is what"},
      {"shipments from Saltby to Veldhaven in 2019", "in 2019 shipments to Veldhaven from Saltby",
       "2019: Saltby's shipments to Veldhaven", "what did Saltby ship to Veldhaven in 2019",
       "what in 2019 did Saltby ship to Veldhaven"},
  };
  for (const auto& questions : same) {
    const std::string wanted = answer(questions.front());
    CHECK(wanted.substr(0, 6) == "values");
    for (const auto& question : questions) {
      INFO(question);
      CHECK(answer(question) == wanted);
    }
  }
}

TEST_CASE("several question words want several parts", "[understanding]") {
  const auto query = lighthouse_query("when and where was the great storm");
  REQUIRE(query);
  CHECK(query->wanted.size() == 2);
}
