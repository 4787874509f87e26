#include "bot/chat/read_sets.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "bot/query/evaluate_set.h"
#include "bot/understanding/set_composer.h"
#include "bot/understanding/set_search.h"

namespace jauap::chat {
namespace {

using understanding::Line;
using Outcome = Understanding::Outcome;

// What a line stands for as a question about sets of things.
struct SetOutcome {
  std::optional<query::SetDenotation> set;  // nothing where it is none, or its readings differ
  int cost = 0;
};

// Whether what stands for an unknown name is a word of the language, or a rule word typed wrong.
bool is_slip(const Chatbot::Parts& parts, const understanding::SetToken& token) {
  if (!std::holds_alternative<understanding::Unknown>(token.meaning)) return false;
  if (parts.spelling.knows_no_name(token.text)) return true;
  const auto readings = parts.spelling.readings(token.text);
  return std::any_of(readings.begin(), readings.end(), [&](const std::string& reading) {
    return parts.rule_words.count(reading) > 0;
  });
}

bool has_slip(const Chatbot::Parts& parts, const understanding::SetLine& line) {
  return std::any_of(line.begin(), line.end(), [&](const auto& readings) {
    return std::any_of(readings.begin(), readings.end(),
                       [&](const auto& token) { return is_slip(parts, token); });
  });
}

// "In which city?": whether a line that begins in the middle of a sentence is read as a wish for
// all that there are of a kind.
bool is_fragment(const Chatbot::Parts& parts, const Line& line, const query::SetQuery& query) {
  return !line.items.empty() &&
         parts.words.describing_prepositions.count(line.items.front().text) > 0 &&
         query.ask == query::SetQuery::Ask::List && query.set != nullptr &&
         query.set->type == query::Set::Type::OfKind;
}

// Readings of one cost must agree; those that presuppose what is not so do not count.
SetOutcome read_as_set(const Chatbot::Parts& parts, const Line& line, std::size_t& lookups,
                       base::Trace* trace) {
  const auto tokens = understanding::read_tokens(line, parts.store, parts.vocabulary, parts.words,
                                                 parts.set_rules.words());
  if (has_slip(parts, tokens)) return {};
  const auto readings = understanding::find_set_readings(
      tokens, parts.set_rules,
      understanding::SetComposer{parts.store, parts.vocabulary, parts.words}, parts.words, lookups);
  SetOutcome outcome;
  for (const auto& reading : readings) {
    auto denotation = query::evaluate(reading.query, parts.store, parts.words);
    if (trace != nullptr) {
      trace->add("set rules", "cost " + std::to_string(reading.cost), reading.rules);
      trace->add("set", denotation ? "a query" : "presupposes what is not held",
                 query::describe(reading.query, parts.store));
    }
    if (!denotation) continue;
    if (is_fragment(parts, line, reading.query)) continue;
    // That there is none is only sure of what the words say.
    const bool is_empty = denotation->ask == query::SetQuery::Ask::List
                              ? denotation->things.empty()
                              : denotation->is_count && denotation->things.empty();
    if (reading.cost > 0 && is_empty) continue;
    outcome.cost = reading.cost;
    if (outcome.set && !outcome.set->agrees_with(*denotation)) {
      if (trace != nullptr) trace->add("set", "readings that answer differently");
      outcome.set.reset();
      return outcome;
    }
    if (!outcome.set) outcome.set = std::move(denotation);
  }
  return outcome;
}

}  // namespace

std::optional<Understanding> read_as_sets(const Chatbot::Parts& parts,
                                          const std::vector<Line>& lines, std::size_t& lookups,
                                          base::Trace* trace) {
  SetOutcome best;
  for (const Line& line : lines) {
    SetOutcome outcome = read_as_set(parts, line, lookups, trace);
    if (!outcome.set || (best.set && best.cost <= outcome.cost)) continue;
    best = std::move(outcome);
    if (best.cost == 0) break;
  }
  if (!best.set) return std::nullopt;
  Understanding result;
  result.outcome = Outcome::Answered;
  result.set = std::move(best.set);
  result.goes_beyond_words = best.cost > 0;
  if (result.set->ask == query::SetQuery::Ask::Truth && !result.set->truth) {
    // What it asks is understood, and no fact says it: other readings would say something else.
    result.outcome = Outcome::NotHeld;
    result.set.reset();
    return result;
  }
  if (result.set->readings.size() > 1) {
    result.outcome = Outcome::Ambiguous;
    result.denotation.facts = result.set->readings;
  }
  return result;
}

}  // namespace jauap::chat
