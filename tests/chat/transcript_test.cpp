#include "bot/chat/transcript.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

using namespace jauap::chat;

// What a file of questions with this text is read as.
jauap::base::Loaded<std::vector<ExpectedConversation>> load_text(const std::string& text) {
  const auto file = std::filesystem::temp_directory_path() / "jauap-questions-test.jsonl";
  std::ofstream{file, std::ios::binary} << text;
  auto loaded = load_questions(file);
  std::filesystem::remove(file);
  // Not assigned as a literal: g++ 12 then warns of an overlap that is none (-Wrestrict).
  for (auto& problem : loaded.problems) problem.file = std::string{"q"};
  return loaded;
}

std::string problems(const std::string& text) {
  std::string lines;
  for (const auto& problem : load_text(text).problems) lines += to_string(problem) + "\n";
  return lines;
}

}  // namespace

TEST_CASE("questions are read with the line they stand in", "[chat]") {
  const auto loaded = load_text(
      "\n"
      R"({"id": "a", "kind": "when", "turns": [{"ask": "When?", "expect": "answer", "all": ["1992"],)"
      R"( "none": ["199[3-9]"]}, {"ask": "Why?", "expect": "unknown"}]})"
      "\r\n\n"
      R"({"id": "b", "turns": [{"ask": "Who?", "expect": "clarify", "any": ["a|b"]}]})");
  REQUIRE(loaded.ok());
  const auto& conversations = *loaded.value;
  REQUIRE(conversations.size() == 2);
  CHECK(conversations[0].kind == "when");
  REQUIRE(conversations[0].turns.size() == 2);
  CHECK(conversations[0].turns[0].all == std::vector<std::string>{"1992"});
  CHECK(conversations[0].turns[0].none == std::vector<std::string>{"199[3-9]"});
  CHECK(conversations[0].turns[1].expect == Expectation::Unknown);
  CHECK(conversations[0].turns[1].line == 2);
  CHECK(conversations[1].turns[0].expect == Expectation::Clarify);
  CHECK(conversations[1].turns[0].line == 4);
}

TEST_CASE("each mistake in questions is named with its line", "[chat]") {
  struct Case {
    std::string text;
    std::string wanted;  // the beginning of the first problem
  };
  const std::vector<Case> cases{
      {"", ""},
      {"\n{", "q:2:2: is not strict JSON"},
      {"[]", "q:1:1: expected an object"},
      {R"({"id": "a", "turns": []})", "q:1:22: /turns: expected at least one turn, found none"},
      {R"({"id": "a"})", "q:1:1: expected at least one turn, found none"},
      {R"({"turns": [{"ask": "x", "expect": "answer"}]})", "q:1:1: expected the key \"id\""},
      {R"({"id": "a", "turns": [{"ask": "x", "expect": "anwser"}]})",
       "q:1:46: /turns/0/expect: expected answer, unknown, correct or clarify, found \"anwser\"; "
       "did "
       "you mean \"answer\"?"},
      {R"({"id": "a", "turns": [{"ask": "x", "expect": "answer", "all": ["("]}]})",
       "q:1:64: /turns/0/all/0: is not a regular expression"},
      {R"({"id": "a", "turns": [{"ask": "x", "expect": "answer", "al": ["x"]}]})",
       "q:1:62: /turns/0/al: the key \"al\" is not known here"},
      {R"({"id": "a", "turns": [{"ask": "x", "expect": "unknown", "all": ["x"]}]})",
       "q:1:23: /turns/0: patterns are not looked for where \"unknown\" is expected"},
  };
  for (const auto& [text, wanted] : cases) {
    const std::string found = problems(text);
    INFO("wanted " << wanted << "\nfound  " << found);
    CHECK(found.substr(0, wanted.size()) == wanted);
    CHECK(found.empty() == wanted.empty());
  }
}

TEST_CASE("a missing file of questions is a problem", "[chat]") {
  CHECK_FALSE(load_questions("/there/is/no/such/file.jsonl").ok());
}

TEST_CASE("the first line that differs is named", "[chat]") {
  CHECK(first_difference("", "").empty());
  CHECK(first_difference("a\nb\n", "a\nb\n").empty());
  CHECK(first_difference("a\nb\n", "a\nc\n") == "line 2: wanted \"b\", found \"c\"");
  CHECK(first_difference("a\n", "a\nb\n") == "line 2: wanted the end, found \"b\"");
  CHECK(first_difference("a\n\n", "a\n") == "line 2: wanted \"\", found the end");
}
