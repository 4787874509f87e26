#include "bot/chat/compose.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "bot/answers/suggest.h"
#include "bot/answers/tell.h"
#include "bot/chat/asked_scale.h"
#include "bot/chat/cite.h"
#include "bot/chat/compose_calculation.h"
#include "bot/chat/compose_set.h"
#include "bot/chat/messages.h"

namespace jauap::chat {
namespace {

using knowledge::Fact;
using knowledge::FactId;
using knowledge::FactStore;
using knowledge::ValueType;
using query::Condition;
using Outcome = Understanding::Outcome;

// What a decline tells of: a fact whose property was named, or much else of it.
constexpr std::size_t kWorthTelling = 3;
// How many of the facts are told that stand where was asked for.
constexpr std::size_t kFactsLocated = 2;

// "The first": more than the words beside a property can vouch for.
bool ranks(const Chatbot::Parts& parts, const std::vector<Condition>& conditions) {
  return std::any_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    return named != nullptr && parts.words.ordinal_words.count(named->words) > 0;
  });
}

bool asks_for(const query::Query& query, query::Part part) {
  return std::any_of(query.wanted.begin(), query.wanted.end(),
                     [&](const query::Wanted& wanted) { return wanted.part == part; });
}

void compose_answer(const Chatbot::Parts& parts, const Understanding& understanding, Reply& reply) {
  reply.status = Status::Answered;
  const auto& denotation = understanding.denotation;
  const FactStore& store = parts.store;
  reply.answer = tell_all(parts, denotation.facts);
  add_facts(parts, denotation.facts, reply);
  if (understanding.query && asks_for(*understanding.query, query::Part::Name)) {
    const auto thing = std::get<knowledge::EntityId>(denotation.values.front().value);
    reply.answer =
        say(parts, "called", {{"name", store.entity(thing).name}, {"fact", reply.answer}});
  }
  if (understanding.query && asks_for(*understanding.query, query::Part::Source)) {
    reply.answer = say(parts, "located",
                       {{"places", places_of(reply)},
                        {"facts", tell_all(parts, denotation.facts, kFactsLocated)}});
  }
  if (denotation.truth) {
    reply.values.emplace_back(*denotation.truth);
    // "Yes" only where the question stated all that it asks; otherwise the fact speaks for itself.
    const ValueType type = store.property(store.fact(denotation.facts[0]).property).type;
    const auto& conditions = understanding.query->conditions;
    const bool is_stated = type == ValueType::Event || type == ValueType::Entity ||
                           query::gives_value(*understanding.query);
    if ((is_stated || understanding.asks_for_existence) && !ranks(parts, conditions)) {
      reply.answer = say(parts, "yes", {{"fact", reply.answer}});
    }
  } else {
    for (const auto& projected : denotation.values) {
      reply.values.push_back(to_reply_value(parts, projected.value, projected.type));
    }
    if (denotation.values.size() == 1) {
      const query::Projected& only = denotation.values.front();
      const Fact& fact = store.fact(denotation.facts.front());
      reply.value_text =
          answers::write_value(store, store.property(fact.property), only.value, only.unit);
      if (fact.approximate && std::holds_alternative<double>(only.value)) {
        reply.value_text = say(parts, "about", {{"value", reply.value_text}});
      }
    }
  }
  if (denotation.default_period) {
    for (const FactId id : denotation.facts) {
      const Fact& fact = store.fact(id);
      if (!fact.when || fact.when != store.pack(fact).default_period) continue;
      reply.steps.push_back(say(parts, "default_period", {{"period", text::to_iso(*fact.when)}}));
      break;
    }
  }
  reply.suggestions = answers::suggest(store, answers::near(store, understanding.query->conditions),
                                       denotation.facts, kSuggestions);
}

// What a question asked for, in its words.
std::vector<std::string> names_of(const query::Query& query) {
  std::vector<std::string> names;
  for (const Condition& condition : query.conditions) {
    if (const auto* named = std::get_if<query::Named>(&condition)) names.push_back(named->words);
    if (const auto* at = std::get_if<query::At>(&condition)) {
      if (at->date.year != 0) names.push_back(std::to_string(at->date.year));
    }
  }
  return names;
}

