#include "bot/chat/remember.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

#include "bot/answers/tell.h"
#include "bot/chat/compose.h"
#include "bot/chat/read_question.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using Outcome = Understanding::Outcome;

void add_thing(std::vector<knowledge::EntityId>& things, knowledge::EntityId thing) {
  if (std::find(things.begin(), things.end(), thing) == things.end()) things.push_back(thing);
}

enum class Measure : std::uint8_t { None, Number, Date };

Measure measure_of(const Chatbot::Parts& parts, knowledge::FactId id) {
  const knowledge::Fact fact = parts.store.fact(id);
  switch (parts.store.property(fact.property).type) {
    case knowledge::ValueType::Number:
    case knowledge::ValueType::Money:
    case knowledge::ValueType::Percent:
      return Measure::Number;
    case knowledge::ValueType::Event:
      return fact.when ? Measure::Date : Measure::None;
    default:
      return Measure::None;
  }
}

// Numbers of which the next question may ask which is larger, or what happened of which it may ask
// which was first. Those of tables have an owner to be asked about instead.
void remember_compared(const Chatbot::Parts& parts, const Understanding& best,
                       Conversation& conversation) {
  auto& numbers = conversation.compared;
  if (best.calculation) {
    // What no fact says cannot be compared by one.
    if (best.calculation->unsaid) {
      numbers.clear();
      return;
    }
    // "From what base did it grow?" compares nothing.
    const bool is_end = best.calculation->calculation.type == query::Calculation::Type::GrowthEnd;
    if (is_end) numbers = {best.calculation->facts.front()};
    if (!is_end && best.calculation->facts.size() == 2) numbers = best.calculation->facts;
    // "It grew from A to B": B is what it has come to.
    const auto& operands = best.calculation->operands;
    const bool is_course = best.calculation->calculation.type == query::Calculation::Type::Growth &&
                           best.calculation->facts.size() > 2;
    const auto& facts = best.calculation->facts;
    const bool goes_on =
        !numbers.empty() && std::find(facts.begin(), facts.end(), numbers.back()) != facts.end();
    if (is_course && operands.back().fact && !goes_on) numbers = {*operands.back().fact};
    return;
  }
  const auto& told = best.denotation.facts;
  if (best.set || best.outcome != Outcome::Answered || told.size() != 1) {
    numbers.clear();
    return;
  }
  const auto id = told.front();
  const Measure measure = measure_of(parts, id);
  if (measure == Measure::None) {
    numbers.clear();
    return;
  }
  if (!numbers.empty() && measure_of(parts, numbers.back()) != measure) numbers.clear();
  std::erase(numbers, id);
  numbers.push_back(id);
  if (numbers.size() > 2) numbers.erase(numbers.begin());
}

// "From what base?", answered by one number: the question about the growth itself, which the next
// one goes on with ("and to how much?").
std::optional<std::vector<text::Token>> growth_asked(const Chatbot::Parts& parts,
                                                     const Understanding& answer) {
  if (!answer.calculation ||
      answer.calculation->calculation.type != query::Calculation::Type::GrowthEnd) {
    return std::nullopt;
  }
  const query::Operand& end = answer.calculation->operands.front();
  for (const auto id : parts.store.rows_with(end.subject)) {
    const auto row = parts.store.row(id);
    const auto fact = parts.store.fact(row.fact);
    if (row.derived || parts.store.property(fact.property).of != end.property) continue;
    return text::normalize(answers::question_for(parts.store, fact), parts.words);
  }
  return std::nullopt;
}

bool is_of_wrong_date(const Chatbot::Parts& parts, const Understanding& answer) {
  const auto property = parts.store.fact(answer.denotation.facts.front()).property;
  return parts.store.property(property).type == knowledge::ValueType::Event && answer.query &&
         std::any_of(
             answer.query->conditions.begin(), answer.query->conditions.end(),
             [](const auto& condition) { return std::holds_alternative<query::At>(condition); });
}

