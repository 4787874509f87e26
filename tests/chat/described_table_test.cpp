#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/chat/reply.h"
#include "tests/support/table_chatbot.h"

namespace jauap {
namespace {

const chat::Chatbot& isles() {
  static const auto kChatbot = load_table("isles");
  return *kChatbot;
}

struct Case {
  std::string question;
  std::string wanted;  // the answer; the status of a reply that is none
};

void check(const std::vector<Case>& cases) {
  for (const auto& [question, wanted] : cases) {
    const chat::Reply reply = isles().reply(question);
    INFO(question << "\n" << reply.answer);
    CHECK((reply.status == chat::Status::Answered
               ? reply.answer
               : std::string{chat::to_string(reply.status)}) == wanted);
  }
}

}  // namespace

TEST_CASE("what is taken for granted of a table is corrected", "[chat]") {
  check({
      {"Atlantis is the harbour of Tern, right?", "Not quite: The harbour of Tern is Tern."},
      {"Atlantis is the harbour of Tern.", "Not quite: The harbour of Tern is Tern."},
      {"The harbour of the Lower Gulls is Atlantis, isn't it?",
       "Not quite: The harbour of Lower Gull Isles is Sandmouth."},
      {"Atlantis is larger than Tern.", "unknown"},
      {"Atlantis borders Tern.", "unknown"},
      {"Skerry is inhabited.", "Not quite: Skerry is not inhabited."},
      {"Tern is inhabited.", "Yes. Tern is inhabited."},
      {"Isn't Tern inhabited?", "Yes. Tern is inhabited."},
      {"Is Skerry an inhabited isle?", "No. Skerry is not inhabited."},
      {"Why is Skerry the largest isle?",
       "Not quite: The area of Lower Gull Isles is 30 km². The area of Skerry is 2 km²."},
      {"Why is Skerry the smallest isle?", "unknown"},
      {"Sandmouth is the harbour of which isle?", "The harbour of Lower Gull Isles is Sandmouth."},
  });
}

TEST_CASE("a clause that takes something for granted is read first", "[chat]") {
  check({
      {"As Tern is deserted, how many ships lie there?", "Not quite: Tern is inhabited."},
      {"Given that Atlantis is Tern's harbour, how deep is it?",
       "Not quite: The harbour of Tern is Tern."},
      {"Since Tern is inhabited, how big is it?", "The area of Tern is 7 km²."},
      {"Since Tern is inhabited, how old is it?", "unknown"},
  });
}

TEST_CASE("by how much something is more is only said where it is more", "[chat]") {
  check({
      {"How much bigger is Tern than Skerry?", "The difference is 5 km²."},
      {"Tern is bigger than Skerry, by how much?", "The difference is 5 km²."},
      {"Skerry is bigger than Tern, by how much?",
       "Not quite: Skerry is not bigger than Tern. The area of Skerry is 2 km². The area of Tern "
       "is "
       "7 km². The difference is 5 km²."},
  });
}

TEST_CASE("words of the names of two things mean both", "[chat]") {
  check({
      {"How big are the Gull Isles?", "clarify"},
      {"How big are the Upper Gull Isles?", "The area of Upper Gull Isles is 12 km²."},
  });
}

TEST_CASE("things have the same, neither or none", "[chat]") {
  check({
      {"Which isles have the same coin as Tern?",
       "Lower Gull Isles. The coins of Lower Gull Isles: shell, pearl."},
      {"Which isles pay with the same coin as Skerry?", "None that the source holds."},
      {"Do Tern and the Lower Gulls have the same coin?",
       "Yes. The coins of Lower Gull Isles: shell, pearl. The coins of Tern: pearl."},
      {"Which isles have a harbour with the same name as the isle?",
       "Tern. The harbour of Tern is Tern."},
      {"Which isles pay with neither shell nor pearl?", "Skerry."},
      {"Which isles are deserted?", "Skerry."},
      {"Is Tern without people?", "No. Tern is inhabited."},
      {"Which isles are either deserted or in the Outer Ring?",
       "Upper Gull Isles, Lower Gull Isles, Skerry (3 in all)."},
      {"Which isles have more coins than Tern?", "Lower Gull Isles."},
      {"isles with an area over 5 and under 20", "Upper Gull Isles, Tern (2 in all)."},
      {"Is Tern a ring?", "unknown"},
      {"How many isles are listed in the table?",
       "There are 4 isles: Upper Gull Isles, Lower Gull Isles, Tern, Skerry."},
  });
}

TEST_CASE("what is asked of each is told of each", "[chat]") {
  check({
      {"What is the largest isle of each ring?",
       "Lower Gull Isles, Tern. The area of Lower Gull Isles is 30 km². The area of Tern is 7 "
       "km²."},
      {"How many isles are in each ring?", "Outer Ring: 2, Inner Ring: 2."},
      {"average area per ring", "Outer Ring: 21 km², Inner Ring: 4.5 km²."},
      {"How many isles are in each sea?", "unknown"},
  });
  const auto reply = isles().reply("total area by ring");
  REQUIRE(reply.chart.has_value());
  CHECK(reply.chart->title == "area");
  CHECK(reply.chart->bars ==
        std::vector<chat::Chart::Bar>{{"Outer Ring", 42, "42 km²"}, {"Inner Ring", 9, "9 km²"}});
  CHECK(reply.steps == std::vector<std::string>{"Outer Ring: of 2 values the result is 42 km²",
                                                "Inner Ring: of 2 values the result is 9 km²"});
}

TEST_CASE("a table says what can be asked about its things", "[chat]") {
  const std::string held =
      "What is held of each isle: long name, ring, coin, harbour, area, inhabited.";
  check({
      {"What columns are there?", held},
      {"What do you know about each isle?", held},
      {"What can I ask about isles?", held},
      {"How many entries are there?",
       "There are 4 isles: Upper Gull Isles, Lower Gull Isles, Tern, Skerry."},
  });
}

TEST_CASE("what is listed, counted or held has its source too", "[chat]") {
  for (const std::string question :
       {"Which isles are there?", "How many isles are there?", "What columns are there?"}) {
    const chat::Reply reply = isles().reply(question);
    INFO(question << "\n" << reply.answer);
    REQUIRE(reply.status == chat::Status::Answered);
    CHECK_FALSE(reply.facts.empty());
  }
}

}  // namespace jauap
