#include "bot/text/typing.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "bot/text/inflect_en.h"

namespace jauap::text {
namespace {

constexpr std::size_t kShortestPart = 2;
constexpr std::size_t kShortestName = 4;    // names are this long, or too much is made of them
constexpr std::size_t kShortestJoined = 6;  // shorter words are made of halves by chance
constexpr std::size_t kShortestDivided = 6;
constexpr std::size_t kLongestDivided = 40;

// Where a letter stands more often than it may have been meant to.
struct Run {
  std::size_t begin = 0;
  std::size_t length = 0;
};

// ASCII letters only: there a letter is a byte.
std::vector<Run> held_letters(std::string_view word) {
  std::vector<Run> runs;
  for (std::size_t begin = 0; begin < word.size();) {
    std::size_t end = begin + 1;
    while (end < word.size() && word[end] == word[begin]) ++end;
    const std::size_t length = end - begin;
    const bool is_letter = word[begin] >= 'a' && word[begin] <= 'z';
    if (is_letter && (length > 2 || (length == 2 && end == word.size()))) {
      runs.push_back({begin, length});
    }
    begin = end;
  }
  // "iii" and "www" are no words with a letter held down.
  if (!runs.empty() && runs.front().length == word.size()) runs.clear();
  return runs;
}

// The word with each run two or one long, as the bits say.
std::string shortened(std::string_view word, const std::vector<Run>& runs, std::size_t bits) {
  std::string text;
  std::size_t at = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const bool is_single = (bits >> i & 1U) != 0;
    text += word.substr(at, runs[i].begin - at + (is_single ? 1 : 2));
    at = runs[i].begin + runs[i].length;
  }
  text += word.substr(at);
  return text;
}

// A word of the vocabulary or of the rules, or a form of one: "established", "held".
bool is_held(const std::string& word, const Spelling& spelling, const Words& words) {
  const auto irregular = words.irregular_forms.find(word);
  if (irregular != words.irregular_forms.end() && spelling.holds(irregular->second)) return true;
  const auto bases = base_forms_en(word);  // the word itself comes first
  return std::any_of(bases.begin(), bases.end(),
                     [&](const std::string& base) { return spelling.holds(base); });
}

std::string without_held_letters(std::string_view word, const Spelling& spelling,
                                 const Words& words) {
  constexpr std::size_t kMostRuns = 4;
  const std::vector<Run> runs = held_letters(word);
  if (runs.empty() || runs.size() > kMostRuns || spelling.knows(word)) return "";
  std::string known;
  for (std::size_t bits = 0; bits < std::size_t{1} << runs.size(); ++bits) {
    std::string text = shortened(word, runs, bits);
    if (text == word) continue;
    if (is_held(text, spelling, words) || words.contractions.count(text) > 0) return text;
    // "thee" and "inn" are words too, and yet "theee" is "the".
    if (known.empty() && spelling.knows(text)) known = std::move(text);
  }
  return known;
}

bool is_part(const std::string& part, const Spelling& spelling, const Words& words) {
  if (part.size() < kShortestPart) return false;
  if (part.size() == kShortestPart) return words.function_words.count(part) > 0;
  if (part.size() < kShortestName) return spelling.is_rule_word(part);
  return is_held(part, spelling, words) || words.contractions.count(part) > 0;
}

}  // namespace

std::vector<Token> without_held_letters(std::vector<Token> tokens, const Spelling& spelling,
                                        const Words& words) {
  bool has_changed = false;
  for (Token& token : tokens) {
    if (token.kind != TokenKind::Word) continue;
    std::string text = without_held_letters(token.text, spelling, words);
    if (text.empty()) continue;
    token.text = std::move(text);
    has_changed = true;
  }
  return has_changed ? words.expand(std::move(tokens)) : tokens;
}

std::vector<std::vector<std::string>> divisions(std::string_view word, const Spelling& spelling,
                                                const Words& words) {
  std::vector<std::vector<std::string>> found;
  if (word.size() < kShortestDivided || word.size() > kLongestDivided) return found;
  const auto add = [&](std::vector<std::string> parts) {
    const bool has_name = std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
      return part.size() >= kShortestName;
    });
    // "wasthe"; shorter ones may be somebody, such as Hasan.
    const bool are_rule_words = parts.size() == 2;
    if (has_name || are_rule_words) found.push_back(std::move(parts));
  };
  const auto part = [&](std::size_t begin, std::size_t end) {
    return is_part(std::string{word.substr(begin, end - begin)}, spelling, words);
  };
  const auto text = [&](std::size_t begin, std::size_t end) {
    return std::string{word.substr(begin, end - begin)};
  };
  const std::size_t size = word.size();
  std::vector<std::size_t> ends;  // of first parts
  for (std::size_t end = kShortestPart; end + kShortestPart <= size; ++end) {
    if (!part(0, end)) continue;
    ends.push_back(end);
    if (part(end, size)) add({text(0, end), text(end, size)});
  }
  if (!found.empty()) return found;
  for (const std::size_t first : ends) {
    for (std::size_t end = first + kShortestPart; end + kShortestPart <= size; ++end) {
      if (part(first, end) && part(end, size)) {
        add({text(0, first), text(first, end), text(end, size)});
      }
    }
  }
  return found;
}

std::string joined(const std::string& left, const std::string& right, const Spelling& spelling,
                   const Words& words) {
  if (left.size() + right.size() < kShortestJoined) return "";
  std::string whole = std::string{left}.append(right);
  if (!is_held(whole, spelling, words)) return "";
  const bool are_words = is_held(left, spelling, words) && is_held(right, spelling, words);
  return are_words ? "" : whole;
}

}  // namespace jauap::text
