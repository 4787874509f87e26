#include "bot/base/toml_file.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace jauap::base {

TEST_CASE("TOML is read as values with their places", "[base]") {
  const auto read = parse_toml(
      "text = \"a\"\nnumber = 12\nhalf = 0.5\nyes = true\nlist = [1, \"b\"]\nday = 2022-06-15\n"
      "[table.\"a/b\"]\nkey = 'c'\n",
      "x.toml");
  REQUIRE(read.ok());
  const JsonValue& root = *read.value;
  CHECK(root.find("text")->text == "a");
  CHECK(root.find("text")->line == 1);
  CHECK(root.find("text")->column == 8);
  CHECK(root.find("number")->number == 12);
  CHECK(root.find("number")->text == "12");
  CHECK(root.find("half")->number == 0.5);
  CHECK(root.find("yes")->boolean);
  CHECK(root.find("list")->items.at(1).text == "b");
  CHECK(root.find("list")->items.at(1).pointer == "/list/1");
  CHECK(root.find("day")->text == "2022-06-15");
  const JsonValue* key = root.find("table")->find("a/b")->find("key");
  CHECK(key->pointer == "/table/a~1b/key");
  CHECK(key->line == 8);
}

TEST_CASE("what is no TOML is one problem with its place", "[base]") {
  const std::vector<std::pair<std::string, int>> cases{
      {"a = ", 1}, {"a = 1\na = 2\n", 2}, {"\n\n[x", 3}, {"a = \"\xff\"", 1}, {"{}", 1}};
  for (const auto& [text, line] : cases) {
    INFO(text);
    const auto read = parse_toml(text, "x.toml");
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems[0].file == "x.toml");
    CHECK(read.problems[0].line == line);
    CHECK_FALSE(read.problems[0].message.empty());
  }
}

}  // namespace jauap::base
