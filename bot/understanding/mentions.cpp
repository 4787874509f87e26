#include "bot/understanding/mentions.h"

#include <algorithm>
#include <optional>

namespace jauap::understanding {
namespace {

using query::Sense;

// A stretch that could be cut out, with all that it may stand for.
struct Stretch {
  std::size_t first = 0;
  std::size_t count = 0;
  std::variant<Mention, text::TypedValue, InUnit> meaning;
  int worth = 0;
};

// Every word explained counts for much, every stretch costs a little, so that one long name beats
// several short ones; among equals the form as written wins over an inflected one.
int worth(std::size_t count, bool inflected) {
  return static_cast<int>(count) * 10 - 4 - (inflected ? 1 : 0);
}

// "1,250" is an amount, never a year.
bool has_separators(const text::Token& token) {
  return token.kind == text::TokenKind::Number &&
         token.span.end - token.span.begin > token.text.size();
}

// "dollars", "million usd", "in millions of euros": a currency without an amount.
void add_units(const std::vector<text::Token>& tokens, const text::Words& words,
               std::vector<Stretch>& stretches) {
  const auto is_scale = [&](std::size_t at) {
    return at < tokens.size() && words.scale_words.count(tokens[at].text) > 0;
  };
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const auto currency = words.currencies.find(tokens[at].text);
    if (currency == words.currencies.end()) continue;
    const std::size_t first = at > 0 && is_scale(at - 1) ? at - 1 : at;
    const std::size_t end = is_scale(at + 1) ? at + 2 : at + 1;
    stretches.push_back({first, end - first, InUnit{currency->second}, worth(end - first, false)});
  }
}

std::vector<Stretch> stretches_of(const std::vector<text::Token>& tokens,
                                  const Vocabulary& vocabulary, const text::Words& words) {
  std::vector<Stretch> stretches;
  bool has_adjective = false;  // among the terms of the stretch so far
  bool is_named = false;       // a term of the stretch so far is the name of a thing or kind
  for (const auto& hit : vocabulary.lexicon.find(tokens)) {
    const Term& term = vocabulary.terms[hit.term];
    // "larges" is no plural of "large".
    if (hit.inflected && term.sense.type == Sense::Type::Class) continue;
    const bool same = !stretches.empty() && stretches.back().first == hit.first &&
                      stretches.back().count == hit.count;
    if (!same) {
      stretches.push_back({hit.first, hit.count, Mention{{}, true, hit.inflected},
                           worth(hit.count, hit.inflected)});
      has_adjective = false;
      is_named = false;
    }
    auto& mention = std::get<Mention>(stretches.back().meaning);
    // Once the words as written name a thing, an inflected form of another name does not count:
    // "Romans" is not "Roman". What is said of things keeps all forms: "signed", "sign".
    const bool names_thing =
        term.sense.type == Sense::Type::Entity || term.sense.type == Sense::Type::Kind;
    if (mention.inflected != hit.inflected && names_thing && is_named) continue;
    is_named = is_named || names_thing;
    // A sense comes twice only as an adjective and as a noun. Many names may share a word, so that
    // they must not be compared each with each.
    const bool may_be_known = term.adjective || has_adjective;
    has_adjective = may_be_known;
    if (!may_be_known || std::find(mention.senses.begin(), mention.senses.end(), term.sense) ==
                             mention.senses.end()) {
      mention.senses.push_back(term.sense);
    }
    mention.adjective = mention.adjective && term.adjective;
  }
  for (const auto& value : text::find_typed_values(tokens, words)) {
    const auto taken = std::find_if(stretches.begin(), stretches.end(), [&](const Stretch& other) {
      return other.first == value.first && other.count == value.count;
    });
    if (taken == stretches.end()) {
      stretches.push_back({value.first, value.count, value, worth(value.count, false)});
    } else if (value.kind == text::ValueKind::Date && !has_separators(tokens[value.first]) &&
               std::holds_alternative<text::TypedValue>(taken->meaning)) {
      taken->meaning = value;  // "2021" is a year before it is a number
    }
  }
  add_units(tokens, words, stretches);
  std::stable_sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) {
    return a.first < b.first || (a.first == b.first && a.count > b.count);
  });
  return stretches;
}

