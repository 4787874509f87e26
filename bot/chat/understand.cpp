#include "bot/chat/understand.h"

#include <algorithm>
#include <utility>

#include "bot/answers/tell.h"
#include "bot/chat/follow_up.h"
#include "bot/query/evaluate.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/assembly.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"
#include "bot/understanding/set_composer.h"
#include "bot/understanding/set_search.h"

namespace jauap::chat {
namespace {

using intents::LineToken;
using query::Denotation;
using query::Query;
using understanding::Line;
using Outcome = Understanding::Outcome;

std::vector<LineToken> words_of(const std::vector<text::Token>& tokens) {
  std::vector<LineToken> line;
  line.reserve(tokens.size());
  for (const auto& token : tokens) line.push_back({token.text, "", std::nullopt, token.span});
  return line;
}

std::vector<Correction> correct_spelling(const Chatbot::Parts& parts, std::string_view message,
                                         std::vector<text::Token>& tokens) {
  std::vector<Correction> corrections;
  for (text::Token& token : tokens) {
    if (token.kind != text::TokenKind::Word) continue;
    std::string read = parts.spelling.correct(token.text);
    if (read.empty()) continue;
    corrections.push_back(
        {std::string{message.substr(token.span.begin, token.span.end - token.span.begin)}, read});
    token.text = std::move(read);
  }
  return corrections;
}

std::vector<std::string> fact_keys(const Chatbot::Parts& parts, const Denotation& denotation) {
  std::vector<std::string> keys;
  keys.reserve(denotation.facts.size());
  for (const auto fact : denotation.facts) keys.push_back("fact " + parts.store.fact(fact).key());
  return keys;
}

void trace_nearest(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                   base::Trace& trace) {
  std::vector<std::string> details;
  for (const auto* matcher : {&parts.whole_messages, &parts.phrases}) {
    for (const auto& near : matcher->nearest(words_of(tokens), 3)) {
      details.push_back(near.intent->name + ": " + near.sentence->text + " (" +
                        std::to_string(near.shared) + " words shared)");
    }
  }
  const std::string count = std::to_string(details.size());
  trace.add("nearest templates", count, std::move(details));
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

}  // namespace

std::optional<intents::Match> match_whole_message(const Chatbot::Parts& parts,
                                                  const std::vector<text::Token>& tokens,
                                                  base::Trace* trace) {
  const auto matches = parts.whole_messages.match(words_of(tokens));
  if (matches.empty()) {
    if (trace != nullptr) trace->add("whole message", "no intent");
    return std::nullopt;
  }
  if (trace != nullptr) {
    std::vector<std::string> details;
    details.reserve(matches.size());
    for (const auto& match : matches) {
      details.push_back(match.intent->name + ": " + match.sentence->text);
    }
    trace->add("whole message", matches.front().intent->name, std::move(details));
  }
  return matches.front();
}

namespace {

bool is_certain(const Understanding& understanding) {
  return understanding.outcome <= Outcome::Ambiguous;
}

bool agree(const Understanding& left, const Understanding& right) {
  if (left.outcome != right.outcome || left.set.has_value() != right.set.has_value()) return false;
  return left.set ? left.set->agrees_with(*right.set)
                  : left.denotation.facts == right.denotation.facts &&
                        left.denotation.values == right.denotation.values;
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
    item.meaning = understanding::Mention{{{query::Sense::Type::Entity, id}}, false, false};
  }
}

// Stages 4 to 8 for the words as they are. `lookups` is what the search for readings may still
// cost.
Understanding understand_tokens(const Chatbot::Parts& parts, std::string_view message,
                                const FilledIn& filled, std::size_t& lookups, base::Trace* trace) {
  auto lines = understanding::find_mentions(filled.tokens, parts.vocabulary, parts.words);
  for (Line& line : lines) {
    if (!filled.referents.empty()) refer(parts, filled.referents, line);
    if (trace != nullptr) trace->add("mentions", understanding::to_string(line));
    const auto frames = understanding::drop_frames(line, parts.phrases, parts.words);
    if (trace != nullptr) trace_rewrites(line, "frames", frames, *trace);
  }
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

// The only word that neither a name nor a rule explains; nothing where there are none or several.
std::optional<std::size_t> only_strange_word(const Chatbot::Parts& parts,
                                             const std::vector<text::Token>& tokens) {
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  std::optional<std::size_t> strange;
  for (const auto& item : line.items) {
    if (!std::holds_alternative<understanding::Plain>(item.meaning)) continue;
    if (tokens[item.first].kind != text::TokenKind::Word) continue;
    if (parts.vocabulary.adjectives.count(item.text) > 0) continue;
    if (parts.rule_words.count(item.text) > 0) continue;
    if (strange) return std::nullopt;
    strange = item.first;
  }
  return strange;
}

// A question with one strange word is read with every word that may have been meant. Where all that
// make an answer make the same, that is it.
std::optional<Understanding> repair(const Chatbot::Parts& parts, std::string_view message,
                                    const std::vector<text::Token>& tokens, base::Trace* trace) {
  const auto strange = only_strange_word(parts, tokens);
  if (!strange) return std::nullopt;
  std::optional<Understanding> repaired;
  std::vector<std::string> details;
  const std::string& typed = tokens[*strange].text;
  const bool is_known = parts.spelling.knows(typed);
  std::size_t lookups = understanding::kSetLookups;  // of all readings together
  for (std::string& word : parts.spelling.readings(typed)) {
    // A word of the language is no mistyped "at" or "of" with a letter more.
    constexpr std::size_t kShort = 3;
    if (is_known && word.size() < kShort && word.size() < typed.size()) continue;
    auto changed = tokens;
    changed[*strange].text = word;
    Understanding result = understand_tokens(parts, message, {changed, {}}, lookups, nullptr);
    if (lookups == 0) return std::nullopt;
    if (!is_certain(result)) continue;
    details.push_back(std::string{typed}.append(" → ").append(word));
    if (repaired && !agree(*repaired, result)) return std::nullopt;
    if (repaired) continue;
    const auto& span = tokens[*strange].span;
    result.corrections.push_back(
        {std::string{message.substr(span.begin, span.end - span.begin)}, std::move(word)});
    repaired = std::move(result);
  }
  if (trace != nullptr && repaired) {
    const std::string count = std::to_string(details.size());
    trace->add("repair", count + " readings agree", std::move(details));
  }
  return repaired;
}

// The question that a follow-up was taken as, with the names of the things that it refers to.
std::string written(const Chatbot::Parts& parts, const FilledIn& filled) {
  constexpr std::size_t kNamed = 3;
  std::string names;
  for (std::size_t i = 0; i < filled.referents.size() && i < kNamed; ++i) {
    names += (i == 0 ? "" : ", ") + answers::write_name(parts.store, filled.referents[i]);
  }
  if (filled.referents.size() > kNamed) names += ", …";
  std::string text;
  for (const auto& token : filled.tokens) {
    const bool refers = parts.words.referring_words.count(token.text) > 0 && !names.empty();
    const bool is_mark = token.text.front() == '\'';
    text += (text.empty() || is_mark ? "" : " ") + (refers ? names : token.text);
  }
  return text;
}

// A message of a conversation: by itself where it stands alone, else as what follows from the last
// question. `used` is left with the words as they were understood.
template <class Alone>
Understanding go_on(const Chatbot::Parts& parts, std::string_view message,
                    const Conversation& conversation, Alone alone, FilledIn& used,
                    base::Trace* trace) {
  const FollowUp follow = follow_up(parts, used.tokens, conversation);
  std::optional<Understanding> by_itself;
  if (follow.stands_alone) {
    by_itself = alone();
    if (is_certain(*by_itself)) return std::move(*by_itself);
  }
  std::size_t lookups = understanding::kSetLookups;  // of all ways together
  for (const FilledIn& way : follow.ways) {
    Understanding result = understand_tokens(parts, message, way, lookups, nullptr);
    if (!is_certain(result)) continue;
    result.taken_as = written(parts, way);
    if (trace != nullptr) trace->add("context", result.taken_as);
    used = way;
    return result;
  }
  return by_itself ? std::move(*by_itself) : alone();
}

void add_thing(std::vector<knowledge::EntityId>& things, knowledge::EntityId thing) {
  if (std::find(things.begin(), things.end(), thing) == things.end()) things.push_back(thing);
}

// What an answer named, and what the question was about.
void remember(const Chatbot::Parts& parts, const Understanding& best, const FilledIn& used,
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
  if (!is_certain(best)) {
    // "Is X the capital of Y?": what is asked next may be of Y, whatever X is.
    if (!subjects.empty()) conversation.subjects = std::move(subjects);
    return;
  }
  std::vector<knowledge::EntityId> answered;
  if (best.set) {
    answered = best.set->things;
    for (const auto& value : best.set->values) {
      const auto* thing = std::get_if<knowledge::EntityId>(&value.value.value);
      if (thing != nullptr) add_thing(answered, *thing);
    }
  }
  for (const auto& value : best.denotation.values) {
    const auto* thing = std::get_if<knowledge::EntityId>(&value.value);
    if (thing != nullptr) add_thing(answered, *thing);
  }
  // Nobody means a thousand things by "them", and a conversation must stay small.
  constexpr std::size_t kMost = 1'000;
  if (answered.size() > kMost) answered.clear();
  if (subjects.empty()) subjects = answered;
  conversation = {used.tokens, std::move(answered), std::move(subjects), used.referents};
}

}  // namespace

Understanding understand(const Chatbot::Parts& parts, std::string_view message,
                         std::vector<text::Token> tokens, Conversation* conversation,
                         base::Trace* trace) {
  auto corrections = correct_spelling(parts, message, tokens);
  if (trace != nullptr) {
    std::vector<std::string> details;
    details.reserve(corrections.size());
    for (const auto& [typed, read] : corrections) {
      details.push_back(std::string{typed}.append(" → ").append(read));
    }
    trace->add("spelling", std::to_string(corrections.size()) + " corrected", std::move(details));
  }
  const auto alone = [&] {
    std::size_t lookups = understanding::kSetLookups;
    Understanding best = understand_tokens(parts, message, {tokens, {}}, lookups, trace);
    if (is_certain(best)) return best;
    auto repaired = repair(parts, message, tokens, trace);
    return repaired ? std::move(*repaired) : best;
  };
  FilledIn used{tokens, {}};
  Understanding best;
  if (conversation == nullptr || conversation->subjects.empty()) {
    best = alone();
  } else {
    best = go_on(parts, message, *conversation, alone, used, trace);
  }
  if (conversation != nullptr) remember(parts, best, used, *conversation);
  corrections.insert(corrections.end(), best.corrections.begin(), best.corrections.end());
  best.corrections = std::move(corrections);
  if (trace != nullptr && best.outcome != Outcome::Answered) trace_nearest(parts, tokens, *trace);
  return best;
}

}  // namespace jauap::chat
