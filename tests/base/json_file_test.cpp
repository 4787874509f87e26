#include "bot/base/json_file.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace jauap::base {
namespace {

// The problems of a text, one a line.
std::string problems_of(std::string_view text, const JsonLimits& limits = {}) {
  std::string lines;
  for (const Problem& problem : parse_json(text, "f.json", limits).problems) {
    lines += to_string(problem) + "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("each value knows its place", "[base]") {
  const auto loaded =
      parse_json("{\n  \"a/b\": [1.50, \"x\\\"y\",\n   true, null],\n \"c\": {}}", "f");
  REQUIRE(loaded.ok());
  const JsonValue& list = loaded.value->members[0].second;
  CHECK(list.pointer == "/a~1b");
  CHECK(list.line == 2);
  CHECK(list.column == 10);
  REQUIRE(list.items.size() == 4);
  CHECK(list.items[0].text == "1.50");
  CHECK(list.items[0].number == 1.5);
  CHECK(list.items[0].column == 11);
  CHECK(list.items[1].text == "x\"y");
  CHECK(list.items[1].column == 17);
  CHECK(list.items[2].line == 3);
  CHECK(list.items[2].boolean);
  CHECK(list.items[3].pointer == "/a~1b/3");
  CHECK(loaded.value->members[1].second.line == 4);
}

TEST_CASE("what is not strict JSON is one problem with its place", "[base]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"{\"a\": 1,}", "f.json:1:9: is not strict JSON"},
      {"{\"a\": 1\n \"b\": 2}", "f.json:2:2: is not strict JSON"},
      {"// x\n{}", "f.json:1:1: is not strict JSON"},
      {"", "f.json:1:1: is not strict JSON"},
      {"{} {}", "f.json:1:4: is not strict JSON"},
      {"{\"a\": NaN}", "f.json:1:7: is not strict JSON"},
      {"\xEF\xBB\xBF{}", "f.json:1:1: begins with a byte order mark"},
      {std::string{"{}\n\0", 4}, "f.json:2: contains a NUL byte"},
      {"{\"a\": \"\xFF\"}", "f.json:1:7: is not strict JSON"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK_THAT(problems_of(text), Catch::Matchers::StartsWith(expected));
  }
}

TEST_CASE("every duplicate key is found", "[base]") {
  CHECK(problems_of("{\"a\": 1, \"a\": 2,\n \"b\": {\"c\": 1, \"c\": 1}}") ==
        "f.json:1:10: /a: the key \"a\" stands twice in this object; keep one of the two\n"
        "f.json:2:16: /b/c: the key \"c\" stands twice in this object; keep one of the two\n");
}

TEST_CASE("depth and size are bounded", "[base]") {
  CHECK_THAT(problems_of(std::string(100000, '[')), Catch::Matchers::Contains("nested deeper"));
  CHECK_THAT(problems_of("[1,2,3,4]", {32, 3}), Catch::Matchers::Contains("more than 3 values"));
}

TEST_CASE("an object and a list of very many parts are read in linear time", "[base]") {
  // With a search through all earlier parts this would take minutes.
  constexpr int kParts = 100'000;
  std::string text = "{\"list\": [\"first\"";
  for (int i = 0; i < kParts; ++i) text += ", \"" + std::to_string(i) + "\"";
  text += "], \"object\": {\"first\": 0";
  for (int i = 0; i < kParts; ++i) text += ", \"" + std::to_string(i) + "\": 0";
  text += "}}";
  const auto loaded = parse_json(text, "f.json");
  REQUIRE(loaded.ok());
  Problems problems;
  JsonObject object{*loaded.value, "f.json", problems};
  CHECK(object.text_items("list").size() == kParts + 1);
  CHECK(object.members("object").size() == kParts + 1);
  CHECK(problems.empty());
}

TEST_CASE("an object is read with all its mistakes", "[base]") {
  const auto loaded = parse_json(
      R"({"name": 7, "names": ["a", "a", 3, ""], "of": "x", "tilte": "t", "n": "1", "empty": ""})",
      "f.json");
  REQUIRE(loaded.ok());
  Problems problems;
  JsonObject object{*loaded.value, "f.json", problems};
  CHECK(object.text("name").empty());
  CHECK(object.text("missing").empty());
  CHECK(object.optional_text("of") == "x");
  CHECK(object.texts("names") == std::vector<std::string>{"a"});
  CHECK_FALSE(object.optional_number("n"));
  CHECK_FALSE(object.optional_text("empty"));
  CHECK_FALSE(object.optional_text("title"));
  object.finish();
  std::vector<std::string> lines;
  for (const Problem& problem : problems) lines.push_back(to_string(problem));
  CHECK(lines ==
        std::vector<std::string>{
            R"(f.json:1:10: /name: expected a text, found 7)",
            R"(f.json:1:1: expected the key "missing", which is missing)",
            R"(f.json:1:28: /names/1: "a" stands twice in this list; keep one of the two)",
            R"(f.json:1:33: /names/2: expected a text, found 3)",
            R"(f.json:1:36: /names/3: expected a text, found an empty one)",
            R"(f.json:1:71: /n: expected a number, found "1")",
            R"(f.json:1:85: /empty: expected a text, found an empty one)",
            R"(f.json:1:61: /tilte: the key "tilte" is not known here; did you mean "title"?)",
        });
}

}  // namespace jauap::base
