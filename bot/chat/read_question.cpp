#include "bot/chat/read_question.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/chat/premise_clause.h"
#include "bot/query/evaluate.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/assembly.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"
#include "bot/understanding/set_composer.h"
#include "bot/understanding/set_search.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;
using understanding::Line;
using Outcome = Understanding::Outcome;

std::vector<std::string> fact_keys(const Chatbot::Parts& parts, const Denotation& denotation) {
  std::vector<std::string> keys;
  keys.reserve(denotation.facts.size());
  for (const auto fact : denotation.facts) keys.push_back("fact " + parts.store.fact(fact).key());
  return keys;
}

// What a line stands for as a question about sets of things.
struct SetOutcome {
  std::optional<query::SetDenotation> set;  // nothing where it is none, or its readings differ
  int cost = 0;
};

// Readings of one cost must agree; those that presuppose what is not so do not count.
SetOutcome read_as_set(const Chatbot::Parts& parts, const Line& line, std::size_t& lookups,
                       base::Trace* trace) {
  const auto tokens = understanding::read_tokens(line, parts.store, parts.vocabulary, parts.words,
                                                 parts.set_rules.words());
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

// The lines as questions about sets: what the cheapest reading of any of them stands for.
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

void trace_rewrites(const Line& line, const std::string& stage,
                    const std::vector<understanding::Rewrite>& rewrites, base::Trace& trace) {
  std::vector<std::string> details;
  details.reserve(rewrites.size());
  for (const auto& rewrite : rewrites) {
    details.push_back("\"" + rewrite.taken + "\" by " + rewrite.rule);
  }
  trace.add(stage, understanding::to_string(line), std::move(details));
}

// One way of cutting the question, followed to its end.
Understanding follow(const Chatbot::Parts& parts, std::string_view message, Line line,
                     base::Trace* trace) {
  Understanding result;
  const auto rewrites = understanding::run_cascade(line, parts.phrases, parts.words);
  if (trace != nullptr) trace_rewrites(line, "cascade", rewrites, *trace);
  result.query = understanding::assemble(line, parts.words);
  result.unknown_words = understanding::unexplained_words(line, parts.words, message);
  if (!result.unknown_words.empty()) {
    result.outcome = Outcome::UnknownWords;
    if (trace != nullptr) trace->add("accounting", "not explained", result.unknown_words);
    return result;
  }
  if (trace != nullptr) trace->add("accounting", "every word is explained");
  if (understanding::asks_several(line, parts.words)) {
    result.outcome = Outcome::SeveralQuestions;
    return result;
  }
  if (!result.query) return result;
  if (trace != nullptr) {
    trace->add("assembly", "a query", query::describe(*result.query, parts.store));
  }
  result.denotation = query::evaluate(*result.query, parts.store);
  switch (result.denotation.kind) {
    case Denotation::Kind::Values:
      result.outcome = Outcome::Answered;
      break;
    case Denotation::Kind::Ambiguous:
      result.outcome = Outcome::Ambiguous;
      break;
    case Denotation::Kind::Lacking:
      result.outcome = Outcome::Lacking;
      break;
    case Denotation::Kind::Nothing:
      result.outcome = Outcome::NotHeld;
      break;
  }
  if (result.outcome == Outcome::NotHeld) {
    if (const auto premise = understanding::check_premise(*result.query, parts.store)) {
      result.outcome = Outcome::Corrected;
      result.denotation = {};
      result.denotation.facts = {premise->fact};
      result.denotation.truth = false;
    } else if (const auto rest = understanding::at_any_time(*result.query)) {
      Denotation held = query::evaluate(*rest, parts.store);
      if (!held.facts.empty()) {
        result.outcome = Outcome::NotHeldThen;
        result.denotation = std::move(held);
      }
    }
  }
  if (trace != nullptr) {
    trace->add("evaluation", std::to_string(result.denotation.facts.size()) + " facts",
               fact_keys(parts, result.denotation));
  }
  return result;
}

// Puts things in the places of pronouns.
void refer(const Chatbot::Parts& parts, const std::vector<knowledge::EntityId>& things,
           Line& line) {
  for (auto& item : line.items) {
    if (!std::holds_alternative<understanding::Plain>(item.meaning)) continue;
    if (parts.words.referring_words.count(item.text) == 0) continue;
    if (things.size() > 1) {
      item.meaning = understanding::Referents{things};
      continue;
    }
    const auto id = static_cast<std::uint32_t>(things.front());
    // "how large is it": no longer the tag of another question.
    item.text = text::join(text::normalize(parts.store.entity(things.front()).name, parts.words));
    item.meaning = understanding::Mention{{{query::Sense::Type::Entity, id}}, false, false};
  }
}

std::vector<Line> cut(const Chatbot::Parts& parts, const FilledIn& filled, base::Trace* trace) {
  auto lines = understanding::find_mentions(filled.tokens, parts.vocabulary, parts.words);
  for (Line& line : lines) {
    if (!filled.referents.empty()) refer(parts, filled.referents, line);
    if (trace != nullptr) trace->add("mentions", understanding::to_string(line));
    const auto frames = understanding::drop_frames(line, parts.phrases, parts.words);
    if (trace != nullptr) trace_rewrites(line, "frames", frames, *trace);
  }
  return lines;
}

// A question that begins with something taken for granted: where that is not so, it is corrected;
// else the rest is read.
std::optional<Understanding> read_behind_premise(const Chatbot::Parts& parts,
                                                 std::string_view message, const FilledIn& filled,
                                                 std::size_t& lookups, base::Trace* trace) {
  for (auto& [clause, rest] : premise_clauses(parts, message, filled.tokens)) {
    auto claim = read_as_sets(parts, cut(parts, {clause, filled.referents}, trace), lookups, trace);
    if (!claim || claim->outcome != Outcome::Answered || !claim->set->truth) continue;
    if (!*claim->set->truth) {
      claim->set->is_corrected = true;
      return claim;
    }
    return read_question(parts, message, {std::move(rest), claim->set->things}, lookups, trace);
  }
  return std::nullopt;
}

}  // namespace

bool is_certain(const Understanding& understanding) {
  return understanding.outcome <= Outcome::Ambiguous;
}

Understanding read_question(const Chatbot::Parts& parts, std::string_view message,
                            const FilledIn& filled, std::size_t& lookups, base::Trace* trace) {
  if (auto behind = read_behind_premise(parts, message, filled, lookups, trace)) {
    return std::move(*behind);
  }
  auto lines = cut(parts, filled, trace);
  std::optional<Understanding> best = read_as_sets(parts, lines, lookups, trace);
  if (best) return std::move(*best);
  for (Line& line : lines) {
    Understanding result = follow(parts, message, std::move(line), trace);
    if (!best || result.outcome < best->outcome) best = std::move(result);
    // What the best cut has found to be so is not overridden by a weaker one.
    if (best->outcome < Outcome::NotHeld) break;
  }
  return std::move(*best);
}

}  // namespace jauap::chat
