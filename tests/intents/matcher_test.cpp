#include "bot/intents/matcher.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/intents/small_language.h"

namespace jauap::intents {
namespace {

// Each match as "name: captures", best first.
std::vector<std::string> found(const std::vector<Match>& matches) {
  std::vector<std::string> lines;
  for (const Match& match : matches) {
    lines.push_back(match.intent->name + ": " + shown(match.captures));
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the order of matches does not depend on the order of loading", "[intents]") {
  std::vector<Intent> intents =
      intents_of({"show {@x}", "show paris", "[do] show paris", "show {entity}", "show (paris|x)"});
  const Lines wanted{"b: ", "c: ", "e: ", "a: @x=paris"};
  // Equal scores: by name.
  do {
    const Matcher matcher{intents};
    CHECK(found(matcher.match(line_of("show paris"))) == wanted);
  } while (std::next_permutation(
      intents.begin(), intents.end(),
      [](const Intent& left, const Intent& right) { return left.name < right.name; }));
}

TEST_CASE("weight comes before wildcards, wildcards before literal words", "[intents]") {
  auto intents = intents_of({"tell {@x}", "tell me {@x}", "tell {entity} {@x}"});
  CHECK(found(Matcher{intents}.match(line_of("tell me all"))) ==
        Lines{"b: @x=all", "a: @x=me all"});
  intents[0].sentences[0].weight = 1;
  CHECK(found(Matcher{intents}.match(line_of("tell me all"))) ==
        Lines{"a: @x=me all", "b: @x=all"});
}

TEST_CASE("a template found through several words is one match", "[intents]") {
  const auto intents = intents_of({"(a b|b a|c)"});
  CHECK(Matcher{intents}.match(line_of("a b")).size() == 1);
}

TEST_CASE("a capture knows its tokens and where they were typed", "[intents]") {
  const auto intents = intents_of({"who is {@person} from {entity}"});
  const auto matches = Matcher{intents}.match(line_of("Who is Ada Lovelace from {entity:x}?"));
  REQUIRE(matches.size() == 1);
  const Capture& person = matches[0].captures.at(0);
  CHECK(person.first == 2);
  CHECK(person.count == 2);
  CHECK(person.span == text::Span{7, 19});
  CHECK(matches[0].captures.at(1).span == text::Span{25, 35});
}

TEST_CASE("only the wanted intents take a stretch", "[intents]") {
  const auto intents = intents_of({"the {kind}", "the {@x}"});
  const Matcher matcher{intents};
  const auto line = line_of("the {kind:k}");
  CHECK(matcher.match_at(line, 0).size() == 2);
  const auto is_b = [](const Intent& intent) { return intent.name == "b"; };
  CHECK(found(matcher.match_at(line, 0, is_b)) == Lines{"b: @x=k"});
}

TEST_CASE("a stretch is the longest from its first token", "[intents]") {
  const auto intents = intents_of({"the {kind}", "the {kind} of {entity}", "{kind}",
                                   "the {kind} [of {1..5:n}] [a [b]]", "in {@x}", "{@x} of"});
  const Matcher matcher{intents};
  const auto at = [&](const std::string& text, std::size_t first) {
    Lines lines;
    for (const Match& match : matcher.match_at(line_of(text), first)) {
      lines.push_back(std::to_string(match.count) + " " + match.intent->name + ": " +
                      shown(match.captures));
    }
    return lines;
  };
  CHECK(at("is the {kind:k} of {entity:e} big", 1) ==
        Lines{"4 b: kind=k entity=e", "3 f: @x=the k", "2 a: kind=k", "2 d: kind=k"});
  CHECK(at("the {kind:k} of {number:9} a b", 0) ==
        Lines{"3 f: @x=the k", "2 a: kind=k", "2 d: kind=k"});
  CHECK(at("the {kind:k} of {number:5} a b c", 0) ==
        Lines{"6 d: kind=k n=5", "3 f: @x=the k", "2 a: kind=k"});
  CHECK(at("the {kind:k} a b", 1) == Lines{"1 c: kind=k"});
  CHECK(at("in a b", 0) == Lines{"3 e: @x=a b"});
  CHECK(at("in", 0).empty());
  CHECK(at("in", 1).empty());
  CHECK(at("", 0).empty());
}

TEST_CASE("no line is too odd", "[intents]") {
  const auto intents = intents_of({"a {entity} b", "go {@x}", "top {1..3:n}"});
  const Matcher matcher{intents};
  const auto words = [](const std::vector<std::string>& texts) {
    std::vector<LineToken> line;
    for (const std::string& text : texts) line.push_back({text, "", std::nullopt, {}});
    return line;
  };
  CHECK(matcher.match({}).empty());
  CHECK(matcher.match(words({"a", "{entity}", "b"})).empty());
  CHECK(matcher.match(words({"a {entity} b"})).empty());
  CHECK(matcher.match(words({"go", "\xFF\xC0"})).size() == 1);
  CHECK(matcher.match(words({"go", std::string(1, '\0')})).size() == 1);
  CHECK(matcher.match(words({"go", ""})).size() == 1);
  CHECK(matcher.match(words({"go", "x\ny"})).size() == 1);
  CHECK(matcher.match(words(std::vector<std::string>(5000, "go"))).empty());
  CHECK(matcher.match_at(words(std::vector<std::string>(5000, "go")), 4990).size() == 1);
  std::vector<LineToken> strange = words({"a", "x", "b"});
  strange[1].type = "entity} b {entity";
  CHECK(matcher.match(strange).empty());
  std::vector<LineToken> number = words({"top", "3"});
  number[1].type = "number";
  CHECK(matcher.match(number).empty());  // a number without its value
  number[1].number = 3;
  CHECK(matcher.match(number).size() == 1);
}

TEST_CASE("near misses share the most words", "[intents]") {
  const auto intents = intents_of({"how big is {entity}", "how big was it", "who is {entity}"});
  const Matcher matcher{intents};
  const auto near = matcher.nearest(line_of("how big is it really"), 2);
  REQUIRE(near.size() == 2);
  CHECK(near[0].intent->name == "a");
  CHECK(near[0].shared == 3);
  CHECK(near[1].intent->name == "b");
  CHECK(matcher.nearest(line_of("nothing of it all is here"), 9).size() == 3);
  CHECK(matcher.nearest(line_of("unheard"), 9).empty());
  CHECK(matcher.words() == Lines{"big", "how", "is", "it", "was", "who"});
}

TEST_CASE("threads share a matcher whose patterns are not compiled yet", "[intents][threads]") {
  std::vector<std::string> sentences;
  for (int i = 0; i < 26; ++i) {
    sentences.push_back("w" + std::to_string(i) + " of {entity} [in {1..9:n}] [x [y]]");
  }
  const auto intents = intents_of(sentences);
  const Matcher matcher{intents};
  std::vector<std::size_t> hits(4);
  std::vector<std::thread> threads;
  for (std::size_t& mine : hits) {
    threads.emplace_back([&matcher, &mine] {
      for (int i = 0; i < 26; ++i) {
        const auto line = line_of("w" + std::to_string(i) + " of {entity:a} in {number:7} x");
        mine += matcher.match(line).size() + matcher.match_at(line, 0).size();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(hits == std::vector<std::size_t>{52, 52, 52, 52});
}

}  // namespace jauap::intents
