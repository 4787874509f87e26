#include "bot/understanding/cascade.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "bot/understanding/actions.h"
#include "bot/understanding/calculation_actions.h"

namespace jauap::understanding {
namespace {

using intents::LineToken;
using intents::Match;
using query::Sense;
using text::ValueKind;

// A name of a thing before a kind of things before what is said of them: the more special sense is
// what a slot asks for.
std::string_view type_of(const Mention& mention) {
  if (query::has_sense(mention.senses, Sense::Type::Entity)) return "entity";
  if (query::has_sense(mention.senses, Sense::Type::Kind)) return "kind";
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

bool is_name_or_value(const Item& item) {
  return std::holds_alternative<Mention>(item.meaning) ||
         std::holds_alternative<text::TypedValue>(item.meaning);
}

// An item as the rules see it, where it stands for a name if it can.
LineToken token_of(const Line& line, const Item& item) {
  LineToken token;
  token.text = item.text;
  token.span = {line.tokens[item.first].span.begin,
                line.tokens[item.first + item.count - 1].span.end};
  if (const auto* mention = std::get_if<Mention>(&item.meaning)) {
    token.type = type_of(*mention);
  } else if (const auto* value = std::get_if<text::TypedValue>(&item.meaning)) {
    token.type = type_of(*value);
    token.number = value->number;
  } else if (std::holds_alternative<Asked>(item.meaning)) {
    token.type = "asked";
  } else if (std::holds_alternative<InUnit>(item.meaning)) {
    token.type = "unit";
  } else if (!std::holds_alternative<Plain>(item.meaning)) {
    token.type = "understood";
  }
  return token;
}

// Of so many words that are names and words of the rules at once, each is tried as the only name.
constexpr std::size_t kMostViews = 4;

// The rules go over the line in three passes.
enum class Pass : std::uint8_t { Frames, Calculations, Parts };

Pass pass_of(const intents::Intent& intent) {
  // "Where does it say that …" is no frame, though parts of it may be.
  if (intent.operation == kAsk && option(intent, "wanted") == "source") return Pass::Frames;
  if (intent.operation == kDrop || intent.operation == kClaim) return Pass::Frames;
  return intent.operation == kCalculate || intent.operation == kSeparate ? Pass::Calculations
                                                                         : Pass::Parts;
}

template <Pass kPass>
bool is_of(const intents::Intent& intent) {
  return pass_of(intent) == kPass;
}

intents::Matcher::Wanted rules_of(Pass pass) {
  switch (pass) {
    case Pass::Frames:
      return is_of<Pass::Frames>;
    case Pass::Calculations:
      return is_of<Pass::Calculations>;
    case Pass::Parts:
      break;
  }
  return is_of<Pass::Parts>;
}

// What the rules of a pass find at each position of a line, looked for once and again only where a
// rewrite may have changed it.
class Finds {
 public:
  Finds(Line& line, const intents::Matcher& rules, Pass pass)
      : line_{line}, rules_{rules}, wanted_{rules_of(pass)} {
    found_.resize(line.items.size());
    for (const Item& item : line.items) {
      tokens_.push_back(token_of(line, item));
      has_two_views_.push_back(has_two_views(item));
    }
    ids_ = rules.ids_of(tokens_);
  }

  const Line& line() const { return line_; }

  // Their places are counted from `at`.
  const std::vector<Match>& at(std::size_t at) {
    auto& found = found_[at];
    if (!found) found = find_matches(at);
    return *found;
  }

  void mark_claim() { line_.claims = true; }

  void rewrite(std::size_t first, std::size_t count, std::vector<Item> items) {
    const auto replace = [&](auto& all, auto begin, auto end) {
      const auto from = all.begin() + static_cast<std::ptrdiff_t>(first);
      const auto place = all.erase(from, from + static_cast<std::ptrdiff_t>(count));
      all.insert(place, begin, end);
    };
    const std::vector<Found> nothing(items.size());
    replace(found_, nothing.begin(), nothing.end());
    std::vector<LineToken> tokens;
    std::vector<bool> two_views;
    for (const Item& item : items) {
      tokens.push_back(token_of(line_, item));
      two_views.push_back(has_two_views(item));
    }
    const auto ids = rules_.ids_of(tokens);
    replace(ids_, ids.begin(), ids.end());
    replace(tokens_, tokens.begin(), tokens.end());
    replace(has_two_views_, two_views.begin(), two_views.end());
    replace(line_.items, std::make_move_iterator(items.begin()),
            std::make_move_iterator(items.end()));
    const std::size_t reach = first - std::min(first, kLongestStretch);
    std::fill(found_.begin() + static_cast<std::ptrdiff_t>(reach),
              found_.begin() + static_cast<std::ptrdiff_t>(first), Found{});
  }

 private:
  using Found = std::optional<std::vector<Match>>;

  // Whether a single word is a name and a word of the rules at once: "year".
  bool has_two_views(const Item& item) const {
    const auto& words = rules_.words();
    return item.count == 1 && is_name_or_value(item) &&
           std::binary_search(words.begin(), words.end(), item.text);
  }

  // The rules that take a stretch beginning at `at`, the longest stretch first, in both views.
  std::vector<Match> find_matches(std::size_t at) const {
    const std::size_t count = std::min(tokens_.size() - at, kLongestStretch);
    const auto within_reach = std::span{tokens_}.subspan(at, count);
    const auto ids = std::span{ids_}.subspan(at, count);
    std::vector<Match> matches = rules_.match_at(within_reach, ids, 0, wanted_);
    const auto first = has_two_views_.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = first + static_cast<std::ptrdiff_t>(count);
    if (std::find(first, end, true) == end) return matches;
    std::vector<LineToken> as_words{within_reach.begin(), within_reach.end()};
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < count; ++i) {
      if (!has_two_views_[at + i]) continue;
      places.push_back(i);
      as_words[i].type.clear();
      as_words[i].number.reset();
    }
    const auto add_matches = [&](const std::vector<LineToken>& view) {
      const auto more = rules_.match_at(view, 0, wanted_);
      matches.insert(matches.end(), more.begin(), more.end());
    };
    add_matches(as_words);
    // "The name of the document": the one is a word of the rule, the other what it takes.
    if (places.size() > 1 && places.size() <= kMostViews) {
      for (const std::size_t place : places) {
        auto view = as_words;
        view[place] = within_reach[place];
        add_matches(view);
      }
    }
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& a, const Match& b) { return a.count > b.count; });
    return matches;
  }

