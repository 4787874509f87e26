#include "bot/understanding/accounting.h"

#include <algorithm>

namespace jauap::understanding {
namespace {

bool is_empty(const Item& item, const text::Words& words) {
  return std::holds_alternative<Plain>(item.meaning) && words.function_words.count(item.text) > 0;
}

// "and" is explained by what it joins: something understood on either side.
bool joins(const Line& line, std::size_t index, const text::Words& words) {
  if (words.joiners.count(line.items[index].text) == 0) return false;
  std::size_t before = index;
  while (before > 0 && is_empty(line.items[before - 1], words)) --before;
  std::size_t behind = index + 1;
  while (behind < line.items.size() && is_empty(line.items[behind], words)) ++behind;
  return before > 0 && !std::holds_alternative<Plain>(line.items[before - 1].meaning) &&
         behind < line.items.size() && !std::holds_alternative<Plain>(line.items[behind].meaning);
}

// The tokens of a line that light phrases cover.
std::vector<bool> light_tokens(const Line& line, const text::Words& words) {
  std::vector<bool> is_light(line.tokens.size(), false);
  for (std::size_t i = 0; i < line.tokens.size();) {
    const std::size_t length = words.light_phrases.length_at(line.tokens, i);
    std::fill_n(is_light.begin() + static_cast<std::ptrdiff_t>(i), length, true);
    i += std::max<std::size_t>(length, 1);
  }
  return is_light;
}

// "up" in "went up": right behind a name.
bool is_particle(const Line& line, std::size_t index, const text::Words& words) {
  return index > 0 && words.particles.count(line.items[index].text) > 0 &&
         std::holds_alternative<Mention>(line.items[index - 1].meaning);
}

// "All the exports": what picks none of what is named behind it. Of "are all treaties old?" it is
// asked about.
bool determines(const Line& line, std::size_t index, const text::Words& words) {
  if (words.light_determiners.count(line.items[index].text) == 0) return false;
  const bool asks_whether = std::holds_alternative<Verified>(line.items.front().meaning);
  std::size_t next = index + 1;
  while (next < line.items.size() && is_empty(line.items[next], words)) ++next;
  return !asks_whether && next < line.items.size() &&
         !std::holds_alternative<Plain>(line.items[next].meaning);
}

// "In both councils": where something is, which the answer lists.
bool groups(const Line& line, std::size_t index, const text::Words& words) {
  return words.group_words.count(line.items[index].text) > 0 && index > 0 &&
         index + 1 < line.items.size() &&
         words.describing_prepositions.count(line.items[index - 1].text) > 0 &&
         std::holds_alternative<Mention>(line.items[index + 1].meaning);
}

}  // namespace

std::vector<std::size_t> unexplained_items(const Line& line, const text::Words& words) {
  std::vector<std::size_t> unexplained;
  const std::vector<bool> is_light = light_tokens(line, words);
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    const Item& item = line.items[i];
    if (!std::holds_alternative<Plain>(item.meaning)) continue;
    const text::Token& token = line.tokens[item.first];
    if (words.function_words.count(token.text) > 0 || words.pronouns.count(token.text) > 0)
      continue;
    if (joins(line, i, words) || is_light[item.first] || is_particle(line, i, words) ||
        determines(line, i, words) || groups(line, i, words))
      continue;
    unexplained.push_back(i);
  }
  return unexplained;
}

std::vector<std::string> unexplained_words(const Line& line, const text::Words& words,
                                           std::string_view question) {
  std::vector<std::string> unexplained;
  for (const std::size_t i : unexplained_items(line, words)) {
    std::string typed = text::typed(question, line.tokens[line.items[i].first]);
    if (std::find(unexplained.begin(), unexplained.end(), typed) == unexplained.end()) {
      unexplained.push_back(std::move(typed));
    }
  }
  return unexplained;
}

bool asks_several(const Line& line, const text::Words& words) {
  bool asked = false;
  bool asked_percent = false;
  bool named_since = false;
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    const Item& item = line.items[i];
    if (std::holds_alternative<Asked>(item.meaning)) {
      // "When was it signed, and where?" asks for one more part of the same.
      const bool adds_part =
          i + 1 == line.items.size() && i > 0 && words.joiners.count(line.items[i - 1].text) > 0;
      // "How large was it, in percent?" says how.
      const auto part = std::get<Asked>(item.meaning).wanted.part;
      const bool says_how = asked && part == query::Part::Percent && !asked_percent;
      if (asked && named_since && !adds_part && !says_how) return true;
      asked = true;
      asked_percent = asked_percent || part == query::Part::Percent;
      named_since = false;
    } else if (std::holds_alternative<Mention>(item.meaning)) {
      named_since = true;
    }
  }
  return false;
}

}  // namespace jauap::understanding
