#include "bot/chat/look_up_then.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "bot/knowledge/fact_things.h"
#include "bot/query/evaluate.h"
#include "bot/query/select.h"
#include "bot/text/tokens.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;
using understanding::Line;
using Outcome = Understanding::Outcome;

// "Where was the treaty signed in 1995?": whether what was found is the one thing that happened to
// what the question names, so that its time is wrong. "Which treaty was signed in 1995?" asks for
// another, if any; "in which city" does not.
bool happened_once(const knowledge::FactStore& store, const Query& query, const Denotation& held) {
  if (held.facts.size() != 1 || held.kind != Denotation::Kind::Values) return false;
  const auto fact = store.fact(held.facts.front());
  if (store.property(fact.property).type != knowledge::ValueType::Event) return false;
  const auto kind = store.entity(fact.subject).kind;
  const bool asks_which =
      std::any_of(query.wanted.begin(), query.wanted.end(), [&](const query::Wanted& wanted) {
        const auto& kinds = wanted.kinds;
        return wanted.part == query::Part::Things ||
               (wanted.part == query::Part::OfKind &&
                std::find(kinds.begin(), kinds.end(), kind) != kinds.end());
      });
  using Type = query::Sense::Type;
  return !asks_which &&
         query::names(query, {Type::Property, static_cast<std::uint32_t>(fact.property)}) &&
         query::names(query, {Type::Entity, static_cast<std::uint32_t>(fact.subject)});
}

// "Why was the feast held on 1 May 2001?", of which is told for what day it was held: that day is
// the date that the question gives.
bool is_dated_by_what_it_says(const knowledge::FactStore& store, const Query& query,
                              const Denotation& held) {
  if (held.facts.size() != 1 || held.kind != Denotation::Kind::Values ||
      query.operation != query::Operation::Select) {
    return false;
  }
  const auto happened_then = [&](knowledge::EntityId thing, const query::At& at) {
    const auto rows = knowledge::few_rows_with(store, thing);
    return std::any_of(rows.begin(), rows.end(), [&](const auto row) {
      const auto fact = store.fact(store.row(row).fact);
      return fact.subject == thing && fact.when && query::covers(at, *fact.when) &&
             store.property(fact.property).type == knowledge::ValueType::Event;
    });
  };
  const auto values = store.fact(held.facts.front()).value;
  return std::all_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
    const auto* at = std::get_if<query::At>(&condition);
    return at == nullptr || std::any_of(values.begin(), values.end(), [&](const auto& value) {
             const auto* thing = std::get_if<knowledge::EntityId>(&value);
             return thing != nullptr && happened_then(*thing, *at);
           });
  });
}

// "Growth compared with the same period of 2021": the year is that of what it grew from.
bool is_year_of_base(const knowledge::FactStore& store, const text::Words& words, const Line& line,
                     const Query& query, const Denotation& held) {
  const bool compares =
      std::any_of(line.tokens.begin(), line.tokens.end(), [&](const text::Token& token) {
        return words.comparing_verbs.count(token.text) + words.versus_words.count(token.text) > 0;
      });
  if (!compares || held.facts.size() != 1 || query.operation != query::Operation::Select)
    return false;
  const auto fact = store.fact(held.facts.front());
  if (!store.property(fact.property).of) return false;
  const auto at = std::find_if(query.conditions.begin(), query.conditions.end(),
                               [](const query::Condition& condition) {
                                 return std::holds_alternative<query::At>(condition);
                               });
  if (at == query.conditions.end() || std::get<query::At>(*at).date.month != 0) return false;
  const std::string year = std::to_string(std::get<query::At>(*at).date.year);
  return std::any_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    return named != nullptr &&
           std::any_of(named->senses.begin(), named->senses.end(), [&](const auto& sense) {
             return sense.type == query::Sense::Type::Period &&
                    store.tables().periods[sense.id].name.find(year) != std::string::npos;
           });
  });
}

}  // namespace

bool gives_date_itself(const Line& line) {
  return std::any_of(line.items.begin(), line.items.end(), [&](const understanding::Item& item) {
    const auto* value = std::get_if<text::TypedValue>(&item.meaning);
    const auto& span = line.tokens[item.first].span;
    return value != nullptr && value->kind == text::ValueKind::Date && span.begin != span.end;
  });
}

std::optional<understanding::Premise> other_party_then(const Chatbot::Parts& parts,
                                                       const Query& query) {
  const auto gives_day = [](const query::Condition& condition) {
    const auto* at = std::get_if<query::At>(&condition);
    return at != nullptr && at->date.day != 0 && at->date.year != 0;
  };
  if (std::none_of(query.conditions.begin(), query.conditions.end(), gives_day)) {
    return std::nullopt;
  }
  Query claim = query;
  claim.operation = query::Operation::Verify;
  const auto premise = understanding::check_premise(claim, parts.store, parts.words);
  if (!premise) return std::nullopt;
  const auto fact = parts.store.fact(premise->fact);
  const auto row = parts.store.row_of(premise->fact);
  const bool is_then =
      parts.store.property(fact.property).type == knowledge::ValueType::Event &&
      std::all_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
        return !gives_day(condition) || query::fits(parts.store, row, condition, query);
      });
  return is_then ? premise : std::nullopt;
}

void look_up_at_other_times(const Chatbot::Parts& parts, const Line& line,
                            Understanding& not_held) {
  const auto rest = understanding::at_any_time(*not_held.query);
  if (!rest) return;
  Denotation held = query::evaluate(*rest, parts.store);
  if (gives_date_itself(line) && happened_once(parts.store, *rest, held)) {
    not_held.outcome = Outcome::Corrected;
    held.truth = false;
  } else if (is_dated_by_what_it_says(parts.store, *not_held.query, held) ||
             is_year_of_base(parts.store, parts.words, line, *not_held.query, held)) {
    not_held.outcome = Outcome::Answered;
  } else if (!held.facts.empty()) {
    not_held.outcome = Outcome::NotHeldThen;
  }
  if (!held.facts.empty()) not_held.denotation = std::move(held);
}

}  // namespace jauap::chat