// The best cut that does not use the `banned`: which stretches, by weighted intervals from the
// right.
std::vector<const Stretch*> best_cut(std::size_t size, const std::vector<Stretch>& stretches,
                                     const std::vector<const Stretch*>& banned) {
  std::vector<int> best(size + 1, 0);
  std::vector<const Stretch*> taken(size + 1, nullptr);
  auto stretch = stretches.rbegin();
  for (std::size_t at = size; at-- > 0;) {
    best[at] = best[at + 1];
    for (; stretch != stretches.rend() && stretch->first == at; ++stretch) {
      if (std::find(banned.begin(), banned.end(), &*stretch) != banned.end()) continue;
      const int score = stretch->worth + best[at + stretch->count];
      if (score >= best[at]) {  // the longest comes last
        best[at] = score;
        taken[at] = &*stretch;
      }
    }
  }
  std::vector<const Stretch*> cut;
  for (std::size_t at = 0; at < size;) {
    if (taken[at] == nullptr) {
      ++at;
    } else {
      cut.push_back(taken[at]);
      at += taken[at]->count;
    }
  }
  return cut;
}

Line to_line(const std::vector<text::Token>& tokens, const std::vector<const Stretch*>& cut) {
  Line line{tokens, {}};
  auto next = cut.begin();
  for (std::size_t at = 0; at < tokens.size();) {
    if (next != cut.end() && (*next)->first == at) {
      Item item{text::join(tokens, at, (*next)->count), at, (*next)->count, Plain{}};
      std::visit([&](const auto& meaning) { item.meaning = meaning; }, (*next)->meaning);
      line.items.push_back(std::move(item));
      at += (*next)->count;
      ++next;
    } else {
      line.items.push_back({tokens[at].text, at, 1, Plain{}});
      ++at;
    }
  }
  return line;
}

// "Mr" in front of a name, "his excellency" with whose.
void drop_titles(const text::Words& words, Line& line) {
  auto& items = line.items;
  for (std::size_t i = items.size(); i-- > 1;) {
    const auto* mention = std::get_if<Mention>(&items[i].meaning);
    if (mention == nullptr || !query::has_sense(mention->senses, query::Sense::Type::Entity)) {
      continue;
    }
    if (!std::holds_alternative<Plain>(items[i - 1].meaning) ||
        words.titles.count(items[i - 1].text) == 0) {
      continue;
    }
    const bool is_owned = i > 1 && words.pronouns.count(items[i - 2].text) > 0 &&
                          words.referring_words.count(items[i - 2].text) == 0;
    const auto at = items.begin() + static_cast<std::ptrdiff_t>(i);
    items.erase(at - (is_owned ? 2 : 1), at);
    i -= is_owned ? 2 : 1;
  }
}

}  // namespace

std::vector<Line> find_mentions(const std::vector<text::Token>& tokens,
                                const Vocabulary& vocabulary, const text::Words& words,
                                std::size_t limit) {
  const std::vector<Stretch> stretches = stretches_of(tokens, vocabulary, words);
  const auto best = best_cut(tokens.size(), stretches, {});
  std::vector<Line> lines{to_line(tokens, best)};
  std::vector<const Stretch*> longer;
  for (const Stretch* stretch : best) {
    if (stretch->count > 1) longer.push_back(stretch);
  }
  for (const Stretch* stretch : longer) {
    if (lines.size() >= limit) break;
    lines.push_back(to_line(tokens, best_cut(tokens.size(), stretches, {stretch})));
  }
  if (longer.size() > 1 && lines.size() < limit) {
    lines.push_back(to_line(tokens, best_cut(tokens.size(), stretches, longer)));
  }
  for (Line& line : lines) drop_titles(words, line);
  return lines;
}

}  // namespace jauap::understanding
