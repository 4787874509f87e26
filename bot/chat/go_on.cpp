#include "bot/chat/go_on.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "bot/answers/tell.h"
#include "bot/chat/put_right.h"
#include "bot/chat/read_question.h"
#include "bot/chat/repair.h"
#include "bot/chat/taken_as.h"
#include "bot/knowledge/fact_things.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"
#include "bot/understanding/set_search.h"

namespace jauap::chat {
namespace {

using Outcome = Understanding::Outcome;

// Whether the answer is all that is held of something: what that comes to by putting in what was
// said before is no answer to what was asked.
bool tells_all(const Understanding& understanding) {
  constexpr std::size_t kFew = 3;
  return understanding.query && understanding.query->operation == query::Operation::Describe &&
         understanding.denotation.facts.size() > kFew;
}

// "And what is their turnover?" behind how many firms there are: whether an amount is told of those
// among whom they were counted.
bool is_of_counted(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                   const Conversation& conversation, const Understanding& answer) {
  const bool is_theirs = std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    const auto owner = parts.words.possessives.find(token.text);
    return owner != parts.words.possessives.end() && owner->second == parts.words.referring_word;
  });
  if (!is_theirs || conversation.last_told.size() != 1) return false;
  const auto counted = parts.store.fact(conversation.last_told.front());
  const auto& property = parts.store.property(counted.property);
  if (property.of_table || !knowledge::says_how_many(property)) return false;
  const auto& facts = answer.denotation.facts;
  return std::any_of(facts.begin(), facts.end(), [&](knowledge::FactId id) {
    const auto fact = parts.store.fact(id);
    return fact.property != counted.property &&
           knowledge::is_amount(parts.store.property(fact.property).type);
  });
}

// "And its full title?": whether the answer is about something else than what was talked of, though
// the words say whose it is.
bool is_of_another(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                   const Conversation& conversation, const Understanding& answer) {
  const bool points = std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    return parts.words.possessives.count(token.text) > 0;
  });
  if (!points || answer.set || answer.calculation) return false;
  if (is_of_counted(parts, tokens, conversation, answer)) return true;
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

// Whether a fact of an answer has a thing in it.
bool tells_of(const Chatbot::Parts& parts, const Understanding& answer, knowledge::EntityId thing) {
  const auto& facts = answer.denotation.facts;
  return std::any_of(facts.begin(), facts.end(), [&](knowledge::FactId id) {
    return knowledge::has_thing(parts.store.fact(id), thing);
  });
}

// Whether all facts of an answer are said of a thing.
bool is_only_of(const Chatbot::Parts& parts, const Understanding& answer,
                knowledge::EntityId thing) {
  const auto& facts = answer.denotation.facts;
  return !facts.empty() && std::all_of(facts.begin(), facts.end(), [&](knowledge::FactId id) {
    return parts.store.fact(id).subject == thing;
  });
}

// "Its parties?": whether an answer is of another thing than those talked of, one of which has a
// fact of that sort itself.
bool passes_over(const Chatbot::Parts& parts, const FilledIn& way, const Understanding& answer) {
  if (answer.set || answer.calculation || way.referents.empty()) return false;
  const auto& facts = answer.denotation.facts;
  if (facts.size() != 1) return false;
  const auto& fact = parts.store.fact(facts.front());
  const auto& talked_of = way.referents;
  if (std::find(talked_of.begin(), talked_of.end(), fact.subject) != talked_of.end()) return false;
  return std::any_of(talked_of.begin(), talked_of.end(), [&](knowledge::EntityId thing) {
    const auto rows = parts.store.rows_with(thing);
    return std::any_of(rows.begin(), rows.end(), [&](const auto id) {
      const auto& row = parts.store.row(id);
      return row.subject == thing && row.property == fact.property;
    });
  });
}

