#include "bot/chat/antecedents.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "bot/text/typed_values.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using query::Sense;
using text::Token;
using understanding::Mention;

using Tokens = Antecedents::Tokens;

void append(const Tokens& more, Tokens& tokens) {
  tokens.insert(tokens.end(), more.begin(), more.end());
}

}  // namespace

bool names_something(const understanding::Line& line) {
  return std::any_of(line.items.begin(), line.items.end(), [](const auto& item) {
    if (std::holds_alternative<text::TypedValue>(item.meaning)) return true;
    const auto* mention = std::get_if<Mention>(&item.meaning);
    return mention != nullptr && (query::has_sense(mention->senses, Sense::Type::Entity) ||
                                  query::has_sense(mention->senses, Sense::Type::Property));
  });
}

bool names_person(const Chatbot::Parts& parts, const understanding::Item& item) {
  const auto* mention = std::get_if<Mention>(&item.meaning);
  if (mention == nullptr) return false;
  return std::any_of(mention->senses.begin(), mention->senses.end(), [&](const Sense& sense) {
    if (sense.type == Sense::Type::Kind) {
      return parts.store.kind(knowledge::KindId{sense.id}).is_person;
    }
    return sense.type == Sense::Type::Entity &&
           parts.store.kind(parts.store.entity(EntityId{sense.id}).kind).is_person;
  });
}

bool has_word(const Tokens& tokens, const std::string& text) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return token.text == text; });
}

void expand_possessives(const text::Words& words, Tokens& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto possessive = words.possessives.find(tokens[i].text);
    if (possessive == words.possessives.end()) continue;
    tokens[i].text = possessive->second;
    Token mark{"'s", text::TokenKind::Symbol, tokens[i].span};
    tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(mark));
  }
}

bool is_grammar(const text::Words& words, const Token& token) {
  return words.function_words.count(token.text) > 0 || words.frame_words.count(token.text) > 0 ||
         words.joiners.count(token.text) > 0;
}

bool is_one(const text::Words& words, const Tokens& tokens, std::size_t at) {
  if (at >= tokens.size()) return false;
  const auto number = words.number_words.find(tokens[at].text);
  return number != words.number_words.end() && number->second == 1;
}

// "there", but not that of "there is" and "are there".
bool Antecedents::refers_to_place(const Tokens& tokens, std::size_t at) const {
  if (tokens[at].text != parts_.words.place_pronoun) return false;
  if (at == 0) return false;
  const auto is_being = [&](std::size_t i) {
    return parts_.words.being_words.count(tokens[i].text) > 0;
  };
  return !is_being(at - 1) && (at + 1 == tokens.size() || !is_being(at + 1));
}

// "Is X one of them?" asks of X what was asked of them.
bool Antecedents::drop_membership(Tokens& tokens) const {
  constexpr std::size_t kWords = 3;
  for (std::size_t i = 0; i + kWords <= tokens.size(); ++i) {
    if (!is_one(parts_.words, tokens, i)) continue;
    if (tokens[i + 1].text != parts_.words.possession_word) continue;
    if (parts_.words.referring_words.count(tokens[i + 2].text) == 0) continue;
    const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(i);
    tokens.erase(begin, begin + static_cast<std::ptrdiff_t>(kWords));
    return true;
  }
  return false;
}

bool Antecedents::expand_pronouns(Tokens& tokens) const {
  bool refers = drop_membership(tokens);
  expand_possessives(parts_.words, tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (refers_to_place(tokens, i)) {
      Token where{parts_.words.place_preposition, text::TokenKind::Word, tokens[i].span};
      tokens[i].text = parts_.words.referring_word;
      tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i), std::move(where));
      refers = true;
      continue;
    }
    refers = refers || parts_.words.referring_words.count(tokens[i].text) > 0;
  }
  return refers;
}

