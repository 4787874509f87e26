// Questions with words that the packs do not have, typed wrong or of like meaning, over the shipped
// packs and the small thesaurus of tests/wordnet.

#include "bot/chat/repair.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bot/chat/chatbot.h"
#include "tests/support/shipped_chatbot.h"

namespace jauap {
namespace {

using chat::Reply;
using chat::Status;

Reply ask(const std::string& question) {
  return shipped_chatbot()->reply(question);
}

// Both are answered, and by the same facts.
void check_same(const std::string& typed, const std::string& meant) {
  const Reply reply = ask(typed);
  const Reply expected = ask(meant);
  INFO(typed << "\n" << reply.answer << "\n" << meant << "\n" << expected.answer);
  REQUIRE(expected.status == Status::Answered);
  CHECK(reply.status == Status::Answered);
  CHECK(reply.values == expected.values);
  REQUIRE(reply.facts.size() == expected.facts.size());
  for (std::size_t i = 0; i < reply.facts.size(); ++i) {
    CHECK(reply.facts[i].id == expected.facts[i].id);
  }
}

}  // namespace

TEST_CASE("words are read as what means the same", "[chat]") {
  check_same("When did diplomatic relations commence?", "When did diplomatic relations begin?");
  check_same("How much did trade climb?", "How much did trade rise?");
  check_same("Which country is the most immense?", "Which country is the hugest?");
  check_same("What is the objective of the commission?", "What is the aim of the commission?");
  CHECK_THAT(ask("How much did trade climb?").answer, Catch::Contains("“climb” as “rise”"));
}

TEST_CASE("a word of the language may be another typed wrong", "[chat]") {
  check_same("Which countries boarder Chad?", "Which countries border Chad?");
  check_same("hat is the capital of Chad?", "What is the capital of Chad?");
  check_same("what is thee capital of Chad?", "What is the capital of Chad?");
  // Without "gas" the question would be about something else.
  CHECK(chat::to_string(ask("What is the gas area of Chad?").status) == "unknown");
}

TEST_CASE("no name, no opposite and nothing narrower is read into a question", "[chat]") {
  for (const char* question : {
           "Who is the president of Lithuania?",
           "How much did trade vanish?",
           "What crockery is made in Ankara?",
           "How many callers did Kazakhstan have?",
           "Who invaded Lithuania?",
           "How large were exports to Latvians in 2021?",
           "Who is the prime minister of Lithuania?",
           "How much gas did Kazakhstan supply?",
       }) {
    INFO(question);
    CHECK(chat::to_string(ask(question).status) == "unknown");
  }
}

TEST_CASE("missing and additional spaces are put right", "[chat]") {
  check_same("howmany lithuaniancompanies inkazakhstan?",
             "How many Lithuanian companies are in Kazakhstan?");
  check_same("capitalof fr ance", "capital of France");
  check_same("howlarge were exportsto lithuania in 2021",
             "How large were exports to Lithuania in 2021?");
}

TEST_CASE("letters held down and several mistakes do no harm", "[chat]") {
  check_same("heyy whaaat were the exportsss in 2021", "What were the exports in 2021?");
  check_same("when were diplomatik relashons establishd",
             "When were diplomatic relations established?");
  check_same("which contries bordr germny", "Which countries border Germany?");
  check_same("what is the cap\xE2\x80\x8Bital of france?!?!!!", "What is the capital of France?");
  check_same(
      "capital\xF0\x9F\x98\x80of\xF0\x9F\x98\x80"
      "france",
      "capital of France");
}

}  // namespace jauap
