#include "bot/sessions/ledger_lines.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace jauap::sessions {

TEST_CASE("entries are lines of JSON, and are read from them", "[sessions]") {
  const KeptFeedback feedback{1'655'280'000, {"How \"high\"?", "34.5 m", true, "good", "ab12"}};
  const KeptQuestion question{1'655'280'001, "ab12", "Atlantis?", "unknown", "Atlantis"};
  const std::string text = to_line(feedback) + "\n\n" + to_line(question) +
                           "\n"
                           R"({"time":"2021-01-02T03:04:05Z","question":"q","answer":"a",)"
                           R"("helpful":false,"comment":"","session":""})";
  CHECK(to_line(feedback).find(R"("time":"2022-06-15T08:00:00Z")") != std::string::npos);
  const auto read = read_ledger_lines(text, "lines");
  REQUIRE(read.ok());
  REQUIRE(read.value->feedback.size() == 2);
  REQUIRE(read.value->questions.size() == 1);
  CHECK(to_line(read.value->feedback[0]) == to_line(feedback));
  CHECK(to_line(read.value->questions[0]) == to_line(question));
  CHECK(to_iso_time(read.value->feedback[1].time) == "2021-01-02T03:04:05Z");
}

TEST_CASE("what is wrong with a line is named with its number", "[sessions]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"{", "lines:2"},
      {"[]", "lines:2"},
      {R"({"time":"yesterday","question":"q","answer":"a","helpful":true})", "expected a time"},
      {R"({"time":"2021-02-30T00:00:00Z","question":"q","answer":"a","helpful":true})",
       "expected a time"},
      {R"({"time":"2021-01-01T00:00:00Z","question":"q","answer":"a"})", "helpful"},
      {R"({"kind":"other","time":"2021-01-01T00:00:00Z"})", "expected \"feedback\""},
  };
  for (const auto& [line, wanted] : cases) {
    const auto read = read_ledger_lines("\n" + line + "\n", "lines");
    INFO(line);
    REQUIRE_FALSE(read.ok());
    CHECK_THAT(base::to_string(read.problems.front()), Catch::Matchers::Contains(wanted));
    CHECK(read.problems.front().line == 2);
  }
}

TEST_CASE("days and times are read and written", "[sessions]") {
  CHECK(parse_iso_time("2022-06-15") == 1'655'251'200);
  CHECK(parse_iso_time("2022-06-15T08:00:00Z") == 1'655'280'000);
  for (const char* wrong : {"", "2022", "2022-6-15", "2022-02-30", "2022-06-15T08:00", "x"}) {
    CHECK_FALSE(parse_iso_time(wrong).has_value());
  }
  CHECK(day_of(1'655'280'000) == "2022-06-15");
}

}  // namespace jauap::sessions