  Line& line_;
  const intents::Matcher& rules_;
  intents::Matcher::Wanted wanted_;
  std::vector<LineToken> tokens_;  // by item, as all others
  std::vector<intents::Matcher::TokenId> ids_;
  std::vector<bool> has_two_views_;
  std::vector<Found> found_;
};

// A match found at `at` with its places counted from the beginning of the line.
Match placed(Match match, std::size_t at) {
  match.first += at;
  for (auto& capture : match.captures) capture.first += at;
  return match;
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
bool is_part_of_longer(Finds& finds, const text::Words& words, const Match& match) {
  constexpr std::size_t kLookedAt = 6;
  const std::size_t end = match.first + match.count;
  const std::size_t from = match.first - std::min(match.first, kLookedAt);
  for (std::size_t at = from; at < match.first; ++at) {
    for (const Match& other : finds.at(at)) {
      if (at + other.count < end) break;  // the longest come first
      if (stands_right(placed(other, at), finds.line(), words)) return true;
    }
  }
  return false;
}

// "What came later": where a word is a name and a word of the rules at once, what asks for a
// calculation takes it as its own, so that no operand is left with it.
bool keeps_less(const std::vector<Match>& matches, const Match& match) {
  return std::any_of(matches.begin(), matches.end(), [&](const Match& other) {
    return other.count == match.count && other.captures.size() < match.captures.size();
  });
}

// Rewrites the stretch that the best rule at `at` takes; false where none takes any.
bool rewrite_at(Finds& finds, std::size_t at, const text::Words& words, Pass pass,
                std::vector<Rewrite>& rewrites) {
  const Line& line = finds.line();
  for (const Match& found : finds.at(at)) {
    if (pass == Pass::Calculations && keeps_less(finds.at(at), found)) continue;
    const Match match = placed(found, at);
    if (!stands_right(match, line, words)) continue;
    // A frame is more than a word that is a name: "state" in front of "… that borders Texas".
    if (pass == Pass::Frames && match.count == 1 &&
        std::holds_alternative<Mention>(line.items[at].meaning)) {
      continue;
    }
    const Action action = find_action(match.intent->operation);
    if (action == nullptr) continue;
    auto items = action(line, match);
    if (!items || !changes(line, match, *items)) continue;
    if (is_part_of_longer(finds, words, match)) continue;
    const Item& last = line.items[match.first + match.count - 1];
    const std::size_t first = line.items[match.first].first;
    rewrites.push_back({match.intent->name + ": " + match.sentence->text,
                        text::join(line.tokens, first, last.first + last.count - first)});
    finds.rewrite(match.first, match.count, std::move(*items));
    if (match.intent->operation == kClaim) finds.mark_claim();
    return true;
  }
  return false;
}

// One pass from right to left.
std::vector<Rewrite> run_pass(Line& line, const intents::Matcher& rules, const text::Words& words,
                              Pass pass) {
  std::vector<Rewrite> rewrites;
  Finds finds{line, rules, pass};
  for (std::size_t at = finds.line().items.size(); at-- > 0;) {
    while (at < finds.line().items.size() && rewrite_at(finds, at, words, pass, rewrites)) {
    }
  }
  return rewrites;
}

// "Why are the people who live in A important?": behind what it tells more of, "who" asks nothing
// where something else is asked in front.
void join_relative_clauses(Line& line) {
  bool is_asked = false;
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    Item& item = line.items[i];
    const auto* asked = std::get_if<Asked>(&item.meaning);
    if (asked == nullptr) {
      is_asked = is_asked || std::holds_alternative<Verified>(item.meaning);
      continue;
    }
    const bool is_relative =
        is_asked && item.count == 1 && asked->wanted.part == query::Part::Who &&
        std::holds_alternative<Mention>(line.items[i - 1].meaning) && i + 1 < line.items.size() &&
        std::holds_alternative<Mention>(line.items[i + 1].meaning);
    if (is_relative) {
      line.items.erase(line.items.begin() + static_cast<std::ptrdiff_t>(i));
      --i;
    }
    is_asked = true;
  }
}

}  // namespace

const std::vector<std::string>& slot_types() {
  static const std::vector<std::string> kTypes{"entity",  "kind",    "property", "number",
                                               "ordinal", "percent", "money",    "date",
                                               "time",    "asked",   "unit"};
  return kTypes;
}

std::vector<Rewrite> drop_frames(Line& line, const intents::Matcher& rules,
                                 const text::Words& words) {
  return run_pass(line, rules, words, Pass::Frames);
}

std::vector<Rewrite> mark_calculations(Line& line, const intents::Matcher& rules,
                                       const text::Words& words) {
  return run_pass(line, rules, words, Pass::Calculations);
}

std::vector<Rewrite> run_cascade(Line& line, const intents::Matcher& rules,
                                 const text::Words& words) {
  auto rewrites = run_pass(line, rules, words, Pass::Parts);
  join_relative_clauses(line);
  return rewrites;
}

}  // namespace jauap::understanding
