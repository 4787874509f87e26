#include "bot/chat/top_claim.h"

#include <algorithm>
#include <variant>

#include "bot/answers/tell.h"
#include "bot/query/evaluate.h"
#include "bot/text/typed_values.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;
using query::Sense;

// How many a line counts as the top: 20 of "the top twenty", "one of the twenty largest", and the
// words for it.
struct Top {
  double count = 0;
  text::TypedValue value;
};

std::optional<Top> top_of(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens) {
  const auto& adjectives = parts.vocabulary.adjectives;
  for (const auto& value : text::find_typed_values(tokens, parts.words)) {
    if (value.kind != text::ValueKind::Number || value.first == 0) continue;
    const std::size_t behind = value.first + value.count;
    const auto adjective =
        behind < tokens.size() ? adjectives.find(tokens[behind].text) : adjectives.end();
    const bool is_most =
        adjective != adjectives.end() && adjective->second.form == text::Degree::Form::Most;
    const std::string& before = tokens[value.first - 1].text;
    // "The number one partner".
    const bool is_numbered = value.number == 1 && parts.words.number_nouns.count(before) > 0;
    if (is_most || is_numbered || parts.words.top_words.count(before) > 0) {
      return Top{value.number, value};
    }
  }
  return std::nullopt;
}

// The numbers that what a fact says gives.
std::vector<double> numbers_of(const Chatbot::Parts& parts, knowledge::FactId id) {
  const auto told = text::normalize(answers::tell(parts.store, parts.store.fact(id)), parts.words);
  std::vector<double> numbers;
  for (const auto& value : text::find_typed_values(told, parts.words)) {
    if (value.kind == text::ValueKind::Number) numbers.push_back(value.number);
  }
  return numbers;
}

bool says_number(const Chatbot::Parts& parts, knowledge::FactId id, double number) {
  const auto numbers = numbers_of(parts, id);
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

// A query without the top, of which what is said of a property must be a rank; nothing where it
// names none.
std::optional<Query> ask_for_rank(const Chatbot::Parts& parts,
                                  const std::vector<text::Token>& tokens, const Query& query,
                                  const Top& top) {
  Query asked;
  asked.wanted = {{query::Part::Whole, {}}};
  bool names_rank = false;
  for (const auto& condition : query.conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) {
      const auto* amount = std::get_if<query::Amount>(&condition);
      if (amount != nullptr && amount->unit.empty() && amount->number == top.count) continue;
      asked.conditions.push_back(condition);
      continue;
    }
    // "Twenty largest partners" may be one name.
    auto names = text::tokenize(named->words);
    std::erase_if(names, [&](const text::Token& token) {
      const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(top.value.first);
      return parts.words.top_words.count(token.text) > 0 ||
             (top.count == 1 && parts.words.number_nouns.count(token.text) > 0) ||
             std::any_of(first, first + static_cast<std::ptrdiff_t>(top.value.count),
                         [&](const text::Token& number) { return number.text == token.text; });
    });
    if (names.empty()) continue;
    const auto cut = understanding::find_mentions(names, parts.vocabulary, parts.words, 1).front();
    const auto* mention = std::get_if<understanding::Mention>(&cut.items.front().meaning);
    if (mention == nullptr || cut.items.size() > 1) return std::nullopt;
    query::Named kept = *named;
    kept.senses = mention->senses;
    std::erase_if(kept.senses, [&](const Sense& sense) {
      return sense.type == Sense::Type::Property &&
             parts.store.property(knowledge::PropertyId{sense.id}).type !=
                 knowledge::ValueType::Ordinal;
    });
    if (kept.senses.empty()) return std::nullopt;
    names_rank = names_rank || query::has_sense(kept.senses, Sense::Type::Property);
    asked.conditions.emplace_back(std::move(kept));
  }
  if (names_rank) return asked;
  // "In the top twenty of its partners": what belongs beside a rank says which.
  for (auto& condition : asked.conditions) {
    auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) continue;
    const auto rank =
        std::find_if(named->senses.begin(), named->senses.end(), [&](const Sense& sense) {
          return sense.type == Sense::Type::Hint &&
                 parts.store.property(knowledge::PropertyId{sense.id}).type ==
                     knowledge::ValueType::Ordinal;
        });
    if (rank == named->senses.end()) continue;
    named->senses = {{Sense::Type::Property, rank->id}};
    return asked;
  }
  return std::nullopt;
}

// "… in the EU", where the line was read without it.
bool leaves_out_thing(const Chatbot::Parts& parts, const understanding::Line& line,
                      const Query& query) {
  const auto whole =
      understanding::find_mentions(line.tokens, parts.vocabulary, parts.words, 1).front();
  return std::any_of(whole.items.begin(), whole.items.end(), [&](const auto& item) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    if (mention == nullptr || !query::has_sense(mention->senses, Sense::Type::Entity)) return false;
    return std::none_of(query.conditions.begin(), query.conditions.end(),
                        [&](const auto& condition) {
                          const auto* named = std::get_if<query::Named>(&condition);
                          return named != nullptr && named->senses == mention->senses;
                        });
  });
}

}  // namespace

std::optional<Denotation> check_top_claim(const Chatbot::Parts& parts,
                                          const understanding::Line& line,
                                          const std::function<Query()>& claim,
                                          const Denotation& found) {
  const auto top = top_of(parts, line.tokens);
  if (!top || std::any_of(found.facts.begin(), found.facts.end(),
                          [&](const auto id) { return says_number(parts, id, top->count); })) {
    return std::nullopt;
  }
  const Query query = claim();
  if (query.operation != query::Operation::Verify || leaves_out_thing(parts, line, query)) {
    return std::nullopt;
  }
  if (const auto asked = ask_for_rank(parts, line.tokens, query, *top)) {
    Denotation rank = query::evaluate(*asked, parts.store);
    if (rank.kind == Denotation::Kind::Values && rank.facts.size() == 1) {
      const auto fact = parts.store.fact(rank.facts.front());
      const auto* number =
          fact.value.size() == 1 ? std::get_if<double>(&fact.value.front()) : nullptr;
      if (number != nullptr) {
        rank.truth = *number <= top->count;
        return rank;
      }
    }
  }
  // One of the twenty largest is one of the fifty, and was not said to be one of the ten.
  Denotation group = found;
  if (found.facts.empty()) {
    Query rest = query;
    std::erase_if(rest.conditions, [&](const auto& condition) {
      const auto* amount = std::get_if<query::Amount>(&condition);
      return amount != nullptr && amount->unit.empty() && amount->number == top->count;
    });
    group = query::evaluate(rest, parts.store);
  }
  if (group.kind != Denotation::Kind::Values || group.facts.size() != 1) return std::nullopt;
  const auto numbers = numbers_of(parts, group.facts.front());
  if (numbers.size() != 1) return std::nullopt;
  group.truth = numbers.front() <= top->count;
  return group;
}

}  // namespace jauap::chat
