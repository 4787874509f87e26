#include "bot/chat/understand.h"

#include <algorithm>
#include <span>
#include <utility>

#include "bot/chat/antecedents.h"
#include "bot/chat/appositive.h"
#include "bot/chat/correct.h"
#include "bot/chat/events_in_order.h"
#include "bot/chat/follow_up.h"
#include "bot/chat/go_on.h"
#include "bot/chat/in_person.h"
#include "bot/chat/membership.h"
#include "bot/chat/metonyms.h"
#include "bot/chat/nearest_fact.h"
#include "bot/chat/place_in_list.h"
#include "bot/chat/read_question.h"
#include "bot/chat/remainder.h"
#include "bot/chat/remember.h"
#include "bot/chat/repair.h"
#include "bot/chat/reworded.h"
#include "bot/chat/topic.h"
#include "bot/chat/unresolved.h"
#include "bot/chat/whole_message.h"
#include "bot/chat/word_readings.h"
#include "bot/knowledge/fact_things.h"
#include "bot/text/format_number.h"
#include "bot/understanding/actions.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"
#include "bot/understanding/set_search.h"

namespace jauap::chat {
namespace {

using Outcome = Understanding::Outcome;

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
  const auto& facts = result.denotation.facts;
  // It happened elsewhere.
  const bool is_elsewhere = meant->is_place && result.outcome == Outcome::Answered &&
                            std::any_of(facts.begin(), facts.end(), [&](const auto fact) {
                              return parts.store.fact(fact).place.has_value();
                            });
  // Nor is it known that it happened there.
  if (meant->is_place && !is_elsewhere && result.outcome == Outcome::Answered) return std::nullopt;
  if (is_elsewhere) {
    result.outcome = Outcome::Corrected;
    result.denotation.truth = false;
  }
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

// "Did they sign it?" behind two people: a yes that is of none of them.
bool confirms_of_others(const Chatbot::Parts& parts, const Conversation& conversation,
                        const std::vector<text::Token>& tokens, const Understanding& answer) {
  const bool confirms = answer.outcome == Outcome::Answered && answer.query &&
                        answer.query->operation == query::Operation::Verify && !answer.set &&
                        !answer.calculation;
  const bool refers = std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    return parts.words.referring_words.count(token.text) > 0;
  });
  if (!confirms || !refers) return false;
  const auto is_person = [&](knowledge::EntityId thing) {
    return parts.store.kind(parts.store.entity(thing).kind).is_person;
  };
  const auto& told = conversation.answered;
  const auto& facts = answer.denotation.facts;
  return std::any_of(told.begin(), told.end(), is_person) &&
         std::none_of(told.begin(), told.end(), [&](knowledge::EntityId thing) {
           return std::any_of(facts.begin(), facts.end(), [&](knowledge::FactId fact) {
             return knowledge::has_thing(parts.store.fact(fact), thing);
           });
         });
}

// Whether a look-up was answered without a list, in which what is left could be found.
bool is_told_of_few(const Chatbot::Parts& parts, const Understanding& answer) {
  constexpr std::size_t kList = 3;
  const auto& facts = answer.denotation.facts;
  return answer.outcome == Outcome::Answered && !answer.set && !answer.calculation &&
         std::none_of(facts.begin(), facts.end(), [&](const auto fact) {
           return parts.store.fact(fact).value.size() >= kList;
         });
}

// Whether a question may name somebody: where it became a query, that has the names.
bool may_name_person(const Chatbot::Parts& parts, const Understanding& answer) {
  if (!answer.query) return !answer.calculation;
  const auto is_person = [&](const query::Sense& sense) {
    return sense.type == query::Sense::Type::Entity &&
           parts.store.kind(parts.store.entity(knowledge::EntityId{sense.id}).kind).is_person;
  };
  const auto& conditions = answer.query->conditions;
  return std::any_of(conditions.begin(), conditions.end(), [&](const auto& condition) {
    const auto* named = std::get_if<query::Named>(&condition);
    return named != nullptr && std::any_of(named->senses.begin(), named->senses.end(), is_person);
  });
}

// "Is it exactly 170?" of a number that the source gives as "about 170".
bool claims_exactness(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                      const Understanding& answer) {
  const auto& facts = answer.denotation.facts;
  return answer.outcome == Outcome::Answered && answer.query &&
         answer.denotation.truth.value_or(false) && query::gives_value(*answer.query) &&
         std::any_of(tokens.begin(), tokens.end(),
                     [&](const text::Token& token) {
                       return parts.words.exactness_words.count(token.text) > 0;
                     }) &&
         std::any_of(facts.begin(), facts.end(),
                     [&](knowledge::FactId fact) { return parts.store.fact(fact).approximate; });
}

Understanding understand_words(const Chatbot::Parts& parts, std::string_view message,
                               const std::vector<text::Token>& tokens, Conversation* conversation,
                               base::Trace* trace) {
  // A message that points at what was said is not mended into one that does not.
  const auto alone = [&](bool is_whole) {
    if (auto rest = read_remainder(parts, tokens, trace)) return std::move(*rest);
    if (auto events = read_events_in_order(parts, message, tokens, trace)) {
      return std::move(*events);
    }
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
  if (!is_certain(best)) {
    if (auto others = check_in_person(parts, tokens, trace)) best = std::move(*others);
  }
  // Even where there is an answer, nobody is told of as what he is not.
  if (best.outcome != Outcome::Corrected && !best.set && may_name_person(parts, best)) {
    if (auto office = check_appositive(parts, message, tokens, trace)) best = std::move(*office);
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
  if (!is_certain(best)) {
    if (auto place = read_place_in_list(parts, conversation, tokens)) {
      best = std::move(*place);
      if (trace != nullptr) trace->add("place in list", best.named);
      return best;
    }
  }
  const bool is_of_others =
      conversation != nullptr && confirms_of_others(parts, *conversation, tokens, best);
  // "Besides A, who else did?"
  const bool excludes = parts.words.exclusions.occur_in(tokens);
  if (is_of_others || (excludes && is_told_of_few(parts, best))) {
    best.outcome = Outcome::NotHeld;
    best.denotation = {};
    best.is_nearest = false;
    best.unknown_words.clear();
  }
  confirm_listed(parts, best);
  if (claims_exactness(parts, tokens, best)) {
    best.outcome = Outcome::Corrected;
    best.denotation.truth = false;
  }
  if (!best.repaired.empty()) used.tokens = best.repaired;
  if (conversation != nullptr) remember(parts, best, used, *conversation);
  if (trace != nullptr && best.outcome != Outcome::Answered) trace_nearest(parts, tokens, *trace);
  return best;
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
  Understanding best =
      understand_reworded(parts, message, tokens, conversation, trace, understand_words);
  const bool is_open = best.outcome == Outcome::NothingNamed || best.outcome == Outcome::NotHeld;
  if (is_first && is_open) {
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
