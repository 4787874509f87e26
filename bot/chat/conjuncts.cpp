#include "bot/chat/conjuncts.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "bot/chat/antecedents.h"
#include "bot/chat/split_message.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using query::Sense;
using text::Token;
using understanding::Line;
using understanding::Mention;

using Tokens = std::vector<Token>;

// Each part may cost as much as a question.
constexpr std::size_t kMostWays = 2;
constexpr std::size_t kMostParts = 5;
constexpr std::size_t kCuts = 3;  // into names that are looked at

// Whether both are things of one kind, or both properties.
bool is_one_sort(const Chatbot::Parts& parts, const Mention& left, const Mention& right) {
  const auto kind_of = [&](const Sense& sense) {
    return parts.store.entity(knowledge::EntityId{sense.id}).kind;
  };
  // "Growth of exports and trade" asks for no trade.
  const auto is_change = [&](const Sense& sense) {
    return parts.store.property(knowledge::PropertyId{sense.id}).of.has_value();
  };
  return std::any_of(left.senses.begin(), left.senses.end(), [&](const Sense& one) {
    return std::any_of(right.senses.begin(), right.senses.end(), [&](const Sense& other) {
      if (one.type != other.type || one.id == other.id) return false;
      if (one.type == Sense::Type::Property) return is_change(one) == is_change(other);
      return one.type == Sense::Type::Entity && kind_of(one) == kind_of(other);
    });
  });
}

bool is_joiner(const Chatbot::Parts& parts, const std::string& word) {
  return parts.words.joiners.count(word) + parts.words.joiner_slips.count(word) > 0;
}

// The names of one sort that end with the one at `last`: "A, B and C". Indices of items.
std::vector<std::size_t> chain_to(const Chatbot::Parts& parts, std::string_view message,
                                  const Line& line, std::size_t last) {
  const auto mention_at = [&](std::size_t at) {
    return std::get_if<Mention>(&line.items[at].meaning);
  };
  std::vector<std::size_t> chain{last};
  while (chain.front() > 0) {
    const std::size_t here = chain.front();
    std::size_t at = here - 1;
    bool is_joined = false;
    // What holds the sentence together may stand between, a joiner but once; and "total".
    const auto stands_between = [&](const understanding::Item& item) {
      if (parts.words.total_words.count(item.text) > 0) return true;
      return std::holds_alternative<understanding::Plain>(item.meaning) &&
             is_grammar(parts.words, line.tokens[item.first]);
    };
    while (at > 0 && stands_between(line.items[at]) &&
           !(is_joined && is_joiner(parts, line.items[at].text))) {
      is_joined = is_joined || is_joiner(parts, line.items[at].text);
      --at;
    }
    const Mention* left = mention_at(at);
    if (left == nullptr || !is_one_sort(parts, *left, *mention_at(here))) break;
    const auto& item = line.items[at];
    const bool is_parted = is_joined || has_comma(message, line.tokens[item.first + item.count - 1],
                                                  line.tokens[item.first + item.count]);
    if (!is_parted) break;
    chain.insert(chain.begin(), at);
  }
  // A list that goes on to the left with names of another sort is not this one's alone.
  const std::size_t first = line.items[chain.front()].first;
  if (first > 0 && has_comma(message, line.tokens[first - 1], line.tokens[first])) return {};
  return chain;
}

// The question with one name of the chain in the place of all.
Tokens with_one(const Line& line, const std::vector<std::size_t>& chain, std::size_t one) {
  const auto& first = line.items[chain.front()];
  const auto& last = line.items[chain.back()];
  const auto& kept = line.items[one];
  const auto at = [&](std::size_t token) {
    return line.tokens.begin() + static_cast<std::ptrdiff_t>(token);
  };
  Tokens rest{line.tokens.begin(), at(first.first)};
  rest.insert(rest.end(), at(kept.first), at(kept.first + kept.count));
  rest.insert(rest.end(), at(last.first + last.count), line.tokens.end());
  return rest;
}

