#include "bot/chat/understand.h"

#include <algorithm>
#include <span>
#include <utility>

#include "bot/chat/alternatives.h"
#include "bot/chat/antecedents.h"
#include "bot/chat/asked_scale.h"
#include "bot/chat/contrast.h"
#include "bot/chat/correct.h"
#include "bot/chat/follow_up.h"
#include "bot/chat/go_on.h"
#include "bot/chat/lead_in.h"
#include "bot/chat/membership.h"
#include "bot/chat/metonyms.h"
#include "bot/chat/nearest_fact.h"
#include "bot/chat/read_question.h"
#include "bot/chat/remember.h"
#include "bot/chat/repair.h"
#include "bot/chat/topic.h"
#include "bot/chat/unresolved.h"
#include "bot/chat/word_readings.h"
#include "bot/text/format_number.h"
#include "bot/understanding/actions.h"
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

bool is_frame_in_front(const intents::Intent& intent) {
  return intent.operation == understanding::kDrop && understanding::option(intent, "at") == "start";
}
bool is_frame_behind(const intents::Intent& intent) {
  return intent.operation == understanding::kDrop && understanding::option(intent, "at") == "end";
}

// "Hello, what can I ask you, please?": the message between polite frames, the fewest words taken
// away first. Only short messages are whole without more.
std::vector<std::vector<LineToken>> between_frames(const Chatbot::Parts& parts,
                                                   const std::vector<LineToken>& line) {
  constexpr std::size_t kLongest = 20;    // of a message
  constexpr std::size_t kMostFrames = 3;  // on either side
  constexpr std::size_t kLongestBehind = 8;
  std::vector<std::vector<LineToken>> rests;
  if (line.size() > kLongest) return rests;
  std::vector<std::size_t> begins{0};
  while (begins.size() <= kMostFrames && begins.back() < line.size()) {
    const auto found = parts.phrases.match_at(line, begins.back(), is_frame_in_front);
    if (found.empty()) break;
    begins.push_back(begins.back() + found.front().count);
  }
  std::vector<std::size_t> ends{line.size()};
  for (bool is_any = true; is_any && ends.size() <= kMostFrames;) {
    is_any = false;
    const std::span<const LineToken> rest{line.data(), ends.back()};
    const std::size_t first = rest.size() - std::min(rest.size() - 1, kLongestBehind);
    for (std::size_t at = first; at < rest.size() && !is_any; ++at) {
      const auto found = parts.phrases.match_at(rest, at, is_frame_behind);
      is_any = !found.empty() && at + found.front().count == rest.size();
      if (is_any) ends.push_back(at);
    }
  }
  for (const std::size_t end : ends) {
    for (const std::size_t begin : begins) {
      if (begin >= end || (begin == 0 && end == line.size())) continue;
      const auto first = line.begin();
      rests.emplace_back(first + static_cast<std::ptrdiff_t>(begin),
                         first + static_cast<std::ptrdiff_t>(end));
    }
  }
  std::stable_sort(rests.begin(), rests.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return rests;
}

// What the first of the lines that are a whole message matches.
std::vector<intents::Match> first_match(const Chatbot::Parts& parts,
                                        const std::vector<std::vector<LineToken>>& lines) {
  for (const auto& line : lines) {
    auto matches = parts.whole_messages.match(line);
    if (!matches.empty()) return matches;
  }
  return {};
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
  std::vector<std::vector<LineToken>> lines{words_of(tokens)};
  const auto rest = without_light_phrases(parts, tokens);
  if (!rest.empty() && rest.size() < tokens.size()) lines.push_back(words_of(rest));
  auto matches = first_match(parts, lines);
  for (auto line = lines.begin(); matches.empty() && line != lines.end(); ++line) {
    matches = first_match(parts, between_frames(parts, *line));
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

// Whether a question whose only subject is a word for something said before was answered with all
// that there is: "what state is it in", where nothing was said that it could stand for.
bool points_at_nothing(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                       const Understanding& best) {
  constexpr std::size_t kFew = 10;  // things that a question may describe without a name
  if (!best.set || best.outcome != Outcome::Answered) return false;
  // "And the other country?": all that there are of a kind are none that is meant.
  const auto is_other = [&](const text::Token& token) {
    return parts.words.other_words.count(token.text) > 0;
  };
  const auto& things = best.set->things;
  if (std::any_of(tokens.begin(), tokens.end(), is_other) && !things.empty()) {
    const auto kind = parts.store.entity(things.front()).kind;
    if (things.size() == parts.store.entities_of(kind).size()) return true;
  }
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

namespace {

// Whether a question speaks of a person whom it does not name, and was answered with facts about
// nobody ("did he sign anything?") or as if it had named somebody ("did she write it?": "Yes.").
bool points_at_nobody(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                      const Understanding& best) {
  const bool points = std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    return parts.words.person_pronouns.count(token.text) > 0;
  });
  if (!points || !is_certain(best) || best.set || best.calculation) return false;
  const auto is_person = [&](knowledge::EntityId thing) {
    return parts.store.kind(parts.store.entity(thing).kind).is_person;
  };
  if (best.denotation.truth.value_or(false)) {
    const auto line =
        understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
    return std::none_of(line.items.begin(), line.items.end(),
                        [&](const auto& item) { return names_person(parts, item); });
  }
  const auto& facts = best.denotation.facts;
  return std::none_of(facts.begin(), facts.end(), [&](knowledge::FactId id) {
    const auto fact = parts.store.fact(id);
    return is_person(fact.subject) ||
           std::any_of(fact.value.begin(), fact.value.end(), [&](const knowledge::Scalar& value) {
             const auto* thing = std::get_if<knowledge::EntityId>(&value);
             return thing != nullptr && is_person(*thing);
           });
  });
}

// "Vilnius ratified it": with the things in their places that names are said for.
std::optional<Understanding> read_metonyms(const Chatbot::Parts& parts, std::string_view message,
                                           const std::vector<text::Token>& tokens,
                                           std::size_t& lookups, base::Trace* trace) {
  auto meant = without_metonyms(parts, message, tokens);
  if (!meant) return std::nullopt;
  if (trace != nullptr) trace->add("metonyms", text::join(meant->tokens));
  Understanding result = read_question(parts, message, {meant->tokens, {}}, lookups, trace);
  if (!is_certain(result)) return std::nullopt;
  result.corrections = std::move(meant->readings);
  return result;
}

// The nearest fact to a message whose likely slips are mended: "who waz the envoy at the opening".
std::optional<Understanding> nearest_without_slips(const Chatbot::Parts& parts,
                                                   std::string_view message,
                                                   const std::vector<text::Token>& tokens,
                                                   base::Trace* trace) {
  const auto mended = without_slips(parts, message, tokens);
  if (!mended) return std::nullopt;
  auto nearest = nearest_fact(parts, message, *mended, trace);
  if (!nearest) return std::nullopt;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].text == (*mended)[i].text) continue;
    nearest->corrections.push_back({text::typed(message, tokens[i]), (*mended)[i].text});
  }
  nearest->repaired = *mended;
  return nearest;
}

