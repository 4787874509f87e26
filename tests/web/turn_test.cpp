#include "bot/web/turn.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace jauap::web {
namespace {

using nlohmann::json;

chat::CitedFact fact(const std::string& text, const std::string& title, const std::string& at) {
  chat::CitedFact cited;
  cited.text = text;
  cited.title = title;
  cited.at = at;
  return cited;
}

}  // namespace

TEST_CASE("facts of one source are on one card", "[web]") {
  chat::Reply reply;
  reply.status = chat::Status::Answered;
  for (const std::string at : {"p1", "p2", "p1", "p3", "p4"})
    reply.facts.push_back(fact("It is.", "A", at));
  reply.facts.push_back(fact("It was.", "B", ""));
  reply.facts.back().url = "javascript:alert(1)";
  reply.facts.push_back(fact("It will.", "C", "p9"));
  reply.facts.back().url = "https://example.org/";
  const json sources = to_turn(reply, "?")["sources"];
  REQUIRE(sources.size() == 3);
  CHECK(sources[0]["quotes"].size() == 5);
  CHECK(sources[0]["places"] == "p1, p2, p3 + 1");
  CHECK(sources[1]["places"] == "");
  CHECK(sources[1]["link"].is_null());
  CHECK(sources[2]["link"] == "https://example.org/");
}

TEST_CASE("notes and a short value are set apart from the answer", "[web]") {
  chat::Reply reply;
  reply.status = chat::Status::Answered;
  reply.answer = "It is 3 m high. (I read “hight” as “height”.)";
  reply.notes = {"(I read “hight” as “height”.)"};
  reply.value_text = "3 m";
  json turn = to_turn(reply, "q\xFF");
  CHECK(turn["answer"] == "It is 3 m high.");
  CHECK(turn["notes"] == json{"I read “hight” as “height”."});
  CHECK(turn["value"] == "3 m");
  CHECK(turn["question"] == "q\xEF\xBF\xBD");
  CHECK(turn["answered"] == true);
  reply.answer = "3 m. (I read “hight” as “height”.)";
  CHECK_FALSE(to_turn(reply, "")["value"].is_string());
  reply.value_text = std::string(61, 'm');
  CHECK_FALSE(to_turn(reply, "")["value"].is_string());
  CHECK(to_turn(reply, "")["how"].is_null());
}

TEST_CASE("the query that was answered is told", "[web]") {
  chat::Reply reply;
  reply.status = chat::Status::Answered;
  reply.facts.push_back(fact("It is.", "A", ""));
  reply.trace = {{"mentions", "", {"m"}},
                 {"assembly", "a query", {"first"}},
                 {"assembly", "a query", {"list", "  towers"}},
                 {"part", "", {}},
                 {"calculation", "a − b", {"rule"}},
                 {"evaluation", "difference", {"fact a"}}};
  CHECK(to_turn(reply, "")["how"]["query"] == "list\n  towers\n\na − b\ndifference\nfact a");
  reply.status = chat::Status::Unknown;
  CHECK(to_turn(reply, "")["how"].is_null());
}

}  // namespace jauap::web
