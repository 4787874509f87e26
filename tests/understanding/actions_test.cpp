#include "bot/understanding/actions.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace jauap;

struct Case {
  std::string operation;
  std::map<std::string, std::string> options;
  std::string wrong;  // "" for nothing; else what the Problem must say
};

}  // namespace

TEST_CASE("every operation has its action, and no other name has one", "[understanding]") {
  const auto names = understanding::action_names();
  CHECK(std::is_sorted(names.begin(), names.end()));
  CHECK(names == std::vector<std::string>{"ask", "calculate", "claim", "describe", "drop", "now",
                                          "refer", "separate", "verify"});
  for (const auto& name : names) {
    INFO(name);
    CHECK(understanding::find_action(name) != nullptr);
  }
  for (const std::string name : {"", "as", "asks", "ASK", "say"}) {
    INFO(name);
    CHECK(understanding::find_action(name) == nullptr);
  }
}

TEST_CASE("what is wrong with a phrase intent is said", "[understanding]") {
  const std::vector<Case> cases{
      {"drop", {}, ""},
      {"drop", {{"at", "start"}}, ""},
      {"ask", {{"wanted", "when"}}, ""},
      {"ask", {{"wanted", "kind"}, {"at", "inside"}}, ""},
      {"describe", {{"at", "whole"}}, ""},
      {"verfy", {}, "did you mean \"verify\"?"},
      {"", {}, "not known"},
      {"ask", {}, "needs the option \"wanted\""},
      {"ask", {{"wanted", "whence"}}, "\"whence\""},
      {"drop", {{"at", "middle"}}, "expected start, inside, end or whole"},
      {"drop", {{"wanted", "when"}}, "the option \"wanted\" means nothing"},
      {"calculate", {{"as", "rate"}, {"unit", "weeks"}}, ""},
      {"calculate", {{"as", "rate"}}, "give the option \"unit\""},
      {"calculate", {{"as", "rate"}, {"unit", "years"}}, "days, weeks or months"},
      {"calculate", {{"as", "elapsed"}, {"unit", "weeks"}}, "only a rate"},
      {"ask", {{"wanted", "when"}, {"colour", "red"}}, "the option \"colour\" means nothing"},
  };
  for (const auto& [operation, options, wrong] : cases) {
    intents::Intent intent;
    intent.operation = operation;
    intent.options = options;
    const std::string found = understanding::check_phrase_intent(intent);
    INFO(operation << ": " << found);
    CHECK(found.empty() == wrong.empty());
    CHECK(found.find(wrong) != std::string::npos);
  }
}