Understanding understand_words(const Chatbot::Parts& parts, std::string_view message,
                               const std::vector<text::Token>& tokens, Conversation* conversation,
                               base::Trace* trace) {
  // A message that points at what was said is not mended into one that does not.
  const auto alone = [&](bool is_whole) {
    std::size_t lookups = understanding::kSetLookups;
    Understanding best = read_question(parts, message, {tokens, {}}, lookups, trace);
    if (points_at_nothing(parts, tokens, best) || points_at_nobody(parts, tokens, best)) {
      best = {};
      best.outcome = Outcome::NotHeld;
    }
    if (is_certain(best) || !is_whole) return best;
    if (auto repaired = repair(parts, message, {tokens, {}}, trace)) return std::move(*repaired);
    if (auto meant = read_metonyms(parts, message, tokens, lookups, trace)) {
      return std::move(*meant);
    }
    const bool is_open = best.outcome >= Outcome::NotHeld && best.lacking_operand.empty();
    auto nearest = is_open ? nearest_fact(parts, message, tokens, trace) : std::nullopt;
    if (!nearest && is_open) nearest = nearest_without_slips(parts, message, tokens, trace);
    return nearest ? std::move(*nearest) : best;
  };
  FilledIn used{tokens, {}};
  Understanding best;
  if (conversation == nullptr || (conversation->question.empty() &&
                                  conversation->subjects.empty() && !conversation->is_lost)) {
    best = alone(true);
  } else {
    best = go_on(parts, message, *conversation, alone, used, trace);
    if (narrow_to_topic(parts, *conversation, used, best) && trace != nullptr) {
      trace->add("topic", text::join(used.tokens));
    }
  }
  if (!is_certain(best) || (best.is_nearest && !best.unknown_words.empty())) {
    if (auto listed = read_membership(parts, conversation, tokens)) {
      best = std::move(*listed);
      if (trace != nullptr) {
        trace->add("membership", "fact " + parts.store.fact(best.denotation.facts.front()).key());
      }
      // "And education?" asks the same of the same list.
      used = conversation == nullptr || conversation->question.empty()
                 ? FilledIn{tokens, {}}
                 : FilledIn{conversation->question, conversation->referents};
    }
  }
  if (!best.repaired.empty()) used.tokens = best.repaired;
  if (conversation != nullptr) remember(parts, best, used, *conversation);
  if (trace != nullptr && best.outcome != Outcome::Answered) trace_nearest(parts, tokens, *trace);
  return best;
}

// "In billions?": nothing but how the last number shall be written.
bool asks_nothing(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens) {
  auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  understanding::drop_frames(line, parts.phrases, parts.words);
  return std::all_of(line.items.begin(), line.items.end(), [&](const auto& item) {
    return std::holds_alternative<understanding::InUnit>(item.meaning) ||
           parts.words.function_words.count(item.text) > 0;
  });
}

