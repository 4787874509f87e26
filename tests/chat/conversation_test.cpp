// Messages in the light of what was said before, over the invented lighthouse.

#include "bot/chat/conversation.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bot/chat/chatbot.h"
#include "tests/support/lighthouse_chatbot.h"
#include "tests/support/shipped_chatbot.h"

namespace {

using namespace jauap;

// A question and what its reply must begin with, "unknown" for a decline.
using Turns = std::vector<std::pair<std::string, std::string>>;

void talk(const chat::Chatbot& chatbot, const Turns& turns) {
  chat::Conversation conversation;
  for (const auto& [message, wanted] : turns) {
    const auto reply = chatbot.reply(message, {}, &conversation);
    INFO(message << "\n" << reply.answer);
    const std::string found =
        reply.status == chat::Status::Unknown ? "unknown" : reply.answer.substr(0, wanted.size());
    CHECK(found == wanted);
  }
}

}  // namespace

TEST_CASE("a question word asks more of what was asked about", "[chat]") {
  talk(lighthouse_chatbot(), {{"How high is Gull Rock?", "The height of Gull Rock is 34.5 m."},
                              {"When was it built?", "Gull Rock was first lit"},
                              {"What about the tides of the moon?", "unknown"}});
}

TEST_CASE("the two parties of a question change places", "[chat]") {
  talk(lighthouse_chatbot(),
       {{"How much did Saltby ship to Veldhaven in 2019?", "Saltby shipped 1,100 tonnes"},
        {"and in 2020?", "Saltby shipped 1,250 tonnes"},
        {"And the other way round?", "Veldhaven shipped 300 tonnes to Saltby in 2020."},
        {"vice versa", "Saltby shipped 1,250 tonnes"}});
}

TEST_CASE("a unit that a fact does not have is said so", "[chat]") {
  talk(lighthouse_chatbot(),
       {{"How much did Saltby ship to Veldhaven in 2020?", "Saltby shipped 1,250 tonnes"},
        {"Is that in euros?", "Not in that unit: Saltby shipped 1,250 tonnes"}});
}

TEST_CASE("a conversation can begin anew", "[chat]") {
  chat::Conversation conversation;
  lighthouse_chatbot().reply("How high is Gull Rock?", {}, &conversation);
  CHECK_FALSE(conversation.question.empty());
  CHECK_FALSE(conversation.last_told.empty());
  lighthouse_chatbot().reply("forget that", {}, &conversation);
  CHECK(conversation.question.empty());
  CHECK(conversation.subjects.empty());
  CHECK(conversation.last_told.empty());
  // Among other talk too.
  lighthouse_chatbot().reply("How high is Gull Rock?", {}, &conversation);
  lighthouse_chatbot().reply("Thanks! Forget that.", {}, &conversation);
  CHECK(conversation.question.empty());
}

TEST_CASE("more is told of what was talked about, and nothing twice", "[chat]") {
  chat::Conversation conversation;
  const auto& chatbot = lighthouse_chatbot();
  CHECK(chatbot.reply("tell me more", {}, &conversation).status == chat::Status::Unknown);
  std::vector<std::string> told;
  for (const auto& fact : chatbot.reply("How high is Gull Rock?", {}, &conversation).facts) {
    told.push_back(fact.id);
  }
  for (int i = 0; i < 50; ++i) {
    const auto reply = chatbot.reply("tell me more", {}, &conversation);
    if (reply.status == chat::Status::Unknown) break;
    for (const auto& fact : reply.facts) {
      INFO(fact.id);
      CHECK(std::find(told.begin(), told.end(), fact.id) == told.end());
      told.push_back(fact.id);
    }
  }
  CHECK(chatbot.reply("tell me more", {}, &conversation).status == chat::Status::Unknown);
  CHECK(told.size() > 3);
}

TEST_CASE("the place of the last answer can be asked for", "[chat]") {
  talk(lighthouse_chatbot(),
       {{"Where does it say that?", "Everything I say comes from"},
        {"How high is Gull Rock?", "The height of Gull Rock is 34.5 m."},
        {"Where does it say that?", "From “Gull Rock fact sheet”, Coast Office, 2021-06-30, "}});
}

TEST_CASE("examples are others each time, and the same in each conversation", "[chat]") {
  const auto chatbot = shipped_chatbot();
  chat::Conversation first;
  chat::Conversation second;
  std::vector<std::string> seen;
  for (int i = 0; i < 5; ++i) {
    const auto shown = chatbot->reply("What can I ask you?", {}, &first).suggestions;
    CHECK(shown == chatbot->reply("What can I ask you?", {}, &second).suggestions);
    for (const auto& question : shown) {
      INFO(question);
      CHECK(std::find(seen.begin(), seen.end(), question) == seen.end());
      CHECK(chatbot->reply(question).status == chat::Status::Answered);
      seen.push_back(question);
    }
  }
  CHECK(seen.size() == 15);
}

TEST_CASE("the last two numbers are compared, added and shared", "[chat]") {
  talk(*shipped_chatbot(), {{"How much did Kazakhstan export to Lithuania in 2021?", "Exports"},
                            {"and imports?", "Imports"},
                            {"which of them is larger?", "In 2021, exports came to more"},
                            {"both together?", "In 2021, exports and imports came to"}});
}

