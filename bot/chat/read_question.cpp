#include "bot/chat/read_question.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/chat/counted_claim.h"
#include "bot/chat/extreme_fact.h"
#include "bot/chat/look_up.h"
#include "bot/chat/look_up_then.h"
#include "bot/chat/premise_clause.h"
#include "bot/chat/read_calculation.h"
#include "bot/chat/read_course.h"
#include "bot/chat/read_sets.h"
#include "bot/chat/trace_rewrites.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/description.h"
#include "bot/understanding/mentions.h"
#include "bot/understanding/set_search.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;
using understanding::Line;
using Outcome = Understanding::Outcome;

// "By how much did it grow against the same period": the line without the named stretch of time at
// its end that something is held against.
std::optional<Line> without_base(const Chatbot::Parts& parts, const Line& line) {
  const auto& items = line.items;
  const auto is_plain = [](const understanding::Item& item) {
    return std::holds_alternative<understanding::Plain>(item.meaning);
  };
  const auto is_date = [](const understanding::Item& item) {
    const auto* value = std::get_if<text::TypedValue>(&item.meaning);
    return value != nullptr && value->kind == text::ValueKind::Date;
  };
  std::size_t base = items.size();  // behind its name
  // "The same period in 2021" may be the name of it and a year.
  if (base > 2 && is_date(items[base - 1]) && is_plain(items[base - 2])) base -= 2;
  const auto* named =
      base == 0 ? nullptr : std::get_if<understanding::Mention>(&items[base - 1].meaning);
  if (named == nullptr || !query::has_sense(named->senses, query::Sense::Type::Period)) {
    return std::nullopt;
  }
  std::size_t end = base - 1;
  while (end > 0 && is_plain(items[end - 1]) &&
         parts.words.describing_prepositions.count(items[end - 1].text) == 0) {
    --end;
  }
  if (end == base - 1 || end == 0) return std::nullopt;
  Line rest = line;
  rest.items.resize(end);
  return rest;
}

// What tells of a change by itself tells what it changed from, too.
std::optional<Understanding> follow_without_base(const Chatbot::Parts& parts,
                                                 std::string_view message, Line rest,
                                                 base::Trace* trace) {
  Understanding result = look_up(parts, message, std::move(rest), trace);
  const auto& facts = result.denotation.facts;
  const bool tells_change = std::all_of(facts.begin(), facts.end(), [&](const auto fact) {
    return parts.store.property(parts.store.fact(fact).property).of.has_value();
  });
  const bool is_told = result.outcome == Outcome::Answered || result.outcome == Outcome::Corrected;
  if (!is_told || facts.empty() || !tells_change) return std::nullopt;
  return result;
}

// One way of cutting the question, followed to its end. What the words say is to be worked out
// comes before what can be looked up.
Understanding follow(const Chatbot::Parts& parts, std::string_view message, Line line,
                     base::Trace* trace) {
  if (auto course = read_course(parts, line, trace)) return std::move(*course);
  auto calculated = read_calculation(parts, message, line, trace);
  if (calculated && is_certain(*calculated)) return std::move(*calculated);
  auto rest = without_base(parts, line);
  Understanding found = look_up(parts, message, std::move(line), trace);
  if (is_certain(found)) return found;
  if (rest) {
    auto told = follow_without_base(parts, message, std::move(*rest), trace);
    if (told) return std::move(*told);
  }
  if (!calculated) return found;
  calculated->query = std::move(found.query);  // to suggest what is near
  return std::move(*calculated);
}

