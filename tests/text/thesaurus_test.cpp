#include "bot/text/thesaurus.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "bot/base/files.h"
#include "tests/support/lighthouse.h"

namespace jauap::text {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path{JAUAP_SOURCE_DIR} / "tests/wordnet";

const std::vector<std::string> kFiles{"index.noun", "data.noun", "index.verb", "data.verb",
                                      "index.adj",  "data.adj",  "index.adv",  "data.adv"};

Thesaurus small_thesaurus() {
  auto loaded = Thesaurus::open(kFolder);
  REQUIRE(loaded.ok());
  return std::move(*loaded.value);
}

// "broaden, extend; expand": the words of one relation, and those of the next.
std::string written(const std::vector<Thesaurus::Like>& all) {
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) text += all[i].relation == all[i - 1].relation ? ", " : "; ";
    text += all[i].words;
  }
  return text;
}

}  // namespace

TEST_CASE("opposites are given by themselves", "[text]") {
  const Thesaurus thesaurus = small_thesaurus();
  const text::Words& words = english_words();
  CHECK(thesaurus.opposites("rise", words) == std::vector<std::string>{"fall"});
  CHECK(thesaurus.opposites("rising", words) == std::vector<std::string>{"fall"});
  // The opposite of a word, not of those that mean the same.
  CHECK(thesaurus.opposites("climb", words).empty());
  CHECK(thesaurus.opposites("harbour", words).empty());
}

TEST_CASE("words of like meaning come nearest first", "[text]") {
  const Thesaurus thesaurus = small_thesaurus();
  const std::vector<std::pair<std::string, std::string>> cases{
      {"pact", "treaty, accord"},  // and not "agreement", which is broader
      {"treaties", "pact, accord"},
      {"widen", "broaden, extend; expand"},
      {"widened", "broaden, extend; expand"},
      {"began", "commence, start"},
      {"end", "commence to stop"},
      {"immense", "vast; huge, enormous"},
      {"instrument", "official document; tool"},
      {"collaboration", "cooperate, collaborate"},
      {"expand", "extend; widen, broaden; expansion, enlargement"},
      {"visitor", "caller"},  // who does it is not what is done
      {"visit", "call on"},
      {"fast", "swiftly"},
      {"climb", "rise, mount"},  // and not "fall"
      {"president", ""},         // a proper name in most of its senses
      {"latvian", ""},
      {"latvians", ""},
      {"euro", ""},  // an amount of money
      {"objective", "aim"},
      {"agreement", "understanding"},
      {"zebra", ""},
      {"", ""},
      {"a\nb", ""},
      {"\xFF\xFE", ""},
  };
  for (const auto& [word, expected] : cases) {
    INFO(word);
    CHECK(written(thesaurus.like(word, english_words())) == expected);
  }
}

TEST_CASE("proper names and amounts are told from other words", "[text]") {
  const Thesaurus thesaurus = small_thesaurus();
  for (const char* word : {"latvian", "latvians", "president", "euro", "euros"}) {
    INFO(word);
    CHECK(thesaurus.is_name_or_number(word, english_words()));
  }
  for (const char* word : {"pact", "visitor", "china", "zebra", ""}) {
    INFO(word);
    CHECK_FALSE(thesaurus.is_name_or_number(word, english_words()));
  }
}

TEST_CASE("a thesaurus that was not opened knows no word", "[text]") {
  CHECK(Thesaurus{}.like("pact", english_words()).empty());
  CHECK_FALSE(Thesaurus{}.is_name_or_number("latvian", english_words()));
}

TEST_CASE("a folder without the files is a problem that names each", "[text]") {
  const auto loaded = Thesaurus::open(kFolder / "nowhere");
  CHECK_FALSE(loaded.ok());
  REQUIRE(loaded.problems.size() == kFiles.size());
  CHECK(loaded.problems.front().file == (kFolder / "nowhere/index.noun").string());
}

TEST_CASE("files with any bytes are a thesaurus that knows less", "[text]") {
  const fs::path folder = fs::temp_directory_path() / "jauap_thesaurus_test";
  fs::create_directories(folder);
  std::mt19937 random{7};  // NOLINT(bugprone-random-generator-seed): the same each time
  for (int round = 0; round < 200; ++round) {
    for (const std::string& name : kFiles) {
      std::string bytes = base::read_file(kFolder / name).value.value();
      for (int i = 0; i < 12; ++i) bytes[random() % bytes.size()] = " \n0|9f@"[random() % 7];
      bytes.resize(random() % (bytes.size() + 1));
      std::ofstream{folder / name, std::ios::binary} << bytes;
    }
    const auto loaded = Thesaurus::open(folder);
    REQUIRE(loaded.ok());
    for (const char* word : {"pact", "widen", "president", "immense", "instrument"}) {
      CHECK(loaded.value->like(word, english_words()).size() < 100);
    }
  }
  fs::remove_all(folder);
}

}  // namespace jauap::text