// Where a stretch says when, with the preposition in front: its tokens; nothing where it does not.
Tokens time_in(const Chatbot::Parts& parts, const Tokens& tokens) {
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  for (const auto& item : line.items) {
    if (!understanding::is_time(item)) continue;
    std::size_t first = item.first;
    while (first > 0 && (parts.words.articles.count(tokens[first - 1].text) > 0 ||
                         parts.words.describing_prepositions.count(tokens[first - 1].text) > 0)) {
      --first;
    }
    const auto at = [&](std::size_t token) {
      return tokens.begin() + static_cast<std::ptrdiff_t>(token);
    };
    return {at(first), at(item.first + item.count)};
  }
  return {};
}

// "Exports, imports and the total in 2021": the time behind the last is that of all.
void share_time(const Chatbot::Parts& parts, std::vector<Tokens>& segments) {
  const Tokens time = segments.empty() ? Tokens{} : time_in(parts, segments.back());
  if (time.empty()) return;
  for (Tokens& segment : segments) {
    if (!time_in(parts, segment).empty()) continue;
    segment.insert(segment.end(), time.begin(), time.end());
  }
}

// Whether a part of a list may be a question of its own: it has a name of a thing or of what is
// said of things, or none at all ("firstly"). "Population and area of X" is no question for a
// population.
bool may_ask_alone(const Chatbot::Parts& parts, const Tokens& part) {
  const Line line = understanding::find_mentions(part, parts.vocabulary, parts.words, 1).front();
  bool is_any = false;
  for (const auto& item : line.items) {
    const auto* mention = std::get_if<Mention>(&item.meaning);
    if (mention == nullptr) continue;
    is_any = true;
    if (query::has_sense(mention->senses, Sense::Type::Entity) ||
        query::has_sense(mention->senses, Sense::Type::Property)) {
      return true;
    }
  }
  return !is_any;
}

// The one property that what a line names adds up to.
std::optional<knowledge::PropertyId> whole_of(const Chatbot::Parts& parts, const Line& line) {
  std::optional<knowledge::PropertyId> whole;
  const auto names = [&](knowledge::PropertyId part) {
    return understanding::names(line, {Sense::Type::Property, static_cast<std::uint32_t>(part)});
  };
  const auto& properties = parts.store.tables().properties;
  for (std::size_t i = 0; i < properties.size(); ++i) {
    const auto& sum = properties[i].sum;
    if (!sum || !(names(sum->first) || names(sum->second))) continue;
    if (whole) return std::nullopt;
    whole = static_cast<knowledge::PropertyId>(i);
  }
  return whole;
}

// "Exports, imports and the total": with the name of what they add up to.
Tokens with_total_named(const Chatbot::Parts& parts, std::string_view message,
                        const Tokens& tokens) {
  for (std::size_t at = 1; at < tokens.size(); ++at) {
    if (parts.words.total_words.count(tokens[at].text) == 0) continue;
    std::size_t first = at;
    while (first > 0 && parts.words.articles.count(tokens[first - 1].text) > 0) --first;
    const bool is_joined = first > 0 && (is_joiner(parts, tokens[first - 1].text) ||
                                         has_comma(message, tokens[first - 1], tokens[first]));
    const bool joins = at + 1 < tokens.size() && is_joiner(parts, tokens[at + 1].text);
    if (!is_joined && !joins) continue;
    const auto whole = whole_of(
        parts, understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front());
    if (!whole) return tokens;
    Tokens named{tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(first)};
    for (auto& token : text::without_places(text::tokenize(parts.store.property(*whole).name))) {
      token.span = {tokens[first].span.begin, tokens[at].span.end};
      named.push_back(std::move(token));
    }
    named.insert(named.end(), tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1, tokens.end());
    return named;
  }
  return tokens;
}

