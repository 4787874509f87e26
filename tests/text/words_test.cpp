#include "bot/text/words.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "bot/base/files.h"

namespace jauap::text {
namespace {

const Words& english() {
  static const Words words = [] {
    const auto loaded =
        load_words(std::filesystem::path{JAUAP_SOURCE_DIR} / "intents/en/_words.json");
    std::string problems;
    for (const auto& problem : loaded.problems) problems += base::to_string(problem) + "\n";
    INFO(problems);
    REQUIRE(loaded.ok());
    return *loaded.value;
  }();
  return words;
}

}  // namespace

TEST_CASE("contractions become the words they stand for", "[text]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"What's new?", "what is new"},
      {"whats new", "what is new"},
      {"Who\u2019s the president", "who is the president"},
      {"didn't", "did not"},
      {"Didnt", "did not"},
      {"can't, cannot, cant", "can not can not can not"},
      {"won't", "will not"},
      {"I'm sure they've", "i am sure they have"},
      {"Lithuania's trade", "lithuania 's trade"},
      {"let's", "lets"},
      {"its trade", "its trade"},
      {"where'd it go", "where did it go"},
      {"who is that one", "who is that"},
      {"that one hundred came", "that one hundred came"},
  };
  for (const auto& [text, expected] : cases) {
    INFO(text);
    CHECK(join(normalize(text, english())) == expected);
    CHECK(join(normalize(expected, english())) == expected);
  }
}

TEST_CASE("the words of a contraction keep the span of what was typed", "[text]") {
  const auto tokens = normalize("So what's new", english());
  REQUIRE(tokens.size() == 4);
  CHECK(tokens[1].span == Span{3, 9});
  CHECK(tokens[2].span == Span{3, 9});
  CHECK(tokens[3].span == Span{10, 13});
}

TEST_CASE("the English words are what they should be", "[text]") {
  const Words& words = english();
  CHECK(words.language == "en");
  CHECK(words.irregular_forms.at("sold") == "sell");
  CHECK(words.irregular_forms.at("people") == "person");
  CHECK(words.months.at("sept") == 9);
  CHECK(words.currencies.at("us dollars") == "USD");
  CHECK(words.currencies.at("us $") == "USD");
  CHECK(words.scale_words.at("mln") == 1e6);
  CHECK(words.ordinal_words.at("thirtieth") == 30);
  CHECK(words.longest_contraction == 4);
  const Degree& smallest = words.adjectives.degrees.at("smallest");
  CHECK(smallest.form == Degree::Form::Most);
  CHECK_FALSE(smallest.up);
  CHECK(words.adjectives.dimensions.at(smallest.dimension).names.front() == "area");
  // Words that a question turns on are never idle.
  for (const std::string word :
       {"not", "no",     "than",  "more",   "most", "first", "other", "without",
        "it",  "they",   "there", "this",   "that", "us",    "and",   "or",
        "all", "before", "after", "except", "only", "what",  "who"}) {
    INFO(word);
    CHECK(words.function_words.count(word) == 0);
  }
}

TEST_CASE("each mistake in a word file is reported with its place", "[text]") {
  const auto folder = std::filesystem::path{JAUAP_SOURCE_DIR} / "tests/broken/words";
  std::size_t seen = 0;
  const auto files = base::list_folder(folder);
  REQUIRE(files.ok());
  for (const auto& entry : *files.value) {
    if (entry.extension() != ".json") continue;
    ++seen;
    const auto loaded = load_words(entry);
    CHECK_FALSE(loaded.ok());
    std::string found;
    for (base::Problem problem : loaded.problems) {
      problem.file = entry.filename().string();
      found += base::to_string(problem) + "\n";
    }
    auto expected = entry;
    INFO(entry.filename().string());
    CHECK(found == base::read_file(expected.replace_extension(".problems")).value.value_or(""));
  }
  CHECK(seen >= 8);
}

TEST_CASE("a word file that is not there is a problem", "[text]") {
  const auto loaded = load_words("no/such/_words.json");
  CHECK_FALSE(loaded.ok());
  CHECK(loaded.problems.size() == 1);
}

}  // namespace jauap::text