std::optional<Tokens> Antecedents::chosen_option(const Tokens& tokens) const {
  const auto& options = conversation_.options;
  if (options.empty()) return std::nullopt;
  auto values = text::find_typed_values(tokens, parts_.words);
  constexpr std::size_t kShort = 3;  // "the second one", where "one" counts nothing
  const auto is_ordinal = [](const auto& value) { return value.kind == text::ValueKind::Ordinal; };
  if (std::any_of(values.begin(), values.end(), is_ordinal))
    std::erase_if(values, std::not_fn(is_ordinal));
  if (values.size() == 1 && tokens.size() <= kShort) {
    const auto& value = values.front();
    const bool counts =
        value.kind == text::ValueKind::Ordinal || value.kind == text::ValueKind::Number;
    if (counts && value.number >= 1 && value.number <= static_cast<double>(options.size())) {
      return options[static_cast<std::size_t>(value.number) - 1];
    }
  }
  const Tokens* chosen = nullptr;
  for (const Tokens& option : options) {
    const bool has_all = std::all_of(tokens.begin(), tokens.end(), [&](const Token& token) {
      return parts_.rule_words.count(token.text) > 0 || has_word(option, token.text);
    });
    const bool has_own = std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
      return has_word(option, token.text) &&
             !std::all_of(options.begin(), options.end(),
                          [&](const Tokens& other) { return has_word(other, token.text); });
    });
    if (!has_all || !has_own) continue;
    if (chosen != nullptr) return std::nullopt;
    chosen = &option;
  }
  if (chosen == nullptr) return std::nullopt;
  return *chosen;
}

bool Antecedents::point_at_things(Tokens& tokens) const {
  if (std::none_of(tokens.begin(), tokens.end(), [&](const Token& token) {
        return parts_.words.pronouns.count(token.text) > 0;
      })) {
    return false;
  }
  const auto line =
      understanding::find_mentions(tokens, parts_.vocabulary, parts_.words, 1).front();
  for (std::size_t i = 1; i < line.items.size(); ++i) {
    const auto* mention = std::get_if<Mention>(&line.items[i].meaning);
    if (mention == nullptr || parts_.words.pronouns.count(line.items[i - 1].text) == 0) continue;
    const auto thing = last_of_kind(*mention);
    if (!thing) continue;
    const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(line.items[i - 1].first);
    auto at = tokens.erase(begin, begin + 1 + static_cast<std::ptrdiff_t>(line.items[i].count));
    auto name = text::without_places(text::tokenize(parts_.store.entity(*thing).name));
    tokens.insert(at, name.begin(), name.end());
    return true;
  }
  return false;
}

std::optional<EntityId> Antecedents::last_of_kind(const Mention& mention) const {
  const auto& named = conversation_.named;
  for (auto thing = named.rbegin(); thing != named.rend(); ++thing) {
    const auto kind = static_cast<std::uint32_t>(parts_.store.entity(*thing).kind);
    const auto id = static_cast<std::uint32_t>(*thing);
    const bool is_such =
        std::any_of(mention.senses.begin(), mention.senses.end(), [&](const Sense& sense) {
          return (sense.type == Sense::Type::Kind && sense.id == kind) ||
                 (sense.type == Sense::Type::NamePart && sense.id == id);
        });
    if (is_such) return *thing;
  }
  return std::nullopt;
}

std::optional<std::vector<EntityId>> Antecedents::group_of(Tokens& tokens) const {
  const auto& named = conversation_.named;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_both = parts_.words.group_words.count(tokens[i].text) > 0;
    const bool is_the = i > 0 && parts_.words.determiners.count(tokens[i - 1].text) > 0;
    const auto number = parts_.words.number_words.find(tokens[i].text);
    const bool is_counted = is_the && number != parts_.words.number_words.end();
    if (!is_both && !is_counted) continue;
    const auto count = is_both ? 2 : static_cast<std::size_t>(number->second);
    if (count < 2 || count > named.size()) continue;
    // "the three largest countries" counts what is named behind it.
    const bool is_whole = i + 1 == tokens.size() || is_grammar(parts_.words, tokens[i + 1]);
    if (!is_whole) continue;
    tokens[i].text = parts_.words.referring_word;
    if (is_counted) tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) - 1);
    return std::vector<EntityId>{named.end() - static_cast<std::ptrdiff_t>(count), named.end()};
  }
  return std::nullopt;
}