// "Or Kazakh ones": of what the first side names.
void name_ones(const Chatbot::Parts& parts, const Tokens& first, Tokens& side) {
  const auto ones = std::find_if(side.begin(), side.end(), [&](const Token& token) {
    return token.text == parts.words.plural_pronoun;
  });
  if (ones == side.end()) return;
  const Line line = understanding::find_mentions(first, parts.vocabulary, parts.words, 1).front();
  for (const auto& item : line.items) {
    const auto* mention = std::get_if<Mention>(&item.meaning);
    if (mention == nullptr || !query::has_sense(mention->senses, Sense::Type::Property)) continue;
    const auto begin = first.begin() + static_cast<std::ptrdiff_t>(item.first);
    side.insert(side.erase(ones), begin, begin + static_cast<std::ptrdiff_t>(item.count));
    return;
  }
}

// "Are there more A or B?", of which not both can be worked with: what is compared, each by itself.
std::vector<Tokens> sides_compared(const Chatbot::Parts& parts, const Tokens& tokens) {
  const auto& words = parts.words;
  const auto joins = [&](const Token& token) {
    return words.alternative_joiners.count(token.text) > 0;
  };
  const auto compares = [&](const Token& token) {
    return words.comparatives.count(token.text) > 0;
  };
  if (std::count_if(tokens.begin(), tokens.end(), joins) != 1 ||
      std::none_of(tokens.begin(), tokens.end(), compares)) {
    return {};
  }
  const auto joiner = std::find_if(tokens.begin(), tokens.end(), joins);
  // "Just wondering, are there more A or B?"
  constexpr std::ptrdiff_t kLeadIn = 4;
  const auto opens = [&](const Token& token) { return words.being_words.count(token.text) > 0; };
  const auto opening = std::find_if(tokens.begin(), joiner, opens);
  const bool is_led_in = opening != joiner && opening - tokens.begin() <= kLeadIn;
  std::vector<Tokens> sides{{is_led_in ? opening : tokens.begin(), joiner},
                            {joiner + 1, tokens.end()}};
  for (Tokens& side : sides) {
    const auto says_nothing = [&](const Token& token) {
      return compares(token) || words.being_words.count(token.text) > 0 ||
             words.asking_words.count(token.text) > 0 || token.text == words.place_pronoun;
    };
    const auto first = std::find_if_not(side.begin(), side.end(), says_nothing);
    side.erase(side.begin(), first);
    name_ones(parts, sides.front(), side);
    if (side.empty() || words.describing_prepositions.count(side.front().text) > 0) return {};
    // "… and by how much" asks besides.
    if (words.question_openings.occur_in(side)) return {};
    if (!may_ask_alone(parts, side)) return {};
  }
  return sides;
}

bool tells_property(const Chatbot::Parts& parts, const Tokens& tokens) {
  const Line line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  return std::any_of(line.items.begin(), line.items.end(), [](const auto& item) {
    const auto* mention = std::get_if<Mention>(&item.meaning);
    return mention != nullptr && query::has_sense(mention->senses, Sense::Type::Property);
  });
}

// "Compare the number of A in B with C in D", "how does A compare with B?", "A versus B", of which
// not both can be worked with: each by itself.
std::vector<Tokens> sides_set_beside(const Chatbot::Parts& parts, std::string_view message,
                                     const Tokens& tokens) {
  const auto& words = parts.words;
  const auto sets_beside = [&](const Token& token) {
    return words.comparing_verbs.count(token.text) > 0;
  };
  const bool compares = std::any_of(tokens.begin(), tokens.end(), sets_beside);
  const auto leads = [&](const Token& token) {
    return compares &&
           (sets_beside(token) || words.articles.count(token.text) > 0 ||
            words.measure_words.count(token.text) > 0 || token.text == words.possession_word ||
            words.asking_words.count(token.text) > 0 ||
            words.question_openings.length_at({token}, 0) > 0);
  };
  const auto parts_sides = [&](const Token& token) {
    return words.versus_words.count(token.text) > 0 ||
           (compares && (sets_beside(token) || is_joiner(parts, token.text) ||
                         words.describing_prepositions.count(token.text) > 0));
  };
  const auto first = std::find_if_not(tokens.begin(), tokens.end(), leads);
  // The last place where both sides name something: "A in 2021 with B in 2021".
  for (auto end = tokens.end(); end != first;) {
    --end;
    if (end == first || !parts_sides(*end) || parts_sides(*(end - 1))) continue;
    const auto second = std::find_if_not(end, tokens.end(), parts_sides);
    // "A versus B, who has more?"
    auto behind = second;
    while (behind != tokens.end() &&
           (behind == second || !has_comma(message, *(behind - 1), *behind))) {
      ++behind;
    }
    std::vector<Tokens> sides{{first, end}, {second, behind}};
    if (std::all_of(sides.begin(), sides.end(), [&](const Tokens& side) {
          return !side.empty() && tells_property(parts, side);
        })) {
      return sides;
    }
  }
  return {};
}

}  // namespace

