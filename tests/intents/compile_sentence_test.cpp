#include "bot/intents/compile_sentence.h"

#include <re2/re2.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bot/intents/matcher.h"
#include "tests/intents/small_language.h"

namespace jauap::intents {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

// `piece` as often as the limit of size allows.
std::string largest(const std::string& piece, const std::string& members) {
  std::size_t times = 1;
  while (parsed("x " + repeated(piece, times + 1), members).problems.empty()) ++times;
  return "x " + repeated(piece, times);
}

}  // namespace

TEST_CASE("a template of the greatest size compiles", "[intents]") {
  const std::string members =
      R"j("lists": {"v": {"values": ["a b", "a c", "d", "e f g", "ab", "ad"]}, )j"
      R"j("w": {"wildcard": {"min_words": 1, "max_words": 30}}})j";
  for (const std::string piece :
       {"word ", "[a] ", "(a|b|[c d]) ", "[ab(c|d|e)] ", "({v}|b) ", "({v+}|b) ", "({w}|b) ",
        "({entity}|b) ", "({entity+}|b) ", "({1..9:n}|b) ", "(a;b;[c]) ", "((aa|ab)|(ac|[ad])) "}) {
    // Each slot by a name of its own, in pieces of one choice, since no line may fill one twice.
    const bool has_slot = piece.find('{') != std::string::npos;
    std::string sentence;
    if (has_slot) {
      const std::string open = piece.substr(1, piece.find('}'));
      std::string branches = "a";
      while (parsed("x (" + branches + "|b " + open + ")", members).problems.empty()) {
        branches += "|b " + open;
      }
      sentence = "x (" + branches + ")";
    } else {
      sentence = largest(piece, members);
    }
    INFO(sentence);
    const auto one = parsed(sentence, members);
    REQUIRE(one.problems.empty());
    const auto compiled = compile_sentence(*one.intents.front().sentences.front().tree);
    for (const bool longest : {false, true}) {
      RE2::Options options;
      options.set_encoding(RE2::Options::EncodingLatin1);
      options.set_longest_match(longest);
      options.set_log_errors(false);
      const RE2 pattern{compiled.pattern, options};
      CHECK(pattern.error().empty());
      CHECK(pattern.ProgramSize() <= kMostInstructions);
    }
  }
}

TEST_CASE("a pattern takes whole tokens alone", "[intents]") {
  const auto one = parsed("[the] capital of {entity:who} (now|{1..5:n})");
  REQUIRE(one.problems.empty());
  const auto compiled = compile_sentence(*one.intents.front().sentences.front().tree);
  CHECK(compiled.pattern ==
        "((?:the |)capital of (\\{entity[\\x80-\\xff]*\\} )"
        "(?:now |(\\{number[\\x80-\\xff]*\x80[\\x80-\\xff]*\\} )))");
  const auto line = line_of("capital {number:3} {number:7}");
  CHECK(encode_line(line).text == " capital {number} {number} ");
  CHECK(encode_line(line, compiled.tests).text == " capital {number\x80} {number} ");
}

}  // namespace jauap::intents
