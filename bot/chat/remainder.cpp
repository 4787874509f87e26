#include "bot/chat/remainder.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "bot/query/select.h"
#include "bot/query/sum_parts.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using understanding::Item;
using Items = std::vector<Item>;

bool is_amount(const Item& item) {
  const auto* value = std::get_if<text::TypedValue>(&item.meaning);
  return value != nullptr && value->unit != "%" &&
         (value->kind == text::ValueKind::Number || value->kind == text::ValueKind::Money);
}

query::Amount amount_of(const Item& item) {
  const auto& value = std::get<text::TypedValue>(item.meaning);
  query::Amount amount;
  amount.number = value.number;
  amount.tolerance = value.tolerance;
  amount.unit = value.unit;
  amount.words = item.text;
  return amount;
}

// Whether what stands from an item on names nothing but a property.
bool names_only(const Chatbot::Parts& parts, Items::const_iterator from, Items::const_iterator end,
                knowledge::PropertyId property) {
  const query::Sense meant{query::Sense::Type::Property, static_cast<std::uint32_t>(property)};
  return std::all_of(from, end, [&](const Item& item) {
    if (const auto* mention = std::get_if<understanding::Mention>(&item.meaning)) {
      return std::find(mention->senses.begin(), mention->senses.end(), meant) !=
             mention->senses.end();
    }
    const auto& words = parts.words;
    return std::holds_alternative<understanding::Plain>(item.meaning) &&
           (words.function_words.count(item.text) > 0 || words.frame_words.count(item.text) > 0 ||
            words.asking_words.count(item.text) > 0 || words.rest_words.count(item.text) > 0 ||
            words.light_phrases.length_at({{item.text, text::TokenKind::Word, {}}}, 0) > 0);
  });
}

// Whether all that a question names besides is of the whole or of the part: "of Estonian trade in
// 1995" asks of something else.
bool concerns_all(const Chatbot::Parts& parts, const Items& items,
                  const std::vector<knowledge::FactId>& facts) {
  const auto fits = [&](const query::Condition& condition) {
    return std::any_of(facts.begin(), facts.end(), [&](const auto id) {
      return query::fits(parts.store, parts.store.row_of(id), condition, {});
    });
  };
  return std::all_of(items.begin(), items.end(), [&](const Item& item) {
    if (const auto* mention = std::get_if<understanding::Mention>(&item.meaning)) {
      const query::Condition condition = query::Named{mention->senses, item.text, "", false};
      return !query::has_sense(condition, query::Sense::Type::Entity) || fits(condition);
    }
    const auto* value = std::get_if<text::TypedValue>(&item.meaning);
    return value == nullptr || is_amount(item) ||
           (value->kind == text::ValueKind::Date && fits(query::At{value->date, {}, value->years}));
  });
}

}  // namespace

std::optional<Understanding> read_remainder(const Chatbot::Parts& parts,
                                            const std::vector<text::Token>& tokens,
                                            base::Trace* trace) {
  const auto asks = [&](const text::Token& token) {
    return parts.words.rest_words.count(token.text) > 0;
  };
  const auto rest = std::find_if(tokens.begin(), tokens.end(), asks);
  if (rest == tokens.end()) return std::nullopt;
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  const auto& items = line.items;
  if (std::count_if(items.begin(), items.end(), is_amount) != 2) return std::nullopt;
  const auto first = std::find_if(items.begin(), items.end(), is_amount);
  const auto second = std::find_if(std::next(first), items.end(), is_amount);
  const auto at = static_cast<std::size_t>(rest - tokens.begin());
  const auto behind = std::find_if(items.begin(), items.end(),
                                   [&](const Item& item) { return item.first + item.count > at; });
  auto found = query::rest_of_whole(amount_of(*first), amount_of(*second), parts.store);
  if (!found) found = query::rest_of_whole(amount_of(*second), amount_of(*first), parts.store);
  // "How much is left of 40 million": the numbers stand in front.
  if (found && !concerns_all(parts, items, found->calculation.facts)) return std::nullopt;
  if (!found || behind <= second || !names_only(parts, behind, items.end(), found->other)) {
    return std::nullopt;
  }
  if (trace != nullptr) trace->add("rest", understanding::to_string(line));
  Understanding result;
  result.outcome = Understanding::Outcome::Answered;
  result.denotation.kind = query::Denotation::Kind::Values;
  result.denotation.facts = found->calculation.facts;
  result.denotation.values = {*found->calculation.result};
  query::Query query;
  query.conditions = {amount_of(*first), amount_of(*second)};
  query.wanted = {{query::Part::Quantity, {}}};
  result.query = std::move(query);
  result.calculation = std::move(found->calculation);
  return result;
}

}  // namespace jauap::chat