// "Within the EU … trade partners", answered by one fact: its own question, for a heap of names
// cannot be turned round or asked of something else.
std::optional<std::vector<text::Token>> question_told(const Chatbot::Parts& parts,
                                                      const Understanding& answer,
                                                      const FilledIn& used) {
  const bool is_look_up = !answer.set && !answer.calculation && answer.denotation.facts.size() == 1;
  // "How long after that?" behind a wrong date is counted from the right one.
  if (is_look_up && answer.outcome == Outcome::Corrected && is_of_wrong_date(parts, answer)) {
    return text::normalize(
        answers::question_for(parts.store, parts.store.fact(answer.denotation.facts.front())),
        parts.words);
  }
  if (!is_look_up || answer.outcome != Outcome::Answered || !answer.taken) return std::nullopt;
  if (parts.words.question_openings.length_at(used.tokens, 0) > 0) return std::nullopt;
  const auto fact = parts.store.fact(answer.denotation.facts.front());
  if (fact.question.empty()) return std::nullopt;
  return text::normalize(fact.question, parts.words);
}

// What a question without an answer was told beside it, where that happened once: of numbers there
// may be several, and it is not known which was meant.
std::optional<knowledge::FactId> happened_nearby(const Chatbot::Parts& parts,
                                                 const Understanding& answer) {
  const auto nearby = held_nearby(parts, answer);
  if (!nearby) return std::nullopt;
  const auto property = parts.store.fact(*nearby).property;
  const bool is_event = parts.store.property(property).type == knowledge::ValueType::Event;
  return is_event ? nearby : std::nullopt;
}

// "And when was that?" is asked of what was told.
void go_on_from(const Chatbot::Parts& parts, knowledge::FactId told, Conversation& conversation) {
  const auto fact = parts.store.fact(told);
  conversation.is_lost = false;
  conversation.question =
      text::without_places(text::normalize(answers::question_for(parts.store, fact), parts.words));
  conversation.subjects = {fact.subject};
  conversation.answered.clear();
  conversation.referents.clear();
  conversation.compared.clear();
  conversation.last_told = {told};
}

void add_named(knowledge::EntityId thing, Conversation& conversation) {
  constexpr std::size_t kNamed = 8;
  auto& named = conversation.named;
  std::erase(named, thing);
  named.push_back(thing);
  if (named.size() > kNamed) named.erase(named.begin());
}

void forget_last(Conversation& conversation) {
  conversation.question.clear();
  conversation.answered.clear();
  conversation.subjects.clear();
  conversation.referents.clear();
  conversation.last_told.clear();
  conversation.compared.clear();
}

bool asks_for_possession(const query::Query& query) {
  return std::any_of(query.conditions.begin(), query.conditions.end(), [](const auto& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    return named != nullptr && named->possessed;
  });
}

}  // namespace