// "exports in 2021", "signing of the treaty"
Tokens Antecedents::name_of(knowledge::FactId number) const {
  const auto& fact = parts_.store.fact(number);
  const auto& property = parts_.store.property(fact.property);
  std::string name = property.name;
  if (property.type == knowledge::ValueType::Event) {
    name += " " + parts_.words.possession_word + " " + parts_.store.entity(fact.subject).name;
  } else if (fact.when) {
    name += " " + parts_.words.place_preposition + " " + text::to_iso(*fact.when);
  } else if (fact.period) {
    const auto& words = parts_.store.tables().periods[*fact.period].words;
    if (!words.empty()) name += " " + parts_.words.place_preposition + " " + words.front();
  }
  return text::without_places(text::tokenize(name));
}

// "Which grew faster?" of two growths: without what both say.
Tokens Antecedents::without_said(const Tokens& tokens) const {
  const auto line =
      understanding::find_mentions(tokens, parts_.vocabulary, parts_.words, 1).front();
  Tokens rest;
  for (const auto& item : line.items) {
    const auto* mention = std::get_if<Mention>(&item.meaning);
    const bool is_said =
        mention != nullptr &&
        std::all_of(conversation_.compared.begin(), conversation_.compared.end(),
                    [&](const auto id) {
                      const auto property = parts_.store.fact(id).property;
                      return std::any_of(
                          mention->senses.begin(), mention->senses.end(), [&](const Sense& sense) {
                            const bool is_property = sense.type == Sense::Type::Property ||
                                                     sense.type == Sense::Type::Hint ||
                                                     sense.type == Sense::Type::Whole;
                            return is_property && knowledge::PropertyId{sense.id} == property;
                          });
                    });
    if (is_said) continue;
    for (std::size_t i = 0; i < item.count; ++i) rest.push_back(tokens[item.first + i]);
  }
  return rest.empty() ? tokens : rest;
}

// "Was the rise of exports stronger than that?", "what share of it were exports?": with the number
// that was told last.
std::vector<Tokens> Antecedents::with_last_number(const Tokens& tokens) const {
  if (conversation_.compared.empty() || tokens.size() < 2) return {};
  const knowledge::FactId last = conversation_.compared.back();
  const auto points = [&](std::size_t at) {
    if (parts_.words.pronouns.count(tokens[at].text) == 0) return false;
    const std::string& before = tokens[at - 1].text;
    if (before == parts_.words.comparing_word) return at + 1 == tokens.size();
    // "Of that agreement" points at something else, and "of them", "of those" at several.
    const bool is_alone = at + 1 == tokens.size() || is_grammar(parts_.words, tokens[at + 1]);
    const bool is_single = tokens[at].text != parts_.words.referring_word &&
                           parts_.words.determiners.count(tokens[at].text) == 0;
    return before == parts_.words.possession_word && is_alone && is_single && is_amount(last);
  };
  for (std::size_t at = 1; at < tokens.size(); ++at) {
    if (!points(at)) continue;
    Tokens way{tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(at)};
    append(name_of(last), way);
    way.insert(way.end(), tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1, tokens.end());
    return {std::move(way)};
  }
  // "Of which exports?"
  const bool is_part = tokens.size() > 2 && tokens[0].text == parts_.words.possession_word &&
                       parts_.words.asking_words.count(tokens[1].text) > 0 && is_amount(last);
  if (!is_part) return {};
  Tokens way{tokens.begin(), tokens.begin() + 2};
  append(name_of(last), way);
  way.insert(way.end(), tokens.begin() + 2, tokens.end());
  return {std::move(way)};
}

// A sum of money or the like, of which something can be a part; not a rank or a share.
bool Antecedents::is_amount(knowledge::FactId number) const {
  const auto type = parts_.store.property(parts_.store.fact(number).property).type;
  return type == knowledge::ValueType::Money || type == knowledge::ValueType::Number;
}

