// Random templates are made together with the set of all lines that they take, by the definition of
// each construct and without the parser or RE2; every short line is then tried on both.

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "bot/intents/matcher.h"
#include "tests/intents/small_language.h"

namespace jauap::intents {
namespace {

using Line = std::vector<std::string>;
using Language = std::set<Line>;

const Line kAlphabet{"a", "b", "{entity}", "{number:1}", "{number:3}"};
constexpr std::size_t kLongest = 4;  // of a line

struct Sample {
  std::string text;
  Language lines;  // all of at most kLongest tokens
};

Language joined(const Language& left, const Language& right) {
  Language all;
  for (const Line& head : left) {
    for (const Line& tail : right) {
      if (head.size() + tail.size() > kLongest) continue;
      Line line = head;
      line.insert(line.end(), tail.begin(), tail.end());
      all.insert(std::move(line));
    }
  }
  return all;
}

Language either(Language left, const Language& right) {
  left.insert(right.begin(), right.end());
  return left;
}

Language lines_over(const Line& alphabet, std::size_t shortest, std::size_t longest) {
  Language all;
  Language level{{}};
  Language letters;
  for (const std::string& letter : alphabet) letters.insert({letter});
  for (std::size_t length = 0; length <= longest; ++length) {
    if (length >= shortest) all.insert(level.begin(), level.end());
    level = joined(level, letters);
  }
  return all;
}

class Maker {
 public:
  explicit Maker(unsigned seed) : random_{seed} {}

  Sample make(int depth) {
    switch (below(depth > 0 ? 11 : 5)) {
      case 0:
      case 1:
        return {"a", {{"a"}}};
      case 2:
        return {"b", {{"b"}}};
      case 3:
        return slot();
      case 4:
        return {"{w:" + name() + "}", lines_over(kAlphabet, 1, 2)};
      case 5:
      case 6:
      case 7: {
        const Sample left = make(depth - 1);
        const Sample right = make(depth - 1);
        return {left.text + " " + right.text, joined(left.lines, right.lines)};
      }
      case 8: {
        const Sample left = make(depth - 1);
        const Sample right = make(depth - 1);
        return {"(" + left.text + "|" + right.text + ")", either(left.lines, right.lines)};
      }
      case 9: {
        const Sample inner = make(depth - 1);
        return {"[" + inner.text + "]", either(inner.lines, {{}})};
      }
      default: {
        const Sample left = make(depth - 1);
        const Sample right = make(depth - 1);
        return {"(" + left.text + "; " + right.text + ")",
                either(joined(left.lines, right.lines), joined(right.lines, left.lines))};
      }
    }
  }

  unsigned below(unsigned sides) { return static_cast<unsigned>(random_() % sides); }

 private:
  std::string name() { return "s" + std::to_string(++names_); }

  Sample slot() {
    switch (below(4)) {
      case 0:
        return {"{entity:" + name() + "}", {{"{entity}"}}};
      case 1:
        return {"{number:" + name() + "}", {{"{number:1}"}, {"{number:3}"}}};
      case 2:
        return {"{1..2:" + name() + "}", {{"{number:1}"}}};
      default:
        return {"{entity+:" + name() + "}", lines_over({"{entity}"}, 1, kLongest)};
    }
  }

  std::mt19937 random_;
  int names_ = 0;
};

std::string text_of(const Line& line) {
  std::string text;
  for (const std::string& token : line) text += token + " ";
  return text;
}

bool holds(const Line& line, const Line& phrase) {
  return std::search(line.begin(), line.end(), phrase.begin(), phrase.end()) != line.end();
}

}  // namespace

TEST_CASE("matching agrees with the set of all lines of a template", "[intents]") {
  const std::string lists = R"("lists": {"w": {"wildcard": {"min_words": 1, "max_words": 2}}})";
  const Language all = lines_over(kAlphabet, 1, kLongest);
  std::vector<std::vector<LineToken>> lines;
  for (const Line& line : all) lines.push_back(line_of(text_of(line)));
  Maker maker{20};
  std::size_t comparisons = 0;
  std::size_t hits = 0;
  std::size_t wrong = 0;
  while (comparisons < 120'000) {
    Sample sample = maker.make(4);
    const Line forbidden = maker.below(4) == 0 ? Line{"a", "{entity}"} : Line{};
    if (!forbidden.empty()) sample.text += " !(a {entity})";
    const auto one = parsed(sample.text, lists);
    if (!one.problems.empty()) continue;  // takes the empty line or anything
    const Matcher matcher{one.intents};
    std::size_t index = 0;
    for (const Line& line : all) {
      const bool is_forbidden = !forbidden.empty() && holds(line, forbidden);
      const bool whole = !is_forbidden && sample.lines.count(line) > 0;
      std::size_t longest = 0;  // of a stretch from the second token on
      for (std::size_t end = 2; end <= line.size() && !is_forbidden; ++end) {
        const Line stretch(line.begin() + 1, line.begin() + static_cast<std::ptrdiff_t>(end));
        if (sample.lines.count(stretch) > 0) longest = end - 1;
      }
      const auto& tokens = lines[index++];
      const auto stretches = matcher.match_at(tokens, 1);
      const bool agrees = matcher.match(tokens).empty() != whole &&
                          (stretches.empty() ? 0 : stretches.front().count) == longest;
      hits += whole ? 1 : 0;
      comparisons += 2;
      if (agrees) continue;
      ++wrong;
      if (wrong < 10) CHECK(sample.text + "  <-  " + text_of(line) == "");
    }
  }
  CHECK(wrong == 0);
  CHECK(hits > 1000);
}

}  // namespace jauap::intents
