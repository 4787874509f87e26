#include "bot/chat/understand.h"

#include <algorithm>
#include <utility>

#include "bot/answers/tell.h"
#include "bot/chat/correct.h"
#include "bot/chat/follow_up.h"
#include "bot/chat/read_question.h"
#include "bot/chat/repair.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"
#include "bot/understanding/set_search.h"

namespace jauap::chat {
namespace {

using intents::LineToken;
using Outcome = Understanding::Outcome;

std::vector<LineToken> words_of(const std::vector<text::Token>& tokens) {
  std::vector<LineToken> line;
  line.reserve(tokens.size());
  for (const auto& token : tokens) line.push_back({token.text, "", std::nullopt, token.span});
  return line;
}

// "hey so what is this even about lol": what a whole message says besides such words.
std::vector<text::Token> without_light_phrases(const Chatbot::Parts& parts,
                                               const std::vector<text::Token>& tokens) {
  std::vector<text::Token> rest;
  for (std::size_t i = 0; i < tokens.size();) {
    const std::size_t length = parts.words.light_phrases.length_at(tokens, i);
    const bool repeats = !rest.empty() && rest.back().text == tokens[i].text;  // "hello hello"
    if (length == 0 && !repeats) rest.push_back(tokens[i]);
    i += std::max<std::size_t>(length, 1);
  }
  return rest;
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

}  // namespace

std::optional<intents::Match> match_whole_message(const Chatbot::Parts& parts,
                                                  const std::vector<text::Token>& tokens,
                                                  base::Trace* trace) {
  auto matches = parts.whole_messages.match(words_of(tokens));
  if (matches.empty()) {
    const auto rest = without_light_phrases(parts, tokens);
    if (!rest.empty() && rest.size() < tokens.size()) {
      matches = parts.whole_messages.match(words_of(rest));
    }
  }
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

// Whether the answer is all that is held of something: what that comes to by putting in what was
// said before is no answer to what was asked.
bool tells_all(const Understanding& understanding) {
  constexpr std::size_t kFew = 3;
  return understanding.query && understanding.query->operation == query::Operation::Describe &&
         understanding.denotation.facts.size() > kFew;
}

// "And its full title?": whether the answer is about something else than what was talked of, though
// the words say whose it is.
bool is_of_another(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                   const Conversation& conversation, const Understanding& answer) {
  const bool points = std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    return parts.words.possessives.count(token.text) > 0;
  });
  if (!points || answer.set || answer.calculation) return false;
  return std::none_of(
      answer.denotation.facts.begin(), answer.denotation.facts.end(), [&](knowledge::FactId id) {
        const auto rows_subject = parts.store.fact(id).subject;
        for (const auto* things :
             {&conversation.named, &conversation.subjects, &conversation.answered}) {
          if (std::find(things->begin(), things->end(), rows_subject) != things->end()) return true;
        }
        return false;
      });
}

// Whether a message asks for yes or no: what comes to a list of things is no answer to that.
bool asks_whether(const Chatbot::Parts& parts, const FilledIn& way) {
  auto line = understanding::find_mentions(way.tokens, parts.vocabulary, parts.words, 1).front();
  understanding::drop_frames(line, parts.phrases, parts.words);
  understanding::run_cascade(line, parts.phrases, parts.words);
  return !line.items.empty() &&
         std::holds_alternative<understanding::Verified>(line.items.front().meaning);
}

bool says_whether(const Understanding& answer) {
  if (answer.set) return answer.set->truth.has_value();
  if (answer.calculation || answer.outcome == Outcome::Corrected) return true;
  return answer.query && answer.query->operation == query::Operation::Verify;
}

// A message of a conversation: by itself where it stands alone, else as what follows from the last
// question. `used` is left with the words as they were understood.
template <class Alone>
Understanding go_on(const Chatbot::Parts& parts, std::string_view message,
                    const Conversation& conversation, Alone alone, FilledIn& used,
                    base::Trace* trace) {
  const FollowUp follow = follow_up(parts, used.tokens, conversation);
  if (follow.goes_on_with_nothing) return {};
  std::optional<Understanding> by_itself;
  if (follow.stands_alone) {
    by_itself = alone(true);
    // What has several answers by itself may have one in the light of what was said.
    if (is_certain(*by_itself) && by_itself->outcome != Outcome::Ambiguous &&
        !is_of_another(parts, used.tokens, conversation, *by_itself)) {
      return std::move(*by_itself);
    }
  }
  std::size_t lookups = understanding::kSetLookups;  // of all ways together
  for (FilledIn way : follow.ways) {
    way.follows = true;
    Understanding result = read_question(parts, message, way, lookups, nullptr);
    if (!is_certain(result)) continue;
    if (by_itself && by_itself->outcome <= result.outcome) continue;
    if (tells_all(result)) continue;
    if (!says_whether(result) && asks_whether(parts, way)) continue;
    result.taken = taken_as(parts, way);
    if (trace != nullptr) trace->add("context", result.taken->question);
    used = way;
    return result;
  }
  Understanding last = by_itself ? std::move(*by_itself) : alone(false);
  if (is_certain(last) && is_of_another(parts, used.tokens, conversation, last)) {
    last = {};
    last.outcome = Outcome::NotHeld;
  }
  return last;
}

void add_thing(std::vector<knowledge::EntityId>& things, knowledge::EntityId thing) {
  if (std::find(things.begin(), things.end(), thing) == things.end()) things.push_back(thing);
}

// Numbers of which the next question may ask which is larger. Those of tables have an owner to be
// asked about instead.
void remember_number(const Chatbot::Parts& parts, const Understanding& best,
                     Conversation& conversation) {
  auto& numbers = conversation.numbers;
  if (best.calculation) {
    if (best.calculation->facts.size() == 2) numbers = best.calculation->facts;
    return;
  }
  const bool is_one =
      !best.set && best.outcome == Outcome::Answered && best.denotation.facts.size() == 1;
  if (!is_one) {
    numbers.clear();
    return;
  }
  const auto id = best.denotation.facts.front();
  const auto type = parts.store.property(parts.store.fact(id).property).type;
  const bool is_number = type == knowledge::ValueType::Number ||
                         type == knowledge::ValueType::Money ||
                         type == knowledge::ValueType::Percent;
  if (!is_number) {
    numbers.clear();
    return;
  }
  std::erase(numbers, id);
  numbers.push_back(id);
  if (numbers.size() > 2) numbers.erase(numbers.begin());
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
  conversation.numbers.clear();
}

bool asks_for_possession(const query::Query& query) {
  return std::any_of(query.conditions.begin(), query.conditions.end(), [](const auto& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    return named != nullptr && named->possessed;
  });
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
  conversation.options.clear();
  if (best.outcome == Outcome::Ambiguous) {
    for (const auto fact : best.denotation.facts) {
      conversation.options.push_back(text::without_places(text::normalize(
          answers::question_for(parts.store, parts.store.fact(fact)), parts.words)));
    }
  }
  for (const auto subject : subjects) add_named(subject, conversation);
  if (is_certain(best)) {
    constexpr std::size_t kFacts = 3;
    for (std::size_t i = 0; i < std::min(best.denotation.facts.size(), kFacts); ++i) {
      add_named(parts.store.fact(best.denotation.facts[i]).subject, conversation);
    }
  }
  if (!is_certain(best)) {
    // What follows goes on with the question that was not understood, not with one before it. One
    // that names nothing was about what was talked of: "what is the mayor?", "and the area?".
    const bool is_about_another = !subjects.empty() || conversation.question.empty();
    if (best.outcome > Outcome::NotHeld && is_about_another) {
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
    if (best.query && best.outcome <= Outcome::NotHeld)
      conversation.question = text::without_places(used.tokens);
    return;
  }
  conversation.is_lost = false;
  std::vector<knowledge::EntityId> answered;
  if (best.set) {
    answered = best.set->things;
    for (const auto& value : best.set->values) {
      const auto* thing = std::get_if<knowledge::EntityId>(&value.value.value);
      if (thing != nullptr) add_thing(answered, *thing);
    }
  }
  // What says that something is so names more things than were asked for.
  const bool is_verified = best.query && best.query->operation == query::Operation::Verify;
  for (const auto& value : best.denotation.values) {
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
  if (subjects.empty()) subjects = answered;
  remember_number(parts, best, conversation);
  const auto& facts = best.set ? best.set->facts : best.denotation.facts;
  // "It" is rather what the answer was about than what the question named besides.
  if (!facts.empty() && std::erase(subjects, parts.store.fact(facts.front()).subject) > 0) {
    subjects.push_back(parts.store.fact(facts.front()).subject);
  }
  // "Has it a harbour?": from then on the harbour is talked of.
  if (is_verified && asks_for_possession(*best.query) && !subjects.empty()) {
    subjects = {subjects.back()};
  }
  constexpr std::size_t kFactsKept = 8;
  constexpr std::size_t kToldKept = 256;
  conversation.last_told = {facts.begin(), facts.begin() + static_cast<std::ptrdiff_t>(
                                                               std::min(facts.size(), kFactsKept))};
  if (conversation.told.size() > kToldKept) conversation.told.clear();
  conversation.told.insert(conversation.last_told.begin(), conversation.last_told.end());
  conversation.question = text::without_places(used.tokens);
  conversation.answered = std::move(answered);
  conversation.subjects = std::move(subjects);
  conversation.referents = used.referents;
}

// Whether a question whose only subject is a word for something said before was answered with all
// that there is: "what state is it in", where nothing was said that it could stand for.
bool points_at_nothing(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                       const Understanding& best) {
  constexpr std::size_t kFew = 10;  // things that a question may describe without a name
  if (!best.set || best.outcome != Outcome::Answered) return false;
  if (best.set->things.size() <= kFew && best.set->values.size() <= kFew) return false;
  const bool points = std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    return parts.words.referring_words.count(token.text) > 0 &&
           token.text != parts.words.referring_word;  // "states with rivers running through them"
  });
  if (!points && tokens.back().text != parts.words.time_pronoun) return false;
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  return std::none_of(line.items.begin(), line.items.end(), [](const auto& item) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    return mention != nullptr &&
           std::any_of(mention->senses.begin(), mention->senses.end(),
                       [](const auto& sense) { return sense.type == query::Sense::Type::Entity; });
  });
}

}  // namespace