TEST_CASE("what is asked of one is asked of the other", "[chat]") {
  talk(*shipped_chatbot(), {{"Imports of Kazakhstan in 2021?", "Imports to Kazakhstan"},
                            {"And how much went the other way?", "Exports from Kazakhstan"},
                            {"So which is larger, and by how much?", "In 2021, exports exceeded"}});
  talk(*shipped_chatbot(),
       {{"What share of trade in 2021 were exports?", "In 2021, exports made up"},
        {"And the share of imports?", "In 2021, imports made up"}});
  talk(*shipped_chatbot(), {{"How many Lithuanian companies are there in Kazakhstan?", "About 170"},
                            {"And Kazakh ones in Lithuania?", "Dozens of Kazakh companies"}});
  talk(*shipped_chatbot(), {{"Who took part in the ceremony?", "Roman Vassilenko, Deputy"},
                            {"What is the job of the first one?", "Roman Vassilenko is Deputy"},
                            {"And the other one?", "Gintautas Vasiulis is the Ambassador"}});
}

TEST_CASE("\"it\" is what a question was about, where that was not understood", "[chat]") {
  talk(*shipped_chatbot(),
       {{"Who chairs the Intergovernmental Commission?", "unknown"},
        {"When was it created, at least?", "The Intergovernmental Commission"}});
}

TEST_CASE("a number is asked about behind the sentence that gives it", "[chat]") {
  talk(*shipped_chatbot(),
       {{"My notes say just 454 million. What was that?", "Mutual trade between"}});
}

TEST_CASE("a word with several meanings says nothing alone", "[chat]") {
  const auto reply = shipped_chatbot()->reply("Sanctions?");
  INFO(reply.answer);
  CHECK(reply.status == chat::Status::Unknown);
}

TEST_CASE("numbers that were told together are compared", "[chat]") {
  talk(*shipped_chatbot(), {{"Exports and imports of Kazakhstan in 2021?", "Exports from"},
                            {"What is the gap?", "In 2021, exports exceeded imports by"}});
}

TEST_CASE("things are picked by their place in what was said", "[chat]") {
  talk(*shipped_chatbot(), {{"What is the capital of Estonia?", "The capital of Estonia"},
                            {"And Latvia?", "The capital of Latvia"},
                            {"And Lithuania?", "The capital of Lithuania"},
                            {"Which of the three is the largest?", "Lithuania."},
                            {"What is the area of the former?", "The area of"}});
}

TEST_CASE("they are those listed, not the thing that was asked about", "[chat]") {
  chat::Conversation conversation;
  const auto chatbot = shipped_chatbot();
  chatbot->reply("Which countries border Kazakhstan?", {}, &conversation);
  const auto reply = chatbot->reply("and how many are they", {}, &conversation);
  INFO(reply.answer);
  CHECK(reply.answer.find("companies") == std::string::npos);
}

TEST_CASE("a conversation stays small", "[chat]") {
  const auto chatbot = shipped_chatbot();
  chat::Conversation conversation;
  for (int i = 0; i < 40; ++i) {
    for (const auto& question : chatbot->starters(20)) chatbot->reply(question, {}, &conversation);
    chatbot->reply("list all countries", {}, &conversation);
  }
  CHECK(conversation.question.size() <= chat::kMaxMessageLength);
  CHECK(conversation.answered.size() <= 1'000);
  CHECK(conversation.named.size() <= 8);
  CHECK(conversation.last_told.size() <= 8);
  CHECK(conversation.told.size() <= 264);
  CHECK(conversation.compared.size() <= 2);
}

TEST_CASE("what was put in may be longer than the message", "[chat]") {
  const auto& chatbot = *shipped_chatbot();
  for (const std::string first :
       {"By what percentage has mutual trade gone up?", "What is the capital of Estonia?",
        "How much did Kazakhstan export to Lithuania in 2021?"}) {
    chat::Conversation conversation;
    for (const std::string message : {first.c_str(), "reaching what hight?", "Upp frm...?",
                                      "it zz?", "and then?", "or ?", "so q and its q"}) {
      CAPTURE(first, message);
      CHECK_FALSE(chatbot.reply(message, {}, &conversation).answer.empty());
    }
  }
}

TEST_CASE("he and she are people", "[chat]") {
  talk(*shipped_chatbot(),
       {{"Who is the ambassador of Lithuania to Kazakhstan?", "Gintautas Vasiulis"},
        {"What is the capital of Latvia?", "The capital of Latvia is Riga."},
        {"What is his post?", "Gintautas Vasiulis is the Ambassador"}});
  talk(*shipped_chatbot(), {{"What is the capital of Latvia?", "The capital of Latvia is Riga."},
                            {"What is his post?", "unknown"}});
}

TEST_CASE("two things in one question are answered each, or not at all", "[chat]") {
  talk(*shipped_chatbot(),
       {{"exports and imports in 2021", "Exports from Kazakhstan to Lithuania were USD 356.3"},
        {"currency of peru and of chile",
         "The currency of Peru: Peruvian sol. The currency of Chile"},
        {"trade between Kazakhstan and Estonia in 2021", "unknown"}});
}