// "When was it signed?": whether what "it" stands for is only one of those concerned, not what the
// fact is about. "The trade with it" is.
bool is_beside(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
               const FilledIn& way, const Understanding& answer) {
  if (answer.set || answer.calculation || way.referents.size() != 1) return false;
  const auto thing = way.referents.front();
  if (!parts.store.kind(parts.store.entity(thing).kind).is_place) return false;
  const auto& words = parts.words;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (words.referring_words.count(tokens[i].text) == 0) continue;
    if (i > 0 && words.describing_prepositions.count(tokens[i - 1].text) > 0) return false;
    const auto& facts = answer.denotation.facts;
    return std::none_of(facts.begin(), facts.end(), [&](knowledge::FactId id) {
      const auto& fact = parts.store.fact(id);
      const auto& property = parts.store.property(fact.property);
      return fact.subject == thing || property.symmetric || property.inverse.has_value();
    });
  }
  return false;
}

// Whether a question names the property of the facts that answer it, by more than a hint.
bool names_its_property(const Chatbot::Parts& parts, const Understanding& answer) {
  if (answer.set || answer.calculation || !answer.query) return true;
  const auto& facts = answer.denotation.facts;
  return std::any_of(facts.begin(), facts.end(), [&](knowledge::FactId id) {
    const auto property = static_cast<std::uint32_t>(parts.store.fact(id).property);
    const query::Sense sense{query::Sense::Type::Property, property};
    const auto& conditions = answer.query->conditions;
    return std::any_of(conditions.begin(), conditions.end(), [&](const auto& condition) {
      const auto* named = std::get_if<query::Named>(&condition);
      return named != nullptr &&
             std::find(named->senses.begin(), named->senses.end(), sense) != named->senses.end();
    });
  });
}

// "Founded when?": whether a few words that name nothing themselves were answered of something else
// than what was talked of.
bool drops_topic(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                 const Conversation& conversation, const Understanding& answer) {
  constexpr std::size_t kFew = 3;
  if (tokens.size() > kFew || conversation.subjects.empty()) return false;
  if (answer.set || answer.calculation || answer.denotation.facts.empty()) return false;
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  const bool names_something =
      std::any_of(line.items.begin(), line.items.end(), [](const auto& item) {
        if (std::holds_alternative<text::TypedValue>(item.meaning)) return true;
        const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
        return mention != nullptr &&
               std::any_of(mention->senses.begin(), mention->senses.end(), [](const auto& sense) {
                 return sense.type != query::Sense::Type::Hint &&
                        sense.type != query::Sense::Type::NamePart;
               });
      });
  if (names_something) return false;
  return std::none_of(conversation.subjects.begin(), conversation.subjects.end(),
                      [&](knowledge::EntityId thing) { return tells_of(parts, answer, thing); });
}

// "When was it signed?": whether the answer is about a thing that was not talked of, while another
// of its kind was: then the other is meant.
bool is_of_sibling(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                   const Conversation& conversation, const Understanding& answer) {
  const bool points = std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    return parts.words.referring_words.count(token.text) > 0;
  });
  if (!points || answer.set || answer.calculation || answer.denotation.facts.size() != 1) {
    return false;
  }
  const auto subject = parts.store.fact(answer.denotation.facts.front()).subject;
  const auto& named = conversation.named;
  if (std::find(named.begin(), named.end(), subject) != named.end()) return false;
  const auto& told = conversation.last_told;
  if (std::any_of(told.begin(), told.end(), [&](knowledge::FactId id) {
        return knowledge::has_thing(parts.store.fact(id), subject);
      })) {
    return false;
  }
  const query::Sense sense{query::Sense::Type::Entity, static_cast<std::uint32_t>(subject)};
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  const bool is_named = std::any_of(line.items.begin(), line.items.end(), [&](const auto& item) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    return mention != nullptr && std::find(mention->senses.begin(), mention->senses.end(), sense) !=
                                     mention->senses.end();
  });
  if (is_named) return false;
  const auto kind = parts.store.entity(subject).kind;
  return !parts.store.kind(kind).is_place &&
         std::any_of(named.begin(), named.end(), [&](knowledge::EntityId thing) {
           return parts.store.entity(thing).kind == kind;
         });
}

// "In Oslo?", "within the EU?": whether all that is held of a thing was told where it only says
// where, or of which, something was asked.
bool is_place_alone(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                    const Understanding& answer) {
  const std::size_t opening = parts.words.follow_up_openings.length_at(tokens, 0);
  return opening < tokens.size() &&
         parts.words.describing_prepositions.count(tokens[opening].text) > 0 && answer.query &&
         answer.query->operation == query::Operation::Describe;
}

