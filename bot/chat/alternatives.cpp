#include "bot/chat/alternatives.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "bot/chat/word_readings.h"
#include "bot/knowledge/fact_things.h"
#include "bot/query/query.h"
#include "bot/text/typed_values.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using query::Sense;
using text::Token;
using text::TypedValue;
using understanding::Item;
using understanding::Line;
using understanding::Mention;
using Outcome = Understanding::Outcome;
using Tokens = std::vector<Token>;

// Whether two stretches stand for the same sort of thing, so that one may be said for the other.
// A name of which nothing is held may stand for a thing.
template <class IsName>
bool are_alike(const Item& left, const Item& right, IsName is_name) {
  const auto* value = std::get_if<TypedValue>(&left.meaning);
  const auto* other_value = std::get_if<TypedValue>(&right.meaning);
  if (value != nullptr && other_value != nullptr) {
    // "311 or 382 per cent"
    return value->kind == other_value->kind || value->kind == text::ValueKind::Number;
  }
  const auto* mention = std::get_if<Mention>(&left.meaning);
  const auto* other = std::get_if<Mention>(&right.meaning);
  const auto is_thing = [](const Mention* named) {
    return named != nullptr && query::has_sense(named->senses, Sense::Type::Entity);
  };
  if (is_name(left)) return is_thing(other);
  if (is_name(right)) return is_thing(mention);
  return mention != nullptr && other != nullptr &&
         query::has_sense(mention->senses, Sense::Type::Entity) ==
             query::has_sense(other->senses, Sense::Type::Entity);
}

// The words of an amount behind its number: "thousand", "percent".
Tokens unit_of(const Tokens& tokens, const Item& item, const text::Words& words) {
  const auto* value = std::get_if<TypedValue>(&item.meaning);
  const bool is_amount = value != nullptr && (value->kind == text::ValueKind::Number ||
                                              value->kind == text::ValueKind::Percent ||
                                              value->kind == text::ValueKind::Money);
  if (!is_amount) return {};
  const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(item.first);
  const auto end = first + static_cast<std::ptrdiff_t>(item.count);
  return {std::find_if(first, end,
                       [&](const Token& token) {
                         return token.kind != text::TokenKind::Number &&
                                words.number_words.count(token.text) == 0;
                       }),
          end};
}

void append(const Tokens& tokens, std::size_t first, std::size_t end, Tokens& to) {
  to.insert(to.end(), tokens.begin() + static_cast<std::ptrdiff_t>(first),
            tokens.begin() + static_cast<std::ptrdiff_t>(end));
}

std::vector<knowledge::EntityId> things_of(const Item& item) {
  std::vector<knowledge::EntityId> things;
  const auto* mention = std::get_if<Mention>(&item.meaning);
  if (mention == nullptr) return things;
  for (const Sense& sense : mention->senses) {
    if (sense.type == Sense::Type::Entity) things.push_back(knowledge::EntityId{sense.id});
  }
  return things;
}

// "Who is the ambassador, X or Y": what asks for one of two that stand behind it.
bool is_open(const text::Words& words, const Tokens& tokens, std::size_t first) {
  const bool asks =
      std::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(first),
                  [&](const Token& token) { return words.asking_words.count(token.text) > 0; });
  return asks && first > 1 && words.function_words.count(tokens[first - 1].text) == 0;
}

bool says_yes(const Understanding& answer) {
  if (answer.outcome != Outcome::Answered || answer.calculation) return false;
  if (answer.set) return answer.set->truth.value_or(false) && !answer.set->facts.empty();
  // What says all of a question whether says that it is so.
  if (answer.is_nearest) {
    return answer.unknown_words.empty() && answer.query &&
           answer.query->operation == query::Operation::Verify;
  }
  return answer.denotation.truth.value_or(false);
}

}  // namespace

