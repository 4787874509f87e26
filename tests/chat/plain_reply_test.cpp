#include <catch2/catch.hpp>
#include <string>

#include "tests/support/shipped_chatbot.h"

namespace jauap::chat {

TEST_CASE("an answer as text ends with its sources", "[chat]") {
  const auto bot = shipped_chatbot();
  const Reply reply = bot->reply(bot->starters(1).at(0));
  const PlainReply plain = bot->plain(reply);
  REQUIRE(plain.citations.size() == 1);
  const auto& citation = plain.citations[0];
  CHECK(plain.text == reply.answer + "\n\nSource: " + to_line(citation.source));
  CHECK(plain.text.substr(citation.begin, citation.end - citation.begin) ==
        "Source: " + to_line(citation.source));
  CHECK(citation.source.title == reply.facts.at(0).title);
}

TEST_CASE("what was not answered ends with what could be asked", "[chat]") {
  const auto bot = shipped_chatbot();
  Reply reply;
  reply.answer = "No.";
  CHECK(bot->plain(reply).text == "No.");
  reply.suggestions = {"A?", "B?"};
  CHECK(bot->plain(reply).text == "No.\n\nYou could ask:\n- A?\n- B?");
  reply.status = Status::Clarify;
  CHECK(bot->plain(reply).text == "No.\n- A?\n- B?");
  reply.status = Status::Answered;
  CHECK(bot->plain(reply).text == "No.");
}

TEST_CASE("many sources are cut", "[chat]") {
  Reply reply;
  reply.status = Status::Answered;
  for (const char* title : {"A", "B", "C", "D", "E", "F", "G"}) {
    reply.facts.emplace_back().title = title;
  }
  const PlainReply plain = shipped_chatbot()->plain(reply);
  CHECK(plain.citations.size() == 5);
  CHECK(plain.text.substr(plain.text.size() - 4) == "\n…");
}

}  // namespace jauap::chat