Understanding understand(const Chatbot::Parts& parts, std::string_view message,
                         std::vector<text::Token> tokens, Conversation* conversation,
                         base::Trace* trace) {
  auto corrections = correct_words(parts, message, tokens);
  if (trace != nullptr) {
    std::vector<std::string> details;
    details.reserve(corrections.size());
    for (const auto& [typed, read] : corrections) {
      details.push_back(std::string{typed}.append(" → ").append(read));
    }
    trace->add("spelling", std::to_string(corrections.size()) + " corrected", std::move(details));
  }
  // A message that points at what was said is not mended into one that does not.
  const auto alone = [&](bool is_whole) {
    std::size_t lookups = understanding::kSetLookups;
    Understanding best = read_question(parts, message, {tokens, {}}, lookups, trace);
    if (points_at_nothing(parts, tokens, best)) {
      best = {};
      best.outcome = Outcome::NotHeld;
    }
    if (is_certain(best) || !is_whole) return best;
    auto repaired = repair(parts, message, tokens, trace);
    return repaired ? std::move(*repaired) : best;
  };
  FilledIn used{tokens, {}};
  Understanding best;
  if (conversation == nullptr || (conversation->question.empty() &&
                                  conversation->subjects.empty() && !conversation->is_lost)) {
    best = alone(true);
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
