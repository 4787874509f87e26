#include "bot/understanding/description.h"

#include <catch2/catch.hpp>
#include <string>
#include <variant>

#include "bot/understanding/kind_question.h"
#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_chatbot.h"
#include "tests/support/lighthouse_query.h"

namespace {

using namespace jauap;

// The line without its descriptions; "" where it has none.
std::string without(const std::string& question) {
  const auto rest = understanding::without_descriptions(lighthouse_line(question),
                                                        lighthouse_parts().store, english_words());
  return rest ? understanding::to_string(*rest) : "";
}

bool lists_a_kind(const std::string& question) {
  return understanding::ask_for_kind(lighthouse_line(question)).has_value();
}

}  // namespace

TEST_CASE("names that only tell which thing is meant are left out", "[understanding]") {
  CHECK(without("Who painted the keeper of Gull Rock?") == "");
  CHECK(without("Is Ada Brandt of Gull Rock tall?") ==
        "[yes or no is] [name ada brandt] [name tall]");
  CHECK(without("Is Ada Brandt of Ostry tall?") == "");
  CHECK(without("Is Gull Rock's Ada Brandt tall?") ==
        "[yes or no is] [name ada brandt] [name tall]");
  CHECK(without("Is the Gull Rock Ada Brandt tall?") ==
        "[yes or no is] the [name ada brandt] [name tall]");
}

TEST_CASE("one thing of a kind is told by what facts join with it", "[understanding]") {
  const auto replaced = [](const std::string& question) {
    const auto rest = understanding::without_descriptions(
        lighthouse_line(question), lighthouse_parts().store, english_words());
    std::string names;
    if (!rest) return names;
    for (const auto& item : rest->items) {
      const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
      if (mention == nullptr) continue;
      for (const auto& sense : mention->senses) names += written(sense) + " ";
    }
    return names;
  };
  // The storm of 1953 was at one lighthouse.
  CHECK_THAT(replaced("the 1953 lighthouse"), Catch::StartsWith("entity gull-rock"));
  CHECK_THAT(replaced("the 53 lighthouse"), Catch::StartsWith("entity gull-rock"));
  CHECK_THAT(replaced("the Brandt lighthouse"), Catch::StartsWith("entity gull-rock"));
  CHECK(replaced("the 1950 lighthouse") == "");
  CHECK(replaced("the Veldhaven lighthouse") == "");
}

TEST_CASE("a question for nothing but a kind asks for all of it", "[understanding]") {
  CHECK(lists_a_kind("Which harbours are mentioned?"));
  CHECK(lists_a_kind("What harbours are there?"));
  CHECK_FALSE(lists_a_kind("Which harbours are in Veldhaven?"));
  CHECK_FALSE(lists_a_kind("Where is Gull Rock?"));
}
