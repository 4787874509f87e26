#include "bot/chat/compose.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/lighthouse.h"
#include "tests/support/lighthouse_chatbot.h"

namespace {

using namespace jauap;
using chat::Status;
using chat::Understanding;
using Outcome = Understanding::Outcome;

std::vector<knowledge::FactId> facts(const std::vector<std::string>& keys) {
  std::vector<knowledge::FactId> ids;
  const auto& held = lighthouse().tables().written;
  for (const auto& key : keys) {
    for (std::size_t i = 0; i < held.size(); ++i) {
      if (held[i].key == key) ids.push_back(static_cast<knowledge::FactId>(i));
    }
  }
  REQUIRE(ids.size() == keys.size());
  return ids;
}

Understanding understood(Outcome outcome, const std::vector<std::string>& keys) {
  Understanding understanding;
  understanding.outcome = outcome;
  understanding.query = query::Query{};
  understanding.denotation.facts = facts(keys);
  return understanding;
}

chat::Reply reply_to(const Understanding& understanding) {
  return chat::compose(lighthouse_parts(), understanding);
}

}  // namespace

TEST_CASE("every outcome has its status and its text", "[chat]") {
  struct Case {
    Outcome outcome;
    Status status;
    std::string answer;
  };
  const std::string motto = "The motto of the Coast Office is “Keep the light”.";
  const std::vector<Case> cases{
      {Outcome::Answered, Status::Answered, motto},
      {Outcome::Corrected, Status::Answered, "Not quite: " + motto},
      {Outcome::Lacking, Status::Unknown,
       "The source does not say that. What it does say: " + motto},
      {Outcome::NotHeldThen, Status::Unknown,
       "The source does not say that for the time you ask about. What it does say: " + motto},
      {Outcome::NotHeld, Status::Unknown, "The source does not say that."},
      {Outcome::NothingNamed, Status::Unknown, "I cannot tell what you are asking about."},
  };
  for (const auto& [outcome, status, answer] : cases) {
    const auto reply = reply_to(understood(outcome, {"motto-coast-office"}));
    INFO(answer);
    CHECK(chat::to_string(reply.status) == chat::to_string(status));
    CHECK(reply.answer == answer);
    CHECK((reply.facts.empty()) == (status != Status::Answered));
  }
}

TEST_CASE("a cited fact has its source and its value as data", "[chat]") {
  const auto reply = reply_to(understood(Outcome::Answered, {"shipped-2020"}));
  REQUIRE(reply.facts.size() == 1);
  const auto& fact = reply.facts[0];
  CHECK(fact.id == "shipped-2020");
  CHECK(fact.values == std::vector<chat::ReplyValue>{1250.0});
  CHECK(fact.unit == "tonnes");
  CHECK(fact.when == "2020");
  CHECK(fact.title == "Harbour book of Saltby");
  CHECK(fact.publisher.empty());
  CHECK(fact.date == "2020");
  CHECK(fact.at == "page 12");

  const auto lamp = reply_to(understood(Outcome::Answered, {"lamp-winter"}));
  CHECK(lamp.facts.at(0).values == std::vector<chat::ReplyValue>{std::string{"16:40"}});
  CHECK(lamp.facts.at(0).when == "the winter season");
  CHECK(lamp.facts.at(0).publisher == "Coast Office");
}

TEST_CASE("names that nothing explains are quoted in the answer", "[chat]") {
  auto understanding = understood(Outcome::UnknownWords, {});
  understanding.unknown_words = {"Eddystone", "PURPLE"};
  const auto reply = reply_to(understanding);
  CHECK(reply.answer ==
        "I do not know “Eddystone”, “PURPLE”, so I cannot answer that from the source.");
  CHECK(reply.unmatched == understanding.unknown_words);
  CHECK_FALSE(reply.suggestions.empty());
}

TEST_CASE("what was read instead of a typing mistake is said", "[chat]") {
  auto understanding = understood(Outcome::Answered, {"rank-gull-rock"});
  understanding.corrections = {{"lihgthouse", "lighthouse"}};
  CHECK(reply_to(understanding).answer ==
        "Gull Rock is the third tallest lighthouse of the coast. (I read “lihgthouse” as "
        "“lighthouse”.)");
}

TEST_CASE("readings are suggested where a question is ambiguous", "[chat]") {
  const auto reply =
      reply_to(understood(Outcome::Ambiguous, {"height-gull-rock", "height-north-point"}));
  CHECK(chat::to_string(reply.status) == "clarify");
  CHECK(reply.suggestions == std::vector<std::string>{"What is the height of Gull Rock?",
                                                      "What is the height of North Point?"});
}

TEST_CASE("of many facts the first are told and the others counted", "[chat]") {
  const auto reply =
      reply_to(understood(Outcome::Answered, {"built-gull-rock", "keepers-gull-rock", "lamp-winter",
                                              "lamp-summer", "rank-gull-rock", "great-storm"}));
  CHECK(reply.answer.find("There are 2 more facts about this.") != std::string::npos);
  CHECK(reply.facts.size() == 6);
}

TEST_CASE("nothing asked and too much asked have replies with something to ask", "[chat]") {
  for (const auto& reply :
       {chat::compose_empty(lighthouse_parts()), chat::compose_too_long(lighthouse_parts())}) {
    CHECK(chat::to_string(reply.status) == "unknown");
    CHECK_FALSE(reply.answer.empty());
    CHECK_FALSE(reply.suggestions.empty());
  }
}

TEST_CASE("a pack's own intent is answered by the facts that it names", "[chat]") {
  const auto reply = lighthouse_chatbot().reply("May we go into North Point?");
  CHECK(chat::to_string(reply.status) == "answered");
  CHECK(reply.answer == "North Point is closed to visitors.");
  REQUIRE(reply.facts.size() == 1);
  CHECK(reply.facts[0].id == "visitors-north-point");
}