std::optional<Alternatives> find_alternatives(const Chatbot::Parts& parts, std::string_view message,
                                              const Tokens& tokens) {
  const auto& joiners = parts.words.alternative_joiners;
  const auto joins = [&](const Token& token) { return joiners.count(token.text) > 0; };
  if (std::count_if(tokens.begin(), tokens.end(), joins) != 1) return std::nullopt;
  const Line line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  const auto joiner = std::find_if(line.items.begin(), line.items.end(),
                                   [&](const Item& item) { return joiners.count(item.text) > 0; });
  if (joiner == line.items.begin() || joiner == line.items.end()) return std::nullopt;
  const Item& left = *std::prev(joiner);
  // "In A or in B", "the one or the other", "A or was it B"
  const auto right = std::find_if(std::next(joiner), line.items.end(), [&](const Item& item) {
    return !std::holds_alternative<understanding::Plain>(item.meaning) ||
           (parts.words.function_words.count(item.text) == 0 &&
            parts.words.pronouns.count(item.text) == 0);
  });
  const auto is_name = [&](const Item& item) {
    return std::holds_alternative<understanding::Plain>(item.meaning) &&
           is_written_as_name(message, tokens, item.first);
  };
  if (right == line.items.end() || !are_alike(left, *right, is_name)) return std::nullopt;
  const std::size_t left_end = left.first + left.count;
  const std::size_t right_end = right->first + right->count;
  Alternatives found;
  append(tokens, 0, left_end, found.first);
  if (unit_of(tokens, left, parts.words).empty()) {  // "7 or 70 thousand"
    const Tokens unit = unit_of(tokens, *right, parts.words);
    found.first.insert(found.first.end(), unit.begin(), unit.end());
  }
  append(tokens, right_end, tokens.size(), found.first);
  append(tokens, 0, left.first, found.second);
  append(tokens, right->first, tokens.size(), found.second);
  found.things = things_of(left);
  const auto others = things_of(*right);
  found.things.insert(found.things.end(), others.begin(), others.end());
  if (right_end == tokens.size() && is_open(parts.words, tokens, left.first)) {
    append(tokens, 0, left.first, found.open);
  }
  return found;
}

std::optional<std::size_t> choose_alternative(const Understanding& first,
                                              const Understanding& second) {
  const bool is_first = says_yes(first);
  const bool is_second = says_yes(second);
  const bool says_same = first.denotation.facts == second.denotation.facts;
  if (is_first && is_second) return says_same ? std::optional<std::size_t>{0} : std::nullopt;
  if (is_first || is_second) return is_first ? 0 : 1;
  const bool is_not_first = first.outcome == Outcome::Corrected;
  const bool is_not_second = second.outcome == Outcome::Corrected;
  if (is_not_first && is_not_second)
    return says_same ? std::optional<std::size_t>{0} : std::nullopt;
  // "In A or Nowhere": what is so is known, though nothing is held of the other.
  if (is_not_first && second.outcome == Outcome::UnknownWords) return 0;
  if (is_not_second && first.outcome == Outcome::UnknownWords) return 1;
  return std::nullopt;
}

std::optional<std::size_t> choose_option(const std::vector<Understanding>& answers,
                                         bool which_not) {
  std::optional<std::size_t> chosen;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const bool is_so = says_yes(answers[i]);
    const bool is_not_so = answers[i].outcome == Outcome::Corrected ||
                           answers[i].outcome == Outcome::UnknownWords ||
                           (answers[i].set && answers[i].set->truth == false);
    if (!is_so && !is_not_so) return std::nullopt;
    if (is_so == which_not) continue;
    if (chosen) return std::nullopt;
    chosen = i;
  }
  return chosen;
}

Understanding without_yes(Understanding answer) {
  return answer.outcome == Outcome::Answered ? told_plainly(std::move(answer)) : answer;
}

Understanding told_plainly(Understanding answer) {
  if (answer.calculation) answer.calculation->truth.reset();
  answer.denotation.truth.reset();
  if (answer.set && answer.outcome == Outcome::Answered) {
    answer.denotation = {};
    answer.denotation.facts = std::move(answer.set->facts);
    answer.set.reset();
    answer.query.emplace();
  } else if (answer.outcome == Outcome::Corrected) {
    answer.outcome = Outcome::Answered;
    answer.query.emplace();
  } else {
    return answer;
  }
  answer.denotation.kind = query::Denotation::Kind::Values;
  return answer;
}

bool is_about_alternative(const Chatbot::Parts& parts, const Alternatives& alternatives,
                          const Understanding& answer) {
  const auto& things = alternatives.things;
  const auto& facts = answer.denotation.facts;
  return answer.outcome == Outcome::Answered &&
         std::any_of(facts.begin(), facts.end(), [&](const auto fact) {
           return std::any_of(things.begin(), things.end(), [&](const auto thing) {
             return knowledge::has_thing(parts.store.fact(fact), thing);
           });
         });
}

}  // namespace jauap::chat