std::string quoted(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "“" : ", “") + word + "”";
  return text;
}

std::optional<FactId> worth_telling(const Understanding& understanding,
                                    const std::vector<answers::NearFact>& near) {
  const bool is_open =
      (understanding.outcome == Outcome::NotHeld && understanding.lacking_operand.empty()) ||
      understanding.outcome == Outcome::UnknownWords;
  if (!is_open || near.empty() || near.front().weight < kWorthTelling) return std::nullopt;
  return near.front().fact;
}

void compose_unknown(const Chatbot::Parts& parts, const Understanding& understanding,
                     Reply& reply) {
  reply.status = Status::Unknown;
  if (understanding.query) reply.missing = names_of(*understanding.query);
  const auto& held = understanding.denotation.facts;
  const std::string fact =
      held.empty() ? "" : answers::tell(parts.store, parts.store.fact(held.front()));
  switch (understanding.outcome) {
    case Outcome::Lacking:
      reply.answer = say(parts, "lacking", {{"fact", fact}});
      break;
    case Outcome::NotHeldThen:
      reply.answer = say(parts, "not_held_then", {{"fact", fact}});
      break;
    case Outcome::NotHeld:
      if (!understanding.lacking_operand.empty()) reply.missing = {understanding.lacking_operand};
      reply.answer =
          understanding.lacking_operand.empty()
              ? say(parts, "not_held")
              : say(parts, "operand_not_held", {{"operand", understanding.lacking_operand}});
      break;
    case Outcome::SeveralQuestions:
      reply.answer = say(parts, "several_questions");
      break;
    case Outcome::UnknownWords:
      reply.answer = say(parts, "unknown_words", {{"words", quoted(understanding.unknown_words)}});
      reply.unmatched = understanding.unknown_words;
      reply.missing = reply.unmatched;
      break;
    default:
      reply.answer = say(parts, "nothing_named");
      break;
  }
  if (understanding.query) {
    const auto near = answers::near(parts.store, understanding.query->conditions);
    reply.suggestions = answers::suggest(parts.store, near, {}, kSuggestions);
    if (const auto nearby = worth_telling(understanding, near)) {
      const Fact& nearest = parts.store.fact(*nearby);
      reply.answer = say(parts, "held_nearby",
                         {{"answer", reply.answer}, {"fact", answers::tell(parts.store, nearest)}});
    }
  }
  if (reply.suggestions.empty()) reply.suggestions = answers::starters(parts.store, kSuggestions);
}

// Says in the answer, and by itself, how a question was read.
void add_note(const Chatbot::Parts& parts, const std::string& name, Placeholders placeholders,
              Reply& reply) {
  placeholders.emplace_back("answer", "");
  std::string note = say(parts, name, placeholders);
  note.erase(0, std::min(note.find_first_not_of(' '), note.size()));
  placeholders.back().second = reply.answer;
  reply.answer = say(parts, name, placeholders);
  reply.notes.push_back(std::move(note));
}

// What a follow-up was taken as: what was carried over from before, or all of it.
void note_taken(const Chatbot::Parts& parts, const TakenAs& taken, Reply& reply) {
  std::string names;
  for (const auto& name : taken.about) names += (names.empty() ? "" : ", ") + name;
  if (names.empty()) {
    add_note(parts, "taken_as", {{"question", taken.question}}, reply);
  } else {
    add_note(parts, "carried_over", {{"names", names}}, reply);
  }
}

void note_read(const Chatbot::Parts& parts, const std::vector<Correction>& corrections,
               Reply& reply) {
  std::string all;
  for (const auto& [typed, read] : corrections) {
    all += (all.empty() ? "" : ", ") + say(parts, "correction", {{"typed", typed}, {"read", read}});
  }
  add_note(parts, "read_as", {{"corrections", all}}, reply);
}