bool Antecedents::asks_for_total(const Tokens& tokens) const {
  return !tokens.empty() && parts_.words.total_words.count(tokens.back().text) > 0 &&
         std::all_of(tokens.begin(), tokens.end() - 1, [&](const Token& token) {
           return is_grammar(parts_.words, token) ||
                  parts_.words.asking_words.count(token.text) > 0;
         });
}

std::vector<Tokens> Antecedents::with_numbers(const Tokens& tokens) const {
  if (auto ways = with_last_number(tokens); !ways.empty()) return ways;
  if (conversation_.compared.size() < 2) return {};
  // What is asked of them, without what stands for them. "How much more is the second one?" begins
  // with the second.
  Tokens asked;
  bool is_reversed = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto rank = parts_.words.ordinal_words.find(tokens[i].text);
    if (rank != parts_.words.ordinal_words.end() && is_one(parts_.words, tokens, i + 1)) {
      is_reversed = rank->second == 2;
      ++i;
      continue;
    }
    // "Bigger was one than the other", "the one and the other".
    const bool is_either =
        is_one(parts_.words, tokens, i) || parts_.words.other_words.count(tokens[i].text) > 0;
    const bool links = i + 1 < tokens.size() && !asked.empty() &&
                       parts_.words.other_words.count(tokens.back().text) > 0 &&
                       is_grammar(parts_.words, tokens[i]) && i > 0 &&
                       is_one(parts_.words, tokens, i - 1);
    if (is_either || links) continue;
    // "Those two", "the two".
    const auto count = parts_.words.number_words.find(tokens[i].text);
    const bool counts = i > 0 && count != parts_.words.number_words.end() && count->second == 2 &&
                        (parts_.words.pronouns.count(tokens[i - 1].text) > 0 ||
                         parts_.words.articles.count(tokens[i - 1].text) > 0);
    const bool refers = counts || parts_.words.pronouns.count(tokens[i].text) > 0 ||
                        parts_.words.group_words.count(tokens[i].text) > 0 ||
                        tokens[i].text == parts_.words.possession_word;
    if (!refers) asked.push_back(tokens[i]);
  }
  if (asked.empty()) return {};
  // "So total?" is "in total".
  if (asks_for_total(asked)) {
    asked.erase(asked.begin(), asked.end() - 1);
    asked.insert(asked.begin(), {parts_.words.place_preposition, text::TokenKind::Word, {}});
  }
  auto line = understanding::find_mentions(asked, parts_.vocabulary, parts_.words, 1).front();
  // "By how many percentage points?" has words that stand beside names, and names nothing.
  const bool is_bare = std::all_of(line.items.begin(), line.items.end(), [](const auto& item) {
    const auto* mention = std::get_if<Mention>(&item.meaning);
    if (mention == nullptr) return !std::holds_alternative<text::TypedValue>(item.meaning);
    return query::only_beside_names(mention->senses);
  });
  if (is_bare) {
    understanding::mark_calculations(line, parts_.phrases, parts_.words);
    // "In which building did it happen?" asks something else.
    const bool has_strange =
        std::any_of(line.items.begin(), line.items.end(), [&](const auto& item) {
          return std::holds_alternative<understanding::Plain>(item.meaning) &&
                 !is_grammar(parts_.words, line.tokens[item.first]) &&
                 parts_.words.asking_words.count(item.text) == 0;
        });
    if (has_strange) return {};
  } else {
    asked = without_said(asked);
    line = understanding::find_mentions(asked, parts_.vocabulary, parts_.words, 1).front();
  }
  if (names_something(line)) return {};
  Tokens first = name_of(conversation_.compared.front());
  Tokens second = name_of(conversation_.compared.back());
  if (is_reversed) std::swap(first, second);
  std::vector<Tokens> ways;
  for (const std::string& joint : parts_.words.pair_joints) {
    Tokens way = asked;
    append(first, way);
    way.push_back({joint, text::TokenKind::Word, {}});
    append(second, way);
    ways.push_back(std::move(way));
  }
  return ways;
}

}  // namespace jauap::chat
