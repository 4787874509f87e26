#include "bot/chat/top_claim.h"

#include <algorithm>
#include <variant>

#include "bot/answers/tell.h"
#include "bot/query/evaluate.h"
#include "bot/text/typed_values.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;
using query::Sense;

// How many a line counts as the top: 20 of "the top twenty", and the word for it.
struct Top {
  double count = 0;
  std::string word;
};

std::optional<Top> top_of(const text::Words& words, const std::vector<text::Token>& tokens) {
  for (const auto& value : text::find_typed_values(tokens, words)) {
    if (value.kind != text::ValueKind::Number || value.first == 0) continue;
    if (words.top_words.count(tokens[value.first - 1].text) == 0) continue;
    return Top{value.number, tokens[value.first].text};
  }
  return std::nullopt;
}

bool says_number(const Chatbot::Parts& parts, knowledge::FactId id, double number) {
  const auto told = text::normalize(answers::tell(parts.store, parts.store.fact(id)), parts.words);
  const auto values = text::find_typed_values(told, parts.words);
  return std::any_of(values.begin(), values.end(),
                     [&](const text::TypedValue& value) { return value.number == number; });
}

// A query without the top, of which what is said of a property must be a rank; nothing where it
// names none.
std::optional<Query> ask_for_rank(const Chatbot::Parts& parts, const Query& query, const Top& top) {
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
    const auto names = text::tokenize(named->words);
    const auto is_top = [&](const text::Token& token) {
      return token.text == top.word || parts.words.top_words.count(token.text) > 0;
    };
    if (std::any_of(names.begin(), names.end(), is_top)) continue;
    query::Named kept = *named;
    std::erase_if(kept.senses, [&](const Sense& sense) {
      return sense.type == Sense::Type::Property &&
             parts.store.property(knowledge::PropertyId{sense.id}).type !=
                 knowledge::ValueType::Ordinal;
    });
    if (kept.senses.empty()) return std::nullopt;
    names_rank = names_rank || query::has_sense(kept.senses, Sense::Type::Property);
    asked.conditions.emplace_back(std::move(kept));
  }
  if (!names_rank) return std::nullopt;
  return asked;
}

}  // namespace

std::optional<Denotation> check_top_claim(const Chatbot::Parts& parts,
                                          const understanding::Line& line, const Query& query,
                                          const Denotation& found) {
  if (query.operation != query::Operation::Verify) return std::nullopt;
  const auto top = top_of(parts.words, line.tokens);
  if (!top || std::any_of(found.facts.begin(), found.facts.end(),
                          [&](const auto id) { return says_number(parts, id, top->count); })) {
    return std::nullopt;
  }
  const auto asked = ask_for_rank(parts, query, *top);
  if (!asked) return std::nullopt;
  Denotation rank = query::evaluate(*asked, parts.store);
  if (rank.kind != Denotation::Kind::Values || rank.facts.size() != 1) return std::nullopt;
  const auto fact = parts.store.fact(rank.facts.front());
  const auto* number = fact.value.size() == 1 ? std::get_if<double>(&fact.value.front()) : nullptr;
  if (number == nullptr) return std::nullopt;
  rank.truth = *number <= top->count;
  return rank;
}

}  // namespace jauap::chat