void remember(const Chatbot::Parts& parts, const Understanding& answer, const FilledIn& used,
              Conversation& conversation) {
  std::vector<knowledge::EntityId> subjects = used.referents;
  const auto line =
      understanding::find_mentions(used.tokens, parts.vocabulary, parts.words, 1).front();
  for (const auto& item : line.items) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    if (mention == nullptr || mention->adjective) continue;
    for (const auto& sense : mention->senses) {
      if (sense.type != query::Sense::Type::Entity) continue;
      add_thing(subjects, knowledge::EntityId{sense.id});
      break;
    }
  }
  conversation.options.clear();
  if (answer.outcome == Outcome::Ambiguous) {
    for (const auto fact : answer.denotation.facts) {
      conversation.options.push_back(text::without_places(text::normalize(
          answers::question_for(parts.store, parts.store.fact(fact)), parts.words)));
    }
  }
  for (const auto subject : subjects) add_named(subject, conversation);
  if (is_certain(answer)) {
    constexpr std::size_t kFacts = 3;
    for (std::size_t i = 0; i < std::min(answer.denotation.facts.size(), kFacts); ++i) {
      add_named(parts.store.fact(answer.denotation.facts[i]).subject, conversation);
    }
  }
  if (!is_certain(answer)) {
    // What follows goes on with the question that was not understood, not with one before it. One
    // that names nothing was about what was talked of: "what is the mayor?", "and the area?".
    const bool is_about_another = !subjects.empty() || conversation.question.empty();
    if (const auto happened = happened_nearby(parts, answer)) {
      go_on_from(parts, *happened, conversation);
      return;
    }
    if (answer.outcome > Outcome::NotHeld && is_about_another) {
      conversation.is_lost = true;
      forget_last(conversation);
    }
    std::erase_if(conversation.named, [&](knowledge::EntityId thing) {
      return std::find(subjects.begin(), subjects.end(), thing) == subjects.end();
    });
    // "Is X the capital of Y?": what is asked next may be of Y, whatever X is.
    if (!subjects.empty()) {
      conversation.subjects = std::move(subjects);
      conversation.answered.clear();
    }
    // What is not held of that time may be held of another.
    if (answer.query && answer.outcome <= Outcome::NotHeld)
      conversation.question = text::without_places(used.tokens);
    return;
  }
  conversation.is_lost = false;
  std::vector<knowledge::EntityId> answered;
  if (answer.set) {
    answered = answer.set->things;
    for (const auto& value : answer.set->values) {
      const auto* thing = std::get_if<knowledge::EntityId>(&value.value.value);
      if (thing != nullptr) add_thing(answered, *thing);
    }
  }
  // What says that something is so names more things than were asked for.
  const bool is_verified = answer.query && answer.query->operation == query::Operation::Verify;
  for (const auto& value : answer.denotation.values) {
    if (is_verified) break;
    const auto* thing = std::get_if<knowledge::EntityId>(&value.value);
    if (thing != nullptr) add_thing(answered, *thing);
  }
  // "He" may be somebody who was told of some questions ago.
  for (const auto thing : answered) {
    if (parts.store.kind(parts.store.entity(thing).kind).is_person) add_named(thing, conversation);
  }
  // Nobody means a thousand things by "them", and a conversation must stay small.
  constexpr std::size_t kMost = 1'000;
  if (answered.size() > kMost) answered.clear();
  const auto& facts = answer.set ? answer.set->facts : answer.denotation.facts;
  // "The treaty" is the one that was told of, not where it was signed.
  if (!answer.set && facts.size() == 1) {
    const auto subject = parts.store.fact(facts.front()).subject;
    const auto kind = parts.store.entity(subject).kind;
    const auto& sort = parts.store.kind(kind);
    const bool may_be_one = !sort.of_table && !sort.is_place && !sort.is_person;
    const query::Sense its_kind{query::Sense::Type::Kind, static_cast<std::uint32_t>(kind)};
    if (may_be_one && understanding::names(line, its_kind)) add_thing(subjects, subject);
  }
  if (subjects.empty()) subjects = answered;
  remember_compared(parts, answer, conversation);
  // "It" is rather what the answer was about than what the question named besides.
  if (!facts.empty() && std::erase(subjects, parts.store.fact(facts.front()).subject) > 0) {
    subjects.push_back(parts.store.fact(facts.front()).subject);
  }
  // "Has it a harbour?": from then on the harbour is talked of.
  if (is_verified && asks_for_possession(*answer.query) && !subjects.empty()) {
    subjects = {subjects.back()};
  }
  constexpr std::size_t kFactsKept = 8;
  constexpr std::size_t kToldKept = 256;
  conversation.last_told = {facts.begin(), facts.begin() + static_cast<std::ptrdiff_t>(
                                                               std::min(facts.size(), kFactsKept))};
  if (conversation.told.size() > kToldKept) conversation.told.clear();
  conversation.told.insert(conversation.last_told.begin(), conversation.last_told.end());
  auto question = growth_asked(parts, answer);
  if (!question) question = question_told(parts, answer, used);
  conversation.question = text::without_places(question.value_or(used.tokens));
  // "The first" may be asked for behind the second, but not once something else was asked.
  constexpr std::size_t kListed = 100;
  if (answered.size() > 1 && answered.size() <= kListed) {
    conversation.listed = answered;
  } else if (!answer.taken) {
    conversation.listed.clear();
  }
  conversation.answered = std::move(answered);
  conversation.subjects = std::move(subjects);
  conversation.referents = used.referents;
}

}  // namespace jauap::chat