// How many names in a question say what is asked of things: those of properties, and words that
// only hint at one. What is joined counts once: "exports and imports".
struct AskedOf {
  std::size_t properties = 0;
  std::size_t hints = 0;
  std::size_t degrees = 0;  // "which one is smaller?"
};

AskedOf asked_of(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens) {
  AskedOf asked;
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    const auto& item = line.items[i];
    if (parts.words.adjectives.degrees.count(item.text) > 0) {
      ++asked.degrees;
      continue;
    }
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    if (mention == nullptr || query::has_sense(mention->senses, query::Sense::Type::Entity))
      continue;
    const bool is_joined = i > 1 && parts.words.joiners.count(line.items[i - 1].text) > 0;
    if (is_joined) continue;
    const bool is_hint =
        std::all_of(mention->senses.begin(), mention->senses.end(), [](const query::Sense& sense) {
          using Type = query::Sense::Type;
          return sense.type == Type::Hint || sense.type == Type::NamePart ||
                 sense.type == Type::Kind || sense.type == Type::Everywhere;
        });
    if (!is_hint) {
      ++asked.properties;
    } else if (query::has_sense(mention->senses, query::Sense::Type::Hint)) {
      ++asked.hints;
    }
  }
  return asked;
}

// "And for its imports?", "and who of Latvia?": a message that only names what the last question
// shall be asked of now.
bool asks_the_same(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens) {
  std::size_t at = parts.words.follow_up_openings.length_at(tokens, 0);
  for (; at < tokens.size(); ++at) {
    if (parts.words.being_words.count(tokens[at].text) > 0) return false;
    const std::size_t next = at + parts.words.question_openings.length_at(tokens, at);
    const bool is_of =
        next < tokens.size() && parts.words.describing_prepositions.count(tokens[next].text) > 0;
    if (next > at && !is_of) return false;
  }
  return true;
}

// Whether an answer leaves out a thing that the message itself names.
bool leaves_out(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                const Understanding& answer) {
  if (answer.set || answer.calculation) return false;
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  return std::any_of(line.items.begin(), line.items.end(), [&](const auto& item) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    if (mention == nullptr || !query::has_sense(mention->senses, query::Sense::Type::Entity)) {
      return false;
    }
    return std::none_of(mention->senses.begin(), mention->senses.end(), [&](const auto& sense) {
      return sense.type != query::Sense::Type::Entity ||
             tells_of(parts, answer, knowledge::EntityId{sense.id});
    });
  });
}

// Whether an answer is not about a thing, other than a place, that was put in from the question
// before, whose answer was about it.
bool leaves_out_topic(const Chatbot::Parts& parts, const Conversation& conversation,
                      const FilledIn& way, const Understanding& answer) {
  if (answer.set || answer.calculation) return false;
  const auto line =
      understanding::find_mentions(way.tokens, parts.vocabulary, parts.words, 1).front();
  return std::any_of(line.items.begin(), line.items.end(), [&](const auto& item) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    const auto& span = line.tokens[item.first].span;
    if (mention == nullptr || span.begin != span.end) return false;
    if (!query::has_sense(mention->senses, query::Sense::Type::Entity)) return false;
    return std::all_of(mention->senses.begin(), mention->senses.end(), [&](const auto& sense) {
      if (sense.type != query::Sense::Type::Entity) return true;
      const knowledge::EntityId thing{sense.id};
      const auto& told = conversation.last_told;
      const bool is_topic = std::any_of(told.begin(), told.end(), [&](const auto fact) {
        return knowledge::has_thing(parts.store.fact(fact), thing);
      });
      return is_topic && !parts.store.kind(parts.store.entity(thing).kind).is_place &&
             !tells_of(parts, answer, thing);
    });
  });
}

// Whether words ask less of things than was asked of them before: "exports" for "growth of
// exports". What puts in the things of the last question without all of it asks something else.
bool asks_less(const AskedOf& now, const AskedOf& before) {
  const std::size_t left = now.properties + now.hints + now.degrees;
  if (before.properties > 0) return left < before.properties;
  return before.hints > 0 && left == 0;
}

