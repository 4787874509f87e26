#include "bot/cli/printable.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

using namespace std::string_literals;

TEST_CASE("what a terminal would obey is shown instead", "[cli]") {
  struct Case {
    std::string text;
    std::string shown;
  };
  const std::vector<Case> cases{
      {"", ""},
      {"65,300 km² — Қазақстан 😀", "65,300 km² — Қазақстан 😀"},
      {"two\nlines\tand a tab", "two\nlines\tand a tab"},
      {"\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"},
      {"a\rb\bc\x7f", "a\\x0db\\x08c\\x7f"},
      {"nul\0!"s, "nul\\x00!"},
      {"\xC2\x9B"
       "31m",
       "\\u009b31m"},
      {"\u202Egnp\u2066", "\\u202egnp\\u2066"},
      {"\xFF|\xC3|\xC0\x80|\xED\xA0\x80", "\uFFFD|\uFFFD|\uFFFD\uFFFD|\uFFFD\uFFFD\uFFFD"},
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"cut \xE2\x82", "cut \uFFFD\uFFFD"},
  };
  for (const auto& [text, shown] : cases) CHECK(jauap::cli::printable(text) == shown);
}

TEST_CASE("JSON made fit for a terminal is the same JSON", "[cli]") {
  const nlohmann::json json{{"answer", "a\u009B31m\x7f\u202E\x1b b"}};
  const std::string line = jauap::cli::printable_json(json.dump());
  CHECK(line == R"({"answer":"a\u009b31m\u007f\u202e\u001b b"})");
  CHECK(nlohmann::json::parse(line) == json);
}
