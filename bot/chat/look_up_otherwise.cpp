#include "bot/chat/look_up_otherwise.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "bot/chat/look_up_existence.h"
#include "bot/chat/look_up_names.h"
#include "bot/query/evaluate.h"
#include "bot/query/sum_parts.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;
using understanding::Line;

// "Trade 2021 usd": a year and the unit of what is asked for, where nothing is that much.
std::optional<Denotation> look_up_year_and_unit(const Chatbot::Parts& parts, const Query& query) {
  constexpr double kFirst = 1900;
  constexpr double kLast = 2100;
  Query read = query;
  for (std::size_t i = 0; i < query.conditions.size(); ++i) {
    const auto* amount = std::get_if<query::Amount>(&query.conditions[i]);
    if (amount == nullptr || amount->unit.empty() || amount->ordinal) continue;
    const bool is_year = amount->number >= kFirst && amount->number <= kLast &&
                         amount->number == std::floor(amount->number);
    if (!is_year) continue;
    read.conditions[i] = query::At{{static_cast<int>(amount->number), 0, 0}};
    read.conditions.emplace_back(query::InUnit{amount->unit});
    Denotation found = query::evaluate(read, parts.store);
    if (found.kind != Denotation::Kind::Values) return std::nullopt;
    return found;
  }
  return std::nullopt;
}

// "Trade 2021, how much usd": a currency that is named, of which something is to be told in it.
std::optional<Denotation> look_up_in_currency(const Chatbot::Parts& parts, const Query& query) {
  Query read = query;
  bool is_any = false;
  for (query::Condition& condition : read.conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    const auto currency =
        named == nullptr ? parts.words.currencies.end() : parts.words.currencies.find(named->words);
    if (currency == parts.words.currencies.end()) continue;
    condition = query::InUnit{currency->second};
    is_any = true;
  }
  if (!is_any || !names_property(read)) return std::nullopt;
  Denotation found = query::evaluate(read, parts.store);
  if (found.kind != Denotation::Kind::Values) return std::nullopt;
  return found;
}

}  // namespace

bool names_property(const Query& query) {
  return std::any_of(query.conditions.begin(), query.conditions.end(), [](const auto& condition) {
    return query::has_sense(condition, query::Sense::Type::Property);
  });
}

void look_up_otherwise(const Chatbot::Parts& parts, const Line& line, Understanding& not_held) {
  const Query& query = *not_held.query;
  auto told = look_up_year_and_unit(parts, query);
  if (!told) told = look_up_in_currency(parts, query);
  if (!told) {
    told = look_up_existence(parts, line, query);
    not_held.asks_for_existence = told.has_value();
  }
  if (!told) told = look_up_counted(parts, line, query);
  if (!told) told = look_up_each(parts, line, query);
  if (!told) told = look_up_representative(parts, query);
  if (!told) told = look_up_reason(parts, query);
  if (!told) told = look_up_keywords(parts, line, query);
  if (told) {
    not_held.outcome = Understanding::Outcome::Answered;
    not_held.denotation = std::move(*told);
    return;
  }
  auto found = query::work_out_by_sum(query, parts.store);
  if (!found) return;
  not_held.outcome = Understanding::Outcome::Answered;
  not_held.denotation.kind = Denotation::Kind::Values;
  not_held.denotation.facts = found->facts;
  not_held.denotation.values = {*found->result};
  not_held.calculation = std::move(found);
}

}  // namespace jauap::chat
