#include "bot/understanding/cascade.h"

#include <algorithm>

#include "bot/understanding/actions.h"

namespace jauap::understanding {
namespace {

using intents::LineToken;
using intents::Match;
using query::Sense;
using text::ValueKind;

// A name of a thing before a kind of things before what is said of them: the more special sense is
// what a slot asks for.
std::string_view type_of(const Mention& mention) {
  const auto has = [&](Sense::Type type) {
    return std::any_of(mention.senses.begin(), mention.senses.end(),
                       [&](const Sense& sense) { return sense.type == type; });
  };
  if (has(Sense::Type::Entity)) return "entity";
  if (has(Sense::Type::Kind)) return "kind";
  return "property";
}

std::string_view type_of(const text::TypedValue& value) {
  switch (value.kind) {
    case ValueKind::Number:
      return "number";
    case ValueKind::Ordinal:
      return "ordinal";
    case ValueKind::Percent:
      return "percent";
    case ValueKind::Money:
      return "money";
    case ValueKind::Date:
      return "date";
    case ValueKind::Time:
      return "time";
  }
  return "";
}

// The line as the rules see it, from `at` on, as far as a rule can reach. A single word may be a
// name and a word of the rules at once ("year"); `names_first` tells which of the two it is taken
// for.
std::vector<LineToken> tokens_of(const Line& line, std::size_t at,
                                 const std::vector<std::string>& rule_words, bool names_first) {
  const std::size_t end = std::min(line.items.size(), at + kLongestStretch);
  std::vector<LineToken> tokens;
  tokens.reserve(end - at);
  for (; at < end; ++at) {
    const Item& item = line.items[at];
    LineToken& token = tokens.emplace_back();
    token.text = item.text;
    token.span = {line.tokens[item.first].span.begin,
                  line.tokens[item.first + item.count - 1].span.end};
    const auto* mention = std::get_if<Mention>(&item.meaning);
    const auto* value = std::get_if<text::TypedValue>(&item.meaning);
    if (mention != nullptr || value != nullptr) {
      const bool is_word = !names_first && item.count == 1 &&
                           std::binary_search(rule_words.begin(), rule_words.end(), item.text);
      if (is_word) continue;
      token.type = mention != nullptr ? type_of(*mention) : type_of(*value);
      if (value != nullptr) token.number = value->number;
    } else if (std::holds_alternative<Asked>(item.meaning)) {
      token.type = "asked";
    } else if (!std::holds_alternative<Plain>(item.meaning)) {
      token.type = "understood";
    }
  }
  return tokens;
}

// The rules that take a stretch beginning at `at`, the longest stretch first, in both views.
std::vector<Match> matches_at(const Line& line, const intents::Matcher& rules, std::size_t at) {
  const auto names = tokens_of(line, at, rules.words(), true);
  const auto words = tokens_of(line, at, rules.words(), false);
  std::vector<Match> matches = rules.match_at(names, 0);
  const bool differ =
      !std::equal(names.begin(), names.end(), words.begin(),
                  [](const LineToken& a, const LineToken& b) { return a.type == b.type; });
  if (differ) {
    const auto more = rules.match_at(words, 0);
    matches.insert(matches.end(), more.begin(), more.end());
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& a, const Match& b) { return a.count > b.count; });
  }
  for (Match& match : matches) {
    match.first += at;
    for (auto& capture : match.captures) capture.first += at;
  }
  return matches;
}

// Whether the stretch stands where the rule's option "at" wants it. Function words do not count as
// something behind or in front: "who is X then?".
bool stands_right(const Match& match, const Line& line, const text::Words& words) {
  const auto at = match.intent->options.find("at");
  if (at == match.intent->options.end()) return true;
  const auto is_empty = [&](const Item& item) {
    return std::holds_alternative<Plain>(item.meaning) && words.function_words.count(item.text) > 0;
  };
  const auto begin = line.items.begin() + static_cast<std::ptrdiff_t>(match.first);
  const auto end = begin + static_cast<std::ptrdiff_t>(match.count);
  const bool starts = match.first == 0;
  const bool ends = std::all_of(end, line.items.end(), is_empty);
  if (at->second == "start") return starts;
  if (at->second == "inside") return !starts;
  if (at->second == "end") return ends;
  return starts && ends;
}

// Every rewrite shortens the line or types a word, so the cascade ends whatever the rules say.
bool changes(const Line& line, const Match& match, const std::vector<Item>& items) {
  if (items.size() != match.count) return items.size() < match.count;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].meaning.index() != line.items[match.first + i].meaning.index()) return true;
  }
  return false;
}

// Whether a longer stretch that begins a little further left takes this one in: "what does the
// figure of" comes before "figure of". It is reached later.
bool is_part_of_longer(const Line& line, const intents::Matcher& rules, const text::Words& words,
                       bool drops, const Match& match) {
  constexpr std::size_t kLookedAt = 4;
  const std::size_t end = match.first + match.count;
  const std::size_t from = match.first - std::min(match.first, kLookedAt);
  for (std::size_t at = from; at < match.first; ++at) {
    for (const Match& other : matches_at(line, rules, at)) {
      if (at + other.count < end) break;  // the longest come first
      if ((other.intent->operation == kDrop) == drops && stands_right(other, line, words)) {
        return true;
      }
    }
  }
  return false;
}

// One pass from right to left: of the rules that drop their stretch, or of the others.
void run_pass(Line& line, const intents::Matcher& rules, const text::Words& words, bool drops,
              std::vector<Rewrite>& rewrites) {
  for (std::size_t at = line.items.size(); at-- > 0;) {
    bool rewritten = true;
    while (rewritten && at < line.items.size()) {
      rewritten = false;
      for (const Match& match : matches_at(line, rules, at)) {
        if (!stands_right(match, line, words)) continue;
        if ((match.intent->operation == kDrop) != drops) continue;
        const Action action = find_action(match.intent->operation);
        if (action == nullptr) continue;
        auto items = action(line, match);
        if (!items || !changes(line, match, *items)) continue;
        if (is_part_of_longer(line, rules, words, drops, match)) continue;
        const Item& last = line.items[match.first + match.count - 1];
        const std::size_t first = line.items[match.first].first;
        rewrites.push_back({match.intent->name + ": " + match.sentence->text,
                            text::join(line.tokens, first, last.first + last.count - first)});
        const auto begin = line.items.begin() + static_cast<std::ptrdiff_t>(match.first);
        const auto after =
            line.items.erase(begin, begin + static_cast<std::ptrdiff_t>(match.count));
        line.items.insert(after, items->begin(), items->end());
        rewritten = true;
        break;
      }
    }
  }
}

}  // namespace

const std::vector<std::string>& slot_types() {
  static const std::vector<std::string> kTypes{"entity",  "kind",  "property", "number", "ordinal",
                                               "percent", "money", "date",     "time",   "asked"};
  return kTypes;
}

std::vector<Rewrite> run_cascade(Line& line, const intents::Matcher& rules,
                                 const text::Words& words) {
  std::vector<Rewrite> rewrites;
  // Polite frames first, so that what is whole without them is seen to be whole.
  run_pass(line, rules, words, true, rewrites);
  run_pass(line, rules, words, false, rewrites);
  return rewrites;
}

}  // namespace jauap::understanding