// The same without the names that only tell which thing is meant, if that is certain.
std::optional<Understanding> follow_described(const Chatbot::Parts& parts, std::string_view message,
                                              const Line& line, base::Trace* trace) {
  auto rest = understanding::without_descriptions(line, parts.store, parts.words);
  if (!rest) return std::nullopt;
  if (trace != nullptr) trace->add("descriptions", understanding::to_string(*rest));
  Understanding result = follow(parts, message, std::move(*rest), trace);
  if (!is_certain(result)) return std::nullopt;
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

void add_new(knowledge::FactId fact, std::vector<knowledge::FactId>& facts) {
  if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
}

// What a clause says of written facts, where that is so or not so.
std::optional<Understanding> read_claim(const Chatbot::Parts& parts, std::string_view message,
                                        const std::vector<Line>& lines, base::Trace* trace) {
  for (const Line& line : lines) {
    Understanding claim = look_up(parts, message, line, trace, true);
    if (claim.outcome == Outcome::Corrected || claim.outcome == Outcome::OtherUnit) return claim;
    if (claim.outcome == Outcome::Answered && claim.denotation.truth) return claim;
  }
  return std::nullopt;
}

// The rest of a question behind a claim about written facts: where that is not so, it is corrected,
// and what is asked behind it answered beside that, if it can be.
std::optional<Understanding> read_behind_claim(const Chatbot::Parts& parts,
                                               std::string_view message,
                                               const std::vector<Line>& claim_lines,
                                               std::vector<text::Token> rest, std::size_t& lookups,
                                               base::Trace* trace) {
  auto claim = read_claim(parts, message, claim_lines, trace);
  if (!claim) return std::nullopt;
  const auto about = parts.store.fact(claim->denotation.facts.front()).subject;
  const auto asked = read_question(parts, message, {std::move(rest), {about}}, lookups, trace);
  if (claim->outcome == Outcome::Answered) return asked;
  if (asked.outcome == Outcome::Answered && !asked.set && !asked.calculation) {
    for (const auto fact : asked.denotation.facts) add_new(fact, claim->denotation.facts);
  }
  return claim;
}

// A question that begins with something taken for granted: where that is not so, it is corrected;
// else the rest is read.
std::optional<Understanding> read_behind_premise(const Chatbot::Parts& parts,
                                                 std::string_view message, const FilledIn& filled,
                                                 std::size_t& lookups, base::Trace* trace) {
  for (auto& [clause, rest, is_time] : premise_clauses(parts, message, filled.tokens)) {
    const auto lines = cut(parts, {clause, filled.referents}, trace);
    auto claim = read_as_sets(parts, lines, lookups, trace);
    if (claim && claim->outcome == Outcome::Answered && claim->set->truth) {
      if (is_time && *claim->set->truth) continue;
      if (*claim->set->truth) {
        return read_question(parts, message, {std::move(rest), claim->set->things}, lookups, trace);
      }
      claim->set->is_corrected = true;
      return claim;
    }
    auto told = read_behind_claim(parts, message, lines, rest, lookups, trace);
    if (told && !(is_time && told->outcome != Outcome::Corrected)) return told;
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
  std::optional<Understanding> beside;
  for (Line& line : lines) {
    Understanding result = follow(parts, message, line, trace);
    if (result.outcome == Outcome::NotHeld || result.outcome == Outcome::UnknownWords ||
        result.outcome == Outcome::Lacking) {
      if (auto described = follow_described(parts, message, line, trace)) {
        return std::move(*described);
      }
    }
    if (result.outcome >= Outcome::Lacking) {
      if (auto extreme = extreme_fact(parts, line, trace)) return std::move(*extreme);
    }
    if (result.outcome == Outcome::NotHeld && result.query && !beside && !filled.follows) {
      beside = look_beside(parts, line, *result.query, trace);
    }
    if (!best || result.outcome < best->outcome) best = std::move(result);
    // What the best cut has found to be so is not overridden by a weaker one.
    if (best->outcome < Outcome::NotHeld) break;
  }
  if (best->outcome >= Outcome::Lacking) {
    for (const Line& line : lines) {
      // "What was it in 2021?" is no question about a course that was told before.
      if (filled.follows && gives_date_itself(line)) continue;
      if (auto course = read_course_of_one(parts, line, trace)) return std::move(*course);
    }
  }
  if (best->outcome == Outcome::NotHeld && beside) return std::move(*beside);
  if (best->outcome >= Outcome::Lacking && !filled.follows) {
    if (auto claim = check_counted(parts, lines.front(), trace)) return std::move(*claim);
  }
  return std::move(*best);
}

}  // namespace jauap::chat
