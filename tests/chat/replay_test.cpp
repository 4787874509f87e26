// Questions and dialogues, run over the packs that come with the program.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/chat/transcript.h"
#include "tests/support/shipped_chatbot.h"

namespace {

using namespace jauap::chat;
using jauap::shipped_chatbot;

ExpectedTurn turn(std::string ask, Expectation expect) {
  ExpectedTurn expected;
  expected.ask = std::move(ask);
  expected.expect = expect;
  return expected;
}

// How many of the turns are not answered as expected.
std::size_t differences(std::vector<ExpectedTurn> turns) {
  const auto result = run_questions(*shipped_chatbot(), {{"id", "", std::move(turns)}});
  return result.differences.size();
}

std::string answered_question() {
  return shipped_chatbot()->starters(1).at(0);
}
const std::string kNonsense = "Zxqv wkjh bnmp?";

}  // namespace

TEST_CASE("a reply is as expected by its status and by what it says", "[chat]") {
  const std::string known = answered_question();
  const std::string answer = shipped_chatbot()->reply(known).answer;
  const std::string word = answer.substr(0, answer.find(' '));
  CHECK(differences({turn(known, Expectation::Answer), turn(known, Expectation::Correct),
                     turn(known, Expectation::Clarify), turn(kNonsense, Expectation::Unknown)}) ==
        0);
  CHECK(differences({turn(known, Expectation::Unknown), turn(kNonsense, Expectation::Answer),
                     turn(kNonsense, Expectation::Correct),
                     turn(kNonsense, Expectation::Clarify)}) == 4);

  auto with_patterns = turn(known, Expectation::Answer);
  with_patterns.any = {"no such words", "."};
  CHECK(differences({with_patterns}) == 0);
  with_patterns.all = {".", "no such words"};
  CHECK(differences({with_patterns}) == 1);
  with_patterns.all = {};
  with_patterns.any = {"no such words"};
  CHECK(differences({with_patterns}) == 1);
  with_patterns.any = {};
  with_patterns.none = {"."};
  CHECK(differences({with_patterns}) == 1);
}

TEST_CASE("a difference says what was wanted and what was found", "[chat]") {
  auto expected = turn(kNonsense, Expectation::Answer);
  expected.all = {"a", "b"};
  expected.none = {"c"};
  expected.line = 7;
  const auto result = run_questions(*shipped_chatbot(), {{"nonsense", "", {expected}}});
  REQUIRE(result.differences.size() == 1);
  CHECK(result.turns == 1);
  CHECK(result.differences[0].id == "nonsense");
  CHECK(result.differences[0].line == 7);
  CHECK(result.differences[0].wanted == "an answer with /a/ and /b/ without /c/");
  CHECK(result.differences[0].found.substr(0, 9) == "unknown: ");
}

TEST_CASE("a dialogue gets the replies, and keeps what is not one", "[chat]") {
  const std::string known = answered_question();
  const std::string replayed = replay_dialogue(
      *shipped_chatbot(), "# About.\n\n> " + known + "\nan old reply\n\n>" + kNonsense);
  const std::string head = "# About.\n\n> " + known + "\n";
  CHECK(replayed.substr(0, head.size()) == head);
  CHECK(replayed.find("an old reply") == std::string::npos);
  CHECK(replayed.find(shipped_chatbot()->reply(known).answer.substr(0, 20), head.size()) ==
        head.size());
  CHECK(replayed.find("\n\n>" + kNonsense + "\n") != std::string::npos);
  CHECK(replay_dialogue(*shipped_chatbot(), replayed) == replayed);
}