std::string_view stage_of(const Understanding& understanding) {
  switch (understanding.outcome) {
    case Outcome::Answered:
      if (understanding.is_nearest) return "nearest";
      return understanding.set ? "set" : understanding.calculation ? "calculation" : "assembly";
    case Outcome::OtherUnit:
    case Outcome::Corrected:
      return "premise";
    case Outcome::UnknownWords:
      return "accounting";
    case Outcome::SeveralQuestions:
    case Outcome::NothingNamed:
      return "mentions";
    default:
      return "evaluation";
  }
}

}  // namespace

std::optional<FactId> held_nearby(const Chatbot::Parts& parts, const Understanding& understanding) {
  if (!understanding.query) return std::nullopt;
  return worth_telling(understanding, answers::near(parts.store, understanding.query->conditions));
}

Reply compose(const Chatbot::Parts& parts, const Understanding& understanding) {
  Reply reply;
  reply.stage = stage_of(understanding);
  switch (understanding.outcome) {
    case Outcome::Answered:
      if (understanding.set) {
        compose_set(parts, *understanding.set, reply);
      } else if (understanding.calculation) {
        compose_calculation(parts, *understanding.calculation, reply);
      } else {
        compose_answer(parts, understanding, reply);
      }
      break;
    case Outcome::OtherUnit:
    case Outcome::Corrected: {
      if (understanding.calculation) {
        compose_calculation(parts, *understanding.calculation, reply);
        break;
      }
      reply.status = Status::Answered;
      const Fact& fact = parts.store.fact(understanding.denotation.facts[0]);
      const std::string told = answers::tell(parts.store, fact);
      const bool is_corrected = understanding.outcome == Outcome::Corrected;
      reply.answer = say(parts, is_corrected ? "corrected" : "other_unit",
                         {{"fact", tell_all(parts, understanding.denotation.facts)}});
      reply.premise = told;
      if (is_corrected) reply.values.emplace_back(false);
      add_facts(parts, understanding.denotation.facts, reply);
      break;
    }
    case Outcome::Ambiguous:
      reply.status = Status::Clarify;
      reply.answer = say(parts, "ambiguous");
      for (const FactId fact : understanding.denotation.facts) {
        if (reply.suggestions.size() >= kFactsTold) break;
        reply.suggestions.push_back(answers::question_for(parts.store, parts.store.fact(fact)));
      }
      break;
    default:
      compose_unknown(parts, understanding, reply);
      break;
  }
  if (!understanding.named.empty()) {
    std::string name = understanding.named;
    if (name.front() >= 'a' && name.front() <= 'z') name.front() += 'A' - 'a';
    reply.answer = say(parts, "named", {{"names", name}, {"facts", reply.answer}});
  }
  if (understanding.scale) {
    const auto value = write_in_scale(parts, *understanding.scale, reply);
    if (value && reply.answer.find(*value) == std::string::npos) {
      reply.answer = say(parts, "in_scale", {{"answer", reply.answer}, {"value", *value}});
      reply.value_text = *value;
    }
  }
  if (understanding.is_nearest && !understanding.unknown_words.empty()) {
    add_note(parts, "left_over", {{"words", quoted(understanding.unknown_words)}}, reply);
    reply.unmatched = understanding.unknown_words;
  }
  if (understanding.taken) note_taken(parts, *understanding.taken, reply);
  if (!understanding.corrections.empty()) note_read(parts, understanding.corrections, reply);
  return reply;
}

Reply compose_empty(const Chatbot::Parts& parts) {
  Reply reply;
  reply.stage = "normalise";
  reply.answer = say(parts, "empty");
  reply.suggestions = answers::starters(parts.store, kSuggestions);
  return reply;
}

Reply compose_too_long(const Chatbot::Parts& parts) {
  Reply reply;
  reply.stage = "normalise";
  reply.answer = say(parts, "too_long", {{"limit", std::to_string(kMaxMessageLength)}});
  reply.suggestions = answers::starters(parts.store, kSuggestions);
  return reply;
}

}  // namespace jauap::chat
