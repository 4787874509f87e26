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
constexpr std::size_t kShortestDivided = 5;
constexpr std::size_t kShortestOfAny = 6;  // shorter ones into the commonest words alone
constexpr std::size_t kLongestDivided = 60;
constexpr std::size_t kFew = 3;  // parts; a word of more must be longer
constexpr std::size_t kShortestOfMany = 12;
constexpr std::size_t kMostDivisions = 8;  // of more than one none is sure

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

// "Whois", "howare".
bool asks_what_is(const std::vector<std::string>& parts, const Words& words) {
  return words.being_words.count(parts.back()) > 0 &&
         words.question_openings.length_at({{parts.front(), TokenKind::Word, {}}}, 0) == 1 &&
         words.being_words.count(parts.front()) == 0;
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
  const std::size_t size = word.size();
  if (size < kShortestDivided || size > kLongestDivided) return found;
  // From where on the word can be divided into how many parts at least, and where the first of
  // these may end.
  constexpr std::size_t kNone = kLongestDivided + 1;
  std::vector<std::size_t> fewest(size + 1, kNone);
  std::vector<std::vector<std::size_t>> ends(size + 1);
  fewest[size] = 0;
  for (std::size_t begin = size; begin-- > 0;) {
    for (std::size_t end = begin + kShortestPart; end <= size; ++end) {
      const bool is_whole = begin == 0 && end == size;
      if (fewest[end] == kNone || is_whole || fewest[end] + 1 > fewest[begin]) continue;
      if (!is_part(std::string{word.substr(begin, end - begin)}, spelling, words)) continue;
      if (fewest[end] + 1 < fewest[begin]) ends[begin].clear();
      fewest[begin] = fewest[end] + 1;
      ends[begin].push_back(end);
    }
  }
  if (fewest[0] == kNone || (fewest[0] > kFew && size < kShortestOfMany)) return found;
  std::vector<std::string> parts;
  const auto add = [&] {
    const bool has_name = std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
      return part.size() >= kShortestName;
    });
    // "wasthe"; shorter ones may be somebody, such as Hasan, but hardly "arein" and "isthe".
    const bool is_long = size >= kShortestOfAny;
    const bool is_usual =
        parts.size() == 2 &&
        (parts.back() == words.place_preposition || asks_what_is(parts, words) ||
         (parts.back().size() > kShortestPart && words.articles.count(parts.back()) > 0));
    if (is_long ? has_name || parts.size() == 2 : is_usual) found.push_back(parts);
  };
  const auto divide = [&](const auto& self, std::size_t begin) -> void {
    if (begin == size) add();
    for (const std::size_t end : ends[begin]) {
      if (found.size() == kMostDivisions) return;
      parts.emplace_back(word.substr(begin, end - begin));
      self(self, end);
      parts.pop_back();
    }
  };
  divide(divide, 0);
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