// A question that says how its number shall be written, where it comes to one number.
std::optional<Understanding> understand_scaled(const Chatbot::Parts& parts,
                                               std::string_view message,
                                               const std::vector<text::Token>& tokens,
                                               Conversation* conversation, base::Trace* trace) {
  auto asked = ask_for_scale(parts.words, tokens);
  if (!asked) return std::nullopt;
  Conversation after = conversation == nullptr ? Conversation{} : *conversation;
  if (asks_nothing(parts, asked->tokens)) asked->tokens = after.question;
  if (asked->tokens.empty()) return std::nullopt;
  if (trace != nullptr) trace->add("scale", text::format_in_full(asked->scale));
  Understanding result = understand_words(parts, message, asked->tokens, &after, trace);
  if (!is_one_number(result)) return std::nullopt;
  result.scale = asked->scale;
  if (conversation != nullptr) *conversation = std::move(after);
  return result;
}

// A message whose words are spelled right.
Understanding understand_corrected(const Chatbot::Parts& parts, std::string_view message,
                                   const std::vector<text::Token>& tokens,
                                   Conversation* conversation, base::Trace* trace);

// A question without what it sets against something, where that is so or not so.
std::optional<Understanding> understand_contrasted(const Chatbot::Parts& parts,
                                                   std::string_view message,
                                                   const Contrasted& contrasted,
                                                   Conversation& conversation, base::Trace* trace) {
  if (trace != nullptr) trace->add("contrast", text::join(contrasted.tokens));
  Understanding result =
      understand_corrected(parts, message, contrasted.tokens, &conversation, trace);
  const bool is_decided = contrasted.is_of_unit || says_whether(result);
  if (!is_certain(result) || !is_decided) return std::nullopt;
  return result;
}

// Which of two alternatives is so, with what is remembered of it in `after`.
std::optional<Understanding> understand_alternatives(const Chatbot::Parts& parts,
                                                     std::string_view message,
                                                     const Alternatives& alternatives,
                                                     const Conversation& before,
                                                     Conversation& after, base::Trace* trace) {
  const auto read = [&](const std::vector<text::Token>& tokens, Conversation& conversation) {
    conversation = before;
    if (trace != nullptr) trace->add("alternatives", text::join(tokens));
    return understand_words(parts, message, tokens, &conversation, trace);
  };
  if (!alternatives.open.empty()) {
    Understanding answer = read(alternatives.open, after);
    if (is_about_alternative(parts, alternatives, answer)) return answer;
    return std::nullopt;
  }
  Conversation after_second;
  Understanding first = read(alternatives.first, after);
  Understanding second = read(alternatives.second, after_second);
  const auto chosen = choose_alternative(first, second);
  if (!chosen) return std::nullopt;
  if (*chosen == 1) after = std::move(after_second);
  return without_yes(std::move(*chosen == 0 ? first : second));
}

Understanding understand_corrected(const Chatbot::Parts& parts, std::string_view message,
                                   const std::vector<text::Token>& tokens,
                                   Conversation* conversation, base::Trace* trace) {
  if (auto scaled = understand_scaled(parts, message, tokens, conversation, trace)) {
    return std::move(*scaled);
  }
  const auto contrasted = without_contrast(parts, tokens);
  const auto alternatives = find_alternatives(parts, message, tokens);
  const auto question = without_lead_in(parts, message, tokens);
  if (!contrasted && !alternatives && !question) {
    return understand_words(parts, message, tokens, conversation, trace);
  }
  const Conversation before = conversation == nullptr ? Conversation{} : *conversation;
  Understanding result = understand_words(parts, message, tokens, conversation, trace);
  // "Is A or B the capital" is neither so nor not so.
  const bool asks_which = alternatives && result.set && result.set->truth;
  const bool leaves_words = question && result.is_nearest && !result.unknown_words.empty();
  if (is_certain(result) && !asks_which && !leaves_words) return result;
  Conversation after = before;
  std::optional<Understanding> rest;
  if (contrasted) rest = understand_contrasted(parts, message, *contrasted, after, trace);
  if (!rest && alternatives) {
    rest = understand_alternatives(parts, message, *alternatives, before, after, trace);
  }
  if (!rest && question) {
    after = before;
    if (trace != nullptr) trace->add("lead-in", text::join(*question));
    rest = understand_words(parts, message, *question, &after, trace);
    if (!is_certain(*rest)) rest.reset();
  }
  if (!rest) return result;
  if (conversation != nullptr) *conversation = std::move(after);
  return std::move(*rest);
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
  const bool is_first =
      conversation == nullptr || (conversation->question.empty() && conversation->subjects.empty());
  Understanding best = understand_corrected(parts, message, tokens, conversation, trace);
  if (is_first && best.outcome == Outcome::NothingNamed) {
    if (auto facts = facts_it_may_mean(parts, tokens); !facts.empty()) {
      best.outcome = Outcome::Ambiguous;
      best.denotation.kind = query::Denotation::Kind::Ambiguous;
      best.denotation.facts = std::move(facts);
      if (conversation != nullptr) remember(parts, best, {tokens, {}}, *conversation);
    }
  }
  corrections.insert(corrections.end(), best.corrections.begin(), best.corrections.end());
  best.corrections = std::move(corrections);
  return best;
}

}  // namespace jauap::chat