std::vector<Tokens> segments(const Chatbot::Parts& parts, std::string_view message,
                             const Tokens& tokens) {
  const auto is_parted = [&](std::size_t at) {
    const auto gap = text::typed_between(message, tokens[at - 1], tokens[at]);
    return gap.find_first_of(",;") != std::string_view::npos;
  };
  std::vector<Tokens> all(1);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool joins = parts.words.joiners.count(tokens[i].text) > 0;
    if (i > 0 && (joins || is_parted(i)) && !all.back().empty()) {
      all.emplace_back();
    }
    if (!joins) all.back().push_back(tokens[i]);
  }
  if (all.back().empty()) all.pop_back();
  return all;
}

std::vector<std::vector<Tokens>> conjuncts(const Chatbot::Parts& parts, std::string_view message,
                                           const Tokens& tokens) {
  std::vector<std::vector<Tokens>> ways;
  const Tokens named = with_total_named(parts, message, tokens);
  // The shortest names last: "growth of exports and trade" may be one name and two.
  for (const Line& line :
       understanding::find_mentions(named, parts.vocabulary, parts.words, kCuts)) {
    for (std::size_t last = line.items.size(); last-- > 1 && ways.size() < kMostWays;) {
      if (!std::holds_alternative<Mention>(line.items[last].meaning)) continue;
      const auto chain = chain_to(parts, message, line, last);
      if (chain.size() < 2 || chain.size() > kMostParts) continue;
      auto& way = ways.emplace_back();
      for (const std::size_t one : chain) way.push_back(with_one(line, chain, one));
      last = chain.front() + 1;
    }
    if (!ways.empty()) break;
  }
  if (auto sides = sides_compared(parts, named); !sides.empty()) ways.push_back(std::move(sides));
  if (auto sides = sides_set_beside(parts, message, named); !sides.empty())
    ways.push_back(std::move(sides));
  auto parted = segments(parts, message, named);
  share_time(parts, parted);
  // "And between A and B" is no list.
  const bool is_list = std::all_of(parted.begin(), parted.end(), [&](const Tokens& part) {
    return parts.words.describing_prepositions.count(part.front().text) == 0 &&
           !is_time_clause(parts.words, part) && parts.words.exclusions.length_at(part, 0) == 0 &&
           may_ask_alone(parts, part);
  });
  if (is_list && parted.size() > 1 && parted.size() <= kMostParts)
    ways.push_back(std::move(parted));
  return ways;
}

bool joins_properties(const Chatbot::Parts& parts, std::string_view message, const Tokens& tokens) {
  const bool is_joined = std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return is_joiner(parts, token.text);
  });
  if (!is_joined) return false;
  const auto cuts = understanding::find_mentions(tokens, parts.vocabulary, parts.words, kCuts);
  return std::any_of(cuts.begin(), cuts.end(), [&](const Line& line) {
    for (std::size_t last = 1; last < line.items.size(); ++last) {
      const auto* mention = std::get_if<Mention>(&line.items[last].meaning);
      const bool names_property = mention != nullptr &&
                                  !query::has_sense(mention->senses, Sense::Type::Entity) &&
                                  query::has_sense(mention->senses, Sense::Type::Property);
      if (names_property && chain_to(parts, message, line, last).size() > 1) return true;
    }
    return false;
  });
}

}  // namespace jauap::chat
