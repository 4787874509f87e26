#include "bot/chat/draw_facts.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "bot/chat/load_chatbot.h"
#include "tests/support/temporary_folder.h"

namespace jauap::chat {
namespace {

// A museum with its visitors of some years, and what they paid.
std::shared_ptr<const Chatbot> museum() {
  const TemporaryFolder temporary;
  const auto folder = temporary.path() / "museum";
  std::filesystem::create_directories(folder);
  std::ofstream{folder / "datapackage.json"} << R"({"name": "museum", "title": "Museum",
    "languages": ["en"], "sources": [{"title": "Report"}], "resources": [{"path": "facts.json"}]})";
  std::ofstream{folder / "facts.json"} << R"({
    "kinds": {"museum": {"name": "museum", "plural": "museums"}},
    "entities": {"old": {"kind": "museum", "name": "Old Mill"}},
    "properties": {
      "visitors": {"name": "visitors", "type": "number", "words": ["visitors"],
        "sentence": "{subject} had {value} visitors in {when}.",
        "question": "How many visitors did {subject} have in {when}?"},
      "income": {"name": "income", "type": "money", "words": ["income"],
        "sentence": "The income of {subject} was {value}.", "question": "What was the income of {subject}?"},
      "costs": {"name": "costs", "type": "money", "words": ["costs"],
        "sentence": "The costs of {subject} were {value}.", "question": "What were the costs of {subject}?"}},
    "facts": {
      "v21": {"subject": "old", "property": "visitors", "value": 2500, "when": "2021", "at": "page 1"},
      "v19": {"subject": "old", "property": "visitors", "value": 3000, "when": "2019", "at": "page 1"},
      "v20": {"subject": "old", "property": "visitors", "value": 1000, "when": "2020", "at": "page 1"},
      "income": {"subject": "old", "property": "income", "value": 50000, "unit": "EUR", "at": "page 1"},
      "costs": {"subject": "old", "property": "costs", "value": 40000, "unit": "EUR", "at": "page 1"}}})";
  auto loaded = load_chatbot(
      {.knowledge = {folder}, .intents = std::filesystem::path{JAUAP_SOURCE_DIR} / "intents"});
  for (const auto& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  return *loaded.value;
}

}  // namespace

TEST_CASE("several numbers of one unit are drawn", "[chat]") {
  const auto bot = museum();
  const auto series = bot->reply("How many visitors in 2021? And in 2019? And in 2020?");
  REQUIRE(series.chart);
  CHECK(series.chart->form == Chart::Form::Line);
  CHECK(series.chart->title == "visitors");
  CHECK(series.chart->bars == std::vector<Chart::Bar>{{"2019", 3000, "3,000"},
                                                      {"2020", 1000, "1,000"},
                                                      {"2021", 2500, "2,500"}});
  const auto two = bot->reply("How many visitors in 2021? And in 2019?");
  REQUIRE(two.chart);
  CHECK(two.chart->form == Chart::Form::Bars);
  CHECK(two.chart->bars.front().label == "2021");

  const auto choice = bot->reply("Which was larger, income or costs?");
  REQUIRE(choice.chart);
  CHECK(choice.chart->title == "income, costs");
  CHECK(choice.chart->unit == "EUR");
  CHECK(choice.value_text == "income");

  CHECK_FALSE(bot->reply("What was the income of Old Mill?").chart);
  CHECK_FALSE(bot->reply("What was the income? How many visitors in 2019?").chart);
  CHECK_FALSE(bot->reply("hello").chart);
}

TEST_CASE("a single value is told by itself", "[chat]") {
  const auto bot = museum();
  CHECK(bot->reply("What was the income of Old Mill?").value_text == "EUR 50,000");
  CHECK(bot->reply("How many visitors in 2019?").value_text == "3,000");
  CHECK(bot->reply("Was the income 50000 EUR?").value_text.empty());
  CHECK(bot->reply("hello").value_text.empty());
}

TEST_CASE("what was read otherwise is told by itself too", "[chat]") {
  const auto reply = museum()->reply("How many vistors in 2019?");
  REQUIRE(reply.notes.size() == 1);
  CHECK(reply.answer == "Old Mill had 3,000 visitors in 2019. " + reply.notes[0]);
}

}  // namespace jauap::chat
