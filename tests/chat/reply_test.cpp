#include "bot/chat/reply.h"

#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace jauap::chat {
namespace {

// The line of a reply that has only these values.
std::string values_of(std::vector<ReplyValue> values) {
  Reply reply;
  reply.values = std::move(values);
  return to_json(reply, "")["values"].dump();
}

}  // namespace

TEST_CASE("a reply is one line with every key in its order", "[chat]") {
  Reply reply;
  reply.status = Status::Answered;
  reply.answer = "The tower is 12.5 m high.\nIt stands in Oak Town.";
  reply.language = "en";
  reply.values = {12.5};
  reply.facts = {{.id = "tower-height",
                  .text = "The tower is 12.5 m high.",
                  .values = {12.5},
                  .unit = "m",
                  .when = "1999",
                  .title = "Towers",
                  .publisher = "Oak Press",
                  .date = "2001-02-03",
                  .url = "https://example.org/",
                  .at = "page 4"}};
  reply.steps = {"10 + 2.5 = 12.5"};
  reply.premise = "The question says 11 m.";
  reply.unmatched = {"blue"};
  reply.suggestions = {"Where is the tower?"};
  reply.chart = {
      Chart::Form::Line, "height", "m", {{"1999", 12.5, "12.5 m"}, {"2000", 13, "13 m"}}};
  reply.value_text = "12.5 m";
  reply.is_context_lost = true;
  reply.notes = {"I read so."};
  reply.trace = {{"mentions", "tower", {"tower", "  height"}}};
  CHECK(
      to_json_line(reply, "s1") ==
      R"({"session":"s1","status":"answered","answer":"The tower is 12.5 m high.\nIt stands in )"
      R"(Oak Town.","language":"en","values":[12.5],"facts":[{"id":"tower-height","text":"The )"
      R"(tower is 12.5 m high.","value":12.5,"unit":"m","when":"1999","source":{"title":"Towers",)"
      R"("publisher":"Oak Press","date":"2001-02-03","url":"https://example.org/","at":"page 4"}}],)"
      R"("steps":["10 + 2.5 = 12.5"],"premise":"The question says 11 m.","unmatched":["blue"],)"
      R"("suggestions":["Where is the tower?"],"chart":{"title":"height","unit":"m","form":"line",)"
      R"("bars":[{"label":"1999","value":12.5,"text":"12.5 m"},{"label":"2000","value":13,)"
      R"("text":"13 m"}]},"value_text":"12.5 m","notes":["I read so."],)"
      R"("context_lost":true,)"
      R"("trace":[{"stage":"mentions","summary":"tower","details":["tower","  height"]}]})");
}

TEST_CASE("what a reply does not have is null or empty", "[chat]") {
  Reply reply;
  CitedFact& fact = reply.facts.emplace_back();
  fact.id = "opening";
  fact.text = "It opened.";
  fact.title = "Towers";
  CHECK(
      to_json_line(reply, "") ==
      R"({"session":"","status":"unknown","answer":"","language":"","values":[],"facts":[{"id":)"
      R"("opening","text":"It opened.","value":null,"unit":null,"when":null,"source":{"title":)"
      R"("Towers","publisher":null,"date":null,"url":null,"at":null}}],"steps":[],"premise":null,)"
      R"("unmatched":[],"suggestions":[],"chart":null,"value_text":null,"notes":[],)"
      R"("context_lost":false,"trace":null})");
}

TEST_CASE("numbers are written as people write them", "[chat]") {
  const std::vector<std::pair<std::vector<ReplyValue>, std::string>> cases{
      {{356'300'000.0, 78.5, -0.25}, "[356300000,78.5,-0.25]"},
      {{0.0, -7.0, 9'007'199'254'740'992.0}, "[0,-7,9007199254740992]"},
      {{1e300}, "[1e+300]"},
      {{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()},
       "[null,null]"},
      {{std::string{"2022-06-15"}, true, false}, R"(["2022-06-15",true,false])"},
      {{}, "[]"},
  };
  for (const auto& [values, expected] : cases) CHECK(values_of(values) == expected);
}

TEST_CASE("a fact with several values has a list", "[chat]") {
  Reply reply;
  reply.facts.emplace_back().values = {std::string{"oak"}, std::string{"elm"}};
  CHECK(to_json(reply, "")["facts"][0]["value"].dump() == R"(["oak","elm"])");
}

TEST_CASE("text that is not UTF-8 is repaired", "[chat]") {
  Reply reply;
  reply.answer = "\xFF\xC3(";
  CHECK(to_json_line(reply, "\xE2\x82").find(R"("session":"�")") != std::string::npos);
  CHECK(to_json_line(reply, "").find(R"("answer":"��(")") != std::string::npos);
}

TEST_CASE("each status has its name", "[chat]") {
  CHECK(to_string(Status::Answered) == "answered");
  CHECK(to_string(Status::Unknown) == "unknown");
  CHECK(to_string(Status::Clarify) == "clarify");
}

}  // namespace jauap::chat
