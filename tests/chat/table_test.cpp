#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bot/chat/reply.h"
#include "tests/support/table_chatbot.h"

namespace jauap {
namespace {

const chat::Chatbot& coast() {
  static const auto kChatbot = load_table("coast");
  return *kChatbot;
}

void check(const std::vector<ValuesCase>& cases) {
  check_values(coast(), cases);
}

}  // namespace

TEST_CASE("cells of a table are looked up", "[chat]") {
  check({
      {"What is the area of Westland?", "1200.0"},
      {"population eastland", "61000.0"},
      {"what's the dpeth of saltby harbour", "12.5"},
      {"What is the seat of Midland?", "Stone Mill"},
      {"How big is Midland?", "2500.0"},
      {"how deep is saltby", "12.5"},
      {"How old is Midland?", "unknown"},
      {"How many people live in Eastland?", "61000.0"},
      {"what is the size of westland", "1200.0"},
      {"Where is the seat of Midland?", "Stone Mill"},
      {"What is the seat of the Gull Isles?", "unknown"},
      {"What is the mayor of Saltby?", "unknown"},
      {"What is the depth of Kirk?", "clarify"},
  });
}

TEST_CASE("sets of things are picked by what they are related to", "[chat]") {
  check({
      {"Which regions border Midland?", "Westland, Eastland"},
      {"which regions does Westland border", "Midland"},
      {"List the harbours in Eastland", "Ostrý, Veldhaven, Kirk"},
      {"what are the rivers in the region of Westland?", "Salt"},
      {"rivers in regions that border Eastland", "Salt, Mill, Ost"},
      {"Which regions border the Gull Isles?", "none"},
      {"neighbours of Midland", "Westland, Eastland"},
      {"Which regions are next to Westland?", "Midland"},
      {"Which region borders the Gull Isles?", "none"},
      {"Which harbours border Midland?", "unknown"},
      {"Which regions are an island?", "Gull Isles"},
      {"Which regions do they border?", "clarify"},
      {"regions with a seat", "Westland, Midland, Eastland"},
  });
}

TEST_CASE("sets are counted, compared and added up", "[chat]") {
  check({
      {"How many rivers are there?", "3.0"},
      {"how many harbours does Westland have", "2.0"},
      {"What is the largest region?", "Midland"},
      {"Which region has the smallest population?", "Gull Isles"},
      {"the deepest harbour in Eastland", "Ostrý"},
      {"what is the longest river", "Ost"},
      {"What is the population of the largest region?", "23000.0"},
      {"How large is the smallest region?", "90.0"},
      {"least populous region that borders Midland", "Westland"},
      {"What is the total population of the regions?", "139500.0"},
      {"average length of the rivers in Midland", "226.66666666666666"},
      {"Which region is the oldest?", "unknown"},
      {"regions with an area over 1,000", "Westland, Midland"},
      {"How many regions have a population of more than 50 thousand?", "2.0"},
      {"rivers longer than 200", "Salt, Ost"},
      {"which harbours are deeper than Veldhaven", "Saltby, Ostrý"},
      {"harbours in Eastland with a depth below 9", "Kirk"},
      {"regions with a population greater than Westland", "Eastland"},
      {"Which regions have an area over Midland?", "unknown"},
      {"regions larger than 10,000", "none"},
      {"Which harbours are larger than Midland?", "unknown"},
      {"How many regions are not an island?", "3.0"},
  });
}

TEST_CASE("conditions are denied, joined and counted", "[chat]") {
  check({
      {"Which regions do not border Midland?", "Midland, Gull Isles"},
      {"regions without neighbours", "Gull Isles"},
      {"Which regions have no river?", "Gull Isles"},
      {"regions that border both Westland and Eastland", "Midland"},
      {"harbours in Westland or Eastland", "Saltby, Ostrý, Veldhaven, Kirk, Kirk"},
      {"regions with more than 2 harbours", "Eastland"},
      {"Which region has the most harbours?", "Eastland"},
      {"regions that border a region that borders Eastland", "Westland, Eastland"},
      {"regions of over 1,000 km2 that border Eastland", "Midland"},
      {"Which regions begin with M?", "Midland"},
      {"Are there any rivers in Midland?", "yes"},
      {"Are there any harbours in Midland?", "no"},
      {"regions that have no stone and are in Eastland", "unknown"},
  });
}

TEST_CASE("places, ranges and ranks of numbers", "[chat]") {
  check({
      {"Which region has the second largest area?", "Westland"},
      {"the two longest rivers", "Ost, Salt"},
      {"rivers between 100 and 300 long", "Salt, Mill"},
      {"Which rivers are at least 240 long?", "Salt, Ost"},
      {"rivers under 240 long", "Mill"},
      {"how does Eastland rank by population", "1.0"},
      {"how does Westland rank by area", "2.0"},
      {"harbours less than 25 feet deep", "Port Gull, Kirk, Kirk"},
      {"rivers longer than 5 tonnes", "unknown"},
  });
}

TEST_CASE("numbers are worked out of others", "[chat]") {
  check({
      {"How much larger is Midland than Westland?", "1300.0"},
      {"How many times larger is Midland than Eastland?", "3.125"},
      {"What share of the regions are an island?", "25.0"},
      {"difference between the population of Westland and Eastland", "7000.0"},
      {"median population of the regions", "38500.0"},
      {"population and area of Westland", "54000.0, 1200.0"},
      {"What is the depth of Veldhaven in feet?", "29.527559055118108"},
      {"What is the depth of Veldhaven in kilograms?", "unknown"},
      {"What is the population of Westland as a percentage of the total population of the regions?",
       "38.70967741935484"},
  });
}

TEST_CASE("things are compared with each other", "[chat]") {
  check({
      {"Which is larger, Westland or Eastland?", "Westland"},
      {"Which region is larger, Westland or Midland?", "Midland"},
      {"Is Midland larger than Westland?", "yes"},
      {"Is Westland larger than Midland?", "no"},
      {"Is Midland the largest region?", "yes"},
      {"is westland the largest region", "no"},
      {"Which has more people, Westland or Eastland?", "Eastland"},
  });
}

TEST_CASE("a question is read with what makes sense of it", "[chat]") {
  check({
      {"wich regionns border Midland", "Westland, Eastland"},
      {"what s the largets region", "Midland"},
      {"Is Xanadu the seat of Westland?", "no"},
      {"What is the seat of Xanadu?", "unknown"},
      {"Where is Veldhaven?", "Eastland"},
      {"Which region does Veldhaven belong to?", "Eastland"},
      {"westland population", "54000.0"},
  });
}

TEST_CASE("a message is understood from what was said before", "[chat]") {
  const auto talk = [](const std::vector<ValuesCase>& turns) {
    chat::Conversation conversation;
    for (const auto& [question, wanted] : turns) {
      const chat::Reply reply = coast().reply(question, {}, &conversation);
      INFO(question << "\n" << reply.answer);
      CHECK(values_of(reply) == wanted);
    }
  };
  talk({{"What is the area of Westland?", "1200.0"},
        {"and Eastland?", "800.0"},
        {"What about its population?", "61000.0"},
        {"and of Midland?", "23000.0"},
        {"What is the mayor?", "unknown"},
        {"And the area?", "2500.0"}});
  talk({{"Which regions border Midland?", "Westland, Eastland"},
        {"Which of them is larger?", "Westland"},
        {"and the smallest?", "Eastland"},
        {"what are their seats", "Ostrý"}});
  talk({{"Which regions border Midland?", "Westland, Eastland"},
        {"what are their seats", "Saltby, Ostrý"},
        {"and how large are they?", "1200.0, 800.0"}});
  talk({{"How many rivers are in Midland?", "3.0"},
        {"name them", "Salt, Mill, Ost"},
        {"which one is the longest?", "Ost"}});
  talk({{"Is Xanadu the seat of Westland?", "no"}, {"and its area?", "1200.0"}});
}

TEST_CASE("what was put in is said", "[chat]") {
  chat::Conversation conversation;
  coast().reply("What is the area of Westland?", {}, &conversation);
  CHECK(coast().reply("and Eastland?", {}, &conversation).answer ==
        "The area of Eastland is 800 km2. (I took this as “what is the area of Eastland”.)");
}

TEST_CASE("a question of any length is bounded work", "[chat]") {
  for (const std::string part :
       {"regions that border Midland and ", "the largest river in regions "}) {
    std::string question;
    while (question.size() + part.size() < chat::kMaxMessageLength) question += part;
    CHECK(values_of(coast().reply(question)) == "unknown");
  }
}

TEST_CASE("what compares things is drawn", "[chat]") {
  const auto reply = coast().reply("the two longest rivers");
  REQUIRE(reply.chart.has_value());
  CHECK(reply.chart->title == "length");
  CHECK(reply.chart->bars ==
        std::vector<chat::Chart::Bar>{{"Ost", 310, "310"}, {"Salt", 240, "240"}});
  CHECK_FALSE(coast().reply("What is the longest river?").chart.has_value());
}

TEST_CASE("what is not so in a table is corrected", "[chat]") {
  check({
      {"Is Saltby the seat of Westland?", "yes"},
      {"is Ostrý the seat of Westland", "no"},
      {"Does Westland border Midland?", "yes"},
      {"does Westland border Eastland?", "no"},
      {"Is Veldhaven in Eastland?", "yes"},
      {"is Veldhaven in Westland?", "no"},
      {"Is the depth of Saltby 12.5?", "yes"},
      {"Is the depth of Saltby 20?", "no"},
      {"Is the seat of Eastland Ostrý?", "yes"},
      {"Is Eastland the seat of Ostrý?", "no"},
      {"Is Veldhaven the mayor of Westland?", "unknown"},
  });
}

TEST_CASE("what was added up is told with its step", "[chat]") {
  const auto reply = coast().reply("What is the total population of the regions?");
  CHECK(reply.answer == "The total population is 139,500.");
  CHECK(reply.steps == std::vector<std::string>{"the sum of 4 values is 139,500"});
  CHECK(reply.facts.size() == 4);
  CHECK(reply.facts.at(0).title == "regions.csv");
  CHECK(reply.facts.at(0).at == "line 2");
}

}  // namespace jauap