bool wants_who(const Understanding& answer) {
  return answer.query &&
         std::any_of(answer.query->wanted.begin(), answer.query->wanted.end(),
                     [](const auto& wanted) { return wanted.part == query::Part::Who; });
}

// The conversation as if the one fact that was told last had been asked for in its own words.
std::optional<Conversation> as_told(const Chatbot::Parts& parts, const Conversation& conversation) {
  if (conversation.last_told.size() != 1) return std::nullopt;
  const auto fact = parts.store.fact(conversation.last_told.front());
  Conversation told = conversation;
  told.question =
      text::without_places(text::normalize(answers::question_for(parts.store, fact), parts.words));
  if (told.question == conversation.question) return std::nullopt;
  return told;
}

// Whether nothing but sums of money were told last.
bool told_money(const Chatbot::Parts& parts, const Conversation& conversation) {
  const auto& told = conversation.last_told;
  return !told.empty() && std::all_of(told.begin(), told.end(), [&](knowledge::FactId id) {
    const auto property = parts.store.fact(id).property;
    return parts.store.property(property).type == knowledge::ValueType::Money;
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

}  // namespace

bool says_whether(const Understanding& answer) {
  if (answer.set) return answer.set->truth.has_value();
  if (answer.calculation || answer.outcome == Outcome::Corrected) return true;
  return answer.query && answer.query->operation == query::Operation::Verify;
}

Understanding go_on(const Chatbot::Parts& parts, std::string_view message,
                    const Conversation& conversation, const Alone& alone, FilledIn& used,
                    base::Trace* trace) {
  const std::size_t typed = used.tokens.size();
  if (told_money(parts, conversation)) used.tokens = with_currency(parts, used.tokens);
  FollowUp follow = follow_up(parts, used.tokens, conversation);
  if (used.tokens.size() < typed) follow.stands_alone = false;
  if (follow.goes_on_with_nothing) return {};
  // Of a message that repeats the last question: what that asked of its things.
  std::optional<AskedOf> before;
  // What compared two things asked nothing of one that could be left out: "and exports?", but not
  // "and of exports?".
  const std::size_t opening = parts.words.follow_up_openings.length_at(used.tokens, 0);
  const bool is_of = !follow.is_reversal && opening < used.tokens.size() &&
                     parts.words.describing_prepositions.count(used.tokens[opening].text) > 0;
  const bool has_compared = !is_of && conversation.compared.size() == 2 &&
                            conversation.last_told.size() == conversation.compared.size();
  if (!has_compared && asks_the_same(parts, used.tokens)) {
    before = asked_of(parts, conversation.question);
  }
  const auto loses = [&](const std::vector<text::Token>& tokens) {
    return before && asks_less(asked_of(parts, tokens), *before);
  };
  // "And for its imports?" asks the last question again, not another one.
  const bool goes_on = parts.words.joiners.count(used.tokens.front().text) > 0;
  bool is_another = goes_on && loses(used.tokens);
  std::optional<Understanding> by_itself;
  if (follow.stands_alone) {
    by_itself = alone(true);
    // What has several answers by itself may have one in the light of what was said.
    if (is_certain(*by_itself) && by_itself->outcome != Outcome::Ambiguous && !is_another &&
        (follow.names_person || !is_of_another(parts, used.tokens, conversation, *by_itself)) &&
        !is_of_sibling(parts, used.tokens, conversation, *by_itself) &&
        !drops_topic(parts, used.tokens, conversation, *by_itself)) {
      return std::move(*by_itself);
    }
  }
  if (follow.points_at_nothing) follow.ways = further_ways(parts, used.tokens, conversation);
  // Whether what a way comes to is an answer to the message.
  const auto answers = [&](const Understanding& result, const FilledIn& way) {
    if (!is_certain(result)) return false;
    if (by_itself && by_itself->outcome <= result.outcome) return false;
    if (tells_all(result)) return false;
    if (follow.asks_for_total && !result.calculation) return false;
    // "Name the other nine": not those that were told already.
    const bool asks_for_others = std::any_of(
        way.tokens.begin(), way.tokens.end(),
        [&](const text::Token& token) { return parts.words.other_words.count(token.text) > 0; });
    if (asks_for_others && result.set && !way.referents.empty() &&
        std::is_permutation(result.set->things.begin(), result.set->things.end(),
                            way.referents.begin(), way.referents.end())) {
      return false;
    }
    if (follow.only_of && !is_only_of(parts, result, *follow.only_of)) return false;
    if (follow.is_reversal && result.denotation.facts == conversation.last_told) return false;
    if (loses(way.tokens)) {
      is_another = is_another || goes_on;
      return false;
    }
    if (!says_whether(result) && asks_whether(parts, way)) return false;
    if (is_of_another(parts, used.tokens, conversation, result)) return false;
    if (is_of_sibling(parts, used.tokens, conversation, result)) return false;
    if (passes_over(parts, way, result) || is_beside(parts, used.tokens, way, result)) return false;
    return !leaves_out(parts, used.tokens, result) &&
           !leaves_out_topic(parts, conversation, way, result);
  };
  const auto take = [&](Understanding result, const FilledIn& way) {
    result.taken = taken_as(parts, way);
    if (trace != nullptr) trace->add("context", result.taken->question);
    used = way;
    return result;
  };
  std::size_t lookups = understanding::kSetLookups;  // of all ways together
  // The first way that makes an answer, unless only a hint speaks for what "it" stands for there:
  // then a later one where a name of what is asked does.
  const auto first_answer = [&](const std::vector<FilledIn>& ways) {
    std::optional<std::pair<Understanding, FilledIn>> found;
    for (FilledIn way : ways) {
      const bool is_other_thing = found && way.referents != found->second.referents;
      if (found && (!is_other_thing || way.referents.size() != 1)) continue;
      way.follows = true;
      Understanding result = read_question(parts, message, way, lookups, nullptr);
      const bool is_answer = answers(result, way);
      if (trace != nullptr) {
        trace->add("way", text::join(way.tokens), {is_answer ? "an answer" : "none"});
      }
      if (!is_answer) continue;
      // "Is it part of anything?": not quite of the one thing, but of the other.
      const bool is_sure =
          names_its_property(parts, result) && result.outcome != Outcome::Corrected;
      if (found && !is_sure) continue;
      found.emplace(std::move(result), std::move(way));
      if (is_sure || found->second.referents.size() != 1) break;
    }
    return found;
  };
  auto found = first_answer(follow.ways);
  if (found) return take(std::move(found->first), found->second);
  // Once more as if that had been asked which the last answer is the answer to.
  if (const auto told = as_told(parts, conversation); told && !follow.only_of) {
    found = first_answer(follow.points_at_nothing ? further_ways(parts, used.tokens, *told)
                                                  : follow_up(parts, used.tokens, *told).ways);
    // What points at nothing goes on with it only to work something out. Nor is who did it told by
    // something else that is held of it, or a claim found to be so or not so.
    const auto is_loose = [&](const Understanding& answer) {
      if (answer.calculation) return false;
      if (follow.points_at_nothing || says_whether(answer)) return true;
      if (!names_its_property(parts, answer)) return true;
      return wants_who(answer) && answer.denotation.facts != conversation.last_told;
    };
    if (found && is_loose(found->first)) found.reset();
    if (found) return take(std::move(found->first), found->second);
  }
  // The likeliest once more, with the words that may have been meant.
  constexpr std::size_t kRepaired = 3;
  for (std::size_t i = 0; i < std::min(follow.ways.size(), kRepaired); ++i) {
    FilledIn way = follow.ways[i];
    way.follows = true;
    auto result = repair(parts, message, way, nullptr);
    if (!result) continue;
    way.tokens = result->repaired;
    if (!answers(*result, way)) continue;
    return take(std::move(*result), way);
  }
  Understanding last = by_itself ? std::move(*by_itself) : alone(false);
  is_another = is_another || is_of_another(parts, used.tokens, conversation, last) ||
               is_of_sibling(parts, used.tokens, conversation, last) ||
               drops_topic(parts, used.tokens, conversation, last) ||
               is_place_alone(parts, used.tokens, last);
  if (is_certain(last) && is_another) {
    last = {};
    last.outcome = Outcome::NotHeld;
  }
  return last;
}

}  // namespace jauap::chat
