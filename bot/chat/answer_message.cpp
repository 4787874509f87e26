#include "bot/chat/answer_message.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "bot/chat/antecedents.h"
#include "bot/chat/cite.h"
#include "bot/chat/compose.h"
#include "bot/chat/conjuncts.h"
#include "bot/chat/focus.h"
#include "bot/chat/question_within.h"
#include "bot/chat/read_calculation.h"
#include "bot/chat/read_question.h"
#include "bot/chat/small_talk.h"
#include "bot/chat/split_message.h"
#include "bot/chat/understand.h"
#include "bot/chat/whole_message.h"
#include "bot/query/query.h"
#include "bot/text/typed_values.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using Tokens = std::vector<text::Token>;
using Outcome = Understanding::Outcome;

// What became of one part of a message.
struct PartReply {
  std::string asked;  // as typed
  Reply reply;
};

struct Parted {
  std::vector<PartReply> replies;  // of the parts that ask, and of claims that are not so
  std::optional<Reply> small_talk;
  bool is_tag = false;   // that stands in the sentence of something else: "…, is that so?"
  bool is_last = false;  // that ends the message: "… Thanks!"
  Conversation conversation;
  bool is_corrected = false;  // a claim beside the questions is not so
  bool gives_number = false;  // the last part but small talk gives one, and was not understood
  bool is_blocked = false;    // something beside the questions may have mattered to them
};

bool asks(const MessagePart& part) {
  return part.is_marked || part.is_opened;
}

bool is_claim(const Understanding& understanding) {
  return understanding.denotation.truth.has_value() ||
         (understanding.set && understanding.set->truth.has_value());
}

bool is_false_claim(const Understanding& understanding) {
  return understanding.outcome == Outcome::Corrected ||
         (understanding.set && understanding.set->truth == false &&
          !understanding.goes_beyond_words);
}

std::string typed(std::string_view message, const Tokens& own) {
  const std::size_t begin = own.front().span.begin;
  return std::string{message.substr(begin, own.back().span.end - begin)};
}

// The one number that words give, besides which nothing is asked: "I saw 3.4 billion somewhere."
Tokens noted_number(const Chatbot::Parts& parts, const Tokens& own) {
  const auto values = text::find_typed_values(own, parts.words);
  const auto is_amount = [](const text::TypedValue& value) {
    return value.kind == text::ValueKind::Number || value.kind == text::ValueKind::Money ||
           value.kind == text::ValueKind::Percent;
  };
  if (std::count_if(values.begin(), values.end(), is_amount) != 1) return {};
  const auto value = std::find_if(values.begin(), values.end(), is_amount);
  const auto begin = own.begin() + static_cast<std::ptrdiff_t>(value->first);
  return {begin, begin + static_cast<std::ptrdiff_t>(value->count)};
}

// "What was that?" of a number: with the number for its pronoun; nothing where it names anything
// itself.
std::optional<Tokens> of_number(const Chatbot::Parts& parts, const Tokens& own,
                                const Tokens& number) {
  const auto line = understanding::find_mentions(own, parts.vocabulary, parts.words, 1).front();
  if (names_something(line)) return std::nullopt;
  const auto pronoun = std::find_if(own.begin(), own.end(), [&](const text::Token& token) {
    return parts.words.pronouns.count(token.text) > 0;
  });
  if (pronoun == own.end()) return std::nullopt;
  Tokens asked{own.begin(), pronoun};
  asked.insert(asked.end(), number.begin(), number.end());
  asked.insert(asked.end(), pronoun + 1, own.end());
  return asked;
}

// "Back to the trade:", "the lighthouse, who built it": says what the next question is about, and
// no more: no time, no number.
bool sets_topic(const Chatbot::Parts& parts, const Tokens& own) {
  if (!text::find_typed_values(own, parts.words).empty()) return false;
  // "OK, back to the trade".
  std::size_t at = 0;
  while (at < own.size() && parts.words.topic_openings.length_at(own, at) == 0) {
    const std::size_t opening = parts.words.follow_up_openings.length_at(own, at);
    if (opening == 0) break;
    at += opening;
  }
  if (parts.words.topic_openings.length_at(own, at) > 0) return true;
  const Tokens rest{own.begin() + static_cast<std::ptrdiff_t>(at), own.end()};
  if (rest.empty()) return false;
  const auto line = understanding::find_mentions(rest, parts.vocabulary, parts.words, 1).front();
  std::size_t things = 0;
  for (const auto& item : line.items) {
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    const bool is_name =
        mention != nullptr && (query::has_sense(mention->senses, query::Sense::Type::Entity) ||
                               query::has_sense(mention->senses, query::Sense::Type::Property));
    if (is_name) {
      ++things;
    } else if (parts.words.determiners.count(item.text) == 0) {
      return false;
    }
  }
  return things == 1;
}

// "On what date, by the way, were they established?": what begins the message and names nothing
// that could be asked about is no question before the rest of its sentence.
bool is_broken_off(const Chatbot::Parts& parts, const std::vector<MessagePart>& split,
                   const MessagePart& part, const Tokens& own) {
  if (part.first != split.front().first || split.size() < 2 || split[1].begins_sentence) {
    return false;
  }
  auto line = understanding::find_mentions(own, parts.vocabulary, parts.words, 1).front();
  const bool asks_number = calculates(parts, line);
  understanding::drop_frames(line, parts.phrases, parts.words);
  understanding::run_cascade(line, parts.phrases, parts.words);
  const bool asks =
      asks_number || std::any_of(line.items.begin(), line.items.end(), [](const auto& item) {
        return std::holds_alternative<understanding::Asked>(item.meaning);
      });
  return asks && std::none_of(line.items.begin(), line.items.end(), [](const auto& item) {
           return std::holds_alternative<understanding::Mention>(item.meaning) ||
                  std::holds_alternative<text::TypedValue>(item.meaning);
         });
}

// "So I am curious:": polite words in front of a question, and nothing else.
bool is_only_frame(const Chatbot::Parts& parts, const Tokens& own) {
  auto line = understanding::find_mentions(own, parts.vocabulary, parts.words, 1).front();
  if (calculates(parts, line)) return false;  // "in absolute terms, …"
  understanding::drop_frames(line, parts.phrases, parts.words);
  return std::all_of(line.items.begin(), line.items.end(), [&](const auto& item) {
    return parts.words.function_words.count(item.text) > 0;
  });
}

// "What share of it, in percent, was that?": what goes on in the same sentence with a verb is no
// question by itself where what stands before it was not understood.
bool goes_on(const Chatbot::Parts& parts, const MessagePart& part, const Tokens& own) {
  return !part.begins_sentence && parts.words.being_words.count(own.front().text) > 0;
}

// "Good evening dear, I have lost my glasses.": behind polite words, nothing is asked.
bool is_of_oneself(const Chatbot::Parts& parts, const MessagePart& part, const Tokens& own) {
  if (part.is_marked) return false;
  for (std::size_t at = 0; at < own.size(); ++at) {
    if (asks_for_more(parts.words, own, at) > 0) return false;
  }
  auto line = understanding::find_mentions(own, parts.vocabulary, parts.words, 1).front();
  understanding::drop_frames(line, parts.phrases, parts.words);
  return !line.items.empty() && parts.words.first_persons.count(line.items.front().text) > 0;
}

// What holds several questions together, and is in none of them: "and", "more … or … ones".
bool joins(const Chatbot::Parts& parts, const std::string& word) {
  const auto& words = parts.words;
  return words.joiners.count(word) + words.alternative_joiners.count(word) +
                 words.comparatives.count(word) >
             0 ||
         word == words.plural_pronoun;
}

Tokens tokens_of(const Tokens& tokens, const MessagePart& part) {
  const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(part.first);
  return {begin, begin + static_cast<std::ptrdiff_t>(part.count)};
}

// "I forgot how it is called. Would you tell me?": whether the polite words that ask stand behind
// what is asked.
bool is_asked_behind(const Chatbot::Parts& parts, const Tokens& tokens,
                     const std::vector<MessagePart>& split, const MessagePart& part) {
  const auto next = static_cast<std::size_t>(&part - split.data()) + 1;
  return next < split.size() && split[next].is_marked && split[next].begins_sentence &&
         is_only_frame(parts, tokens_of(tokens, split[next]));
}

Parted answer_parts(const Chatbot::Parts& parts, std::string_view message, const Tokens& tokens,
                    const std::vector<MessagePart>& split, Conversation conversation,
                    base::Trace* trace) {
  Parted parted;
  parted.conversation = std::move(conversation);
  const bool is_asked = std::any_of(split.begin(), split.end(), asks);
  bool is_understood = true;  // whether the last part was
  Tokens noted;               // a number that the part before gave
  bool is_open = false;       // whether that part says nothing unless the next one asks of it
  Focus focus;                // of what is said beside the questions
  for (const MessagePart& part : split) {
    const Tokens own = tokens_of(tokens, part);
    const std::string text = typed(message, own);
    if (trace != nullptr) trace->add("part", text);
    if (const auto match = match_whole_message(parts, own, trace)) {
      Reply reply = compose_small_talk(parts, *match, &parted.conversation);
      const auto& operation = match->intent->operation;
      if (operation == kFacts || operation == kOverview || operation == kTimeline) {
        parted.replies.push_back({text, std::move(reply)});
      } else {
        parted.small_talk = std::move(reply);
        parted.is_tag = !part.begins_sentence;
        parted.is_last = &part == &split.back();
      }
      continue;
    }
    // "Besides A, who …?"
    if (parts.words.exclusions.length_at(own, 0) > 0) {
      parted.is_blocked = true;
      continue;
    }
    if (is_only_frame(parts, own)) continue;
    if (is_broken_off(parts, split, part, own)) {
      parted.is_blocked = true;
      continue;
    }
    if (!is_understood && goes_on(parts, part, own)) {
      parted.is_blocked = true;
      continue;
    }
    const bool is_question = asks(part) || !is_asked || is_asked_behind(parts, tokens, split, part);
    Conversation after = parted.conversation;
    Understanding understood;
    const auto asked = noted.empty() ? std::nullopt : of_number(parts, own, noted);
    if (asked) understood = understand(parts, message, *asked, &after, trace);
    if (asked && is_certain(understood)) {
      is_open = false;
    } else {
      after = parted.conversation;
      understood = understand(parts, message, own, &after, trace);
    }
    parted.is_blocked = parted.is_blocked || is_open;
    is_open = false;
    noted = is_question || is_certain(understood) ? Tokens{} : noted_number(parts, own);
    is_understood = is_certain(understood) || !is_question;
    if (is_certain(understood) && (is_question || is_claim(understood))) {
      // "I need data on A. How much was it?", of which only B's is held.
      if (is_question && !is_in_focus(parts, focus, understood)) parted.is_blocked = true;
      parted.conversation = std::move(after);
      // "How many Kazakh firms... no wait, Lithuanian ones": what was asked before is taken back.
      if (parts.words.correction_openings.length_at(own, 0) > 0) parted.replies.clear();
      if (is_question || is_false_claim(understood)) {
        parted.replies.push_back({text, compose(parts, understood)});
        parted.is_corrected = parted.is_corrected || !is_question;
      }
    } else if (!is_question && sets_topic(parts, own)) {
      parted.conversation = std::move(after);
    } else if ((!is_question || is_of_oneself(parts, part, own)) &&
               is_aside(parts, message, tokens, part)) {
      if (trace != nullptr) trace->add("aside", text);
      add_focus(parts, own, focus);
    } else if (is_question) {
      parted.conversation = std::move(after);
      parted.replies.push_back({text, compose(parts, understood)});
    } else if (!noted.empty()) {
      is_open = true;
    } else {
      parted.is_blocked = true;
    }
  }
  parted.is_blocked = parted.is_blocked || is_open;
  parted.gives_number = is_open;
  return parted;
}

void add_part(Reply part, Reply& whole) {
  if (part.status == Status::Answered) {
    whole.status = Status::Answered;
  } else if (part.status == Status::Clarify && whole.status == Status::Unknown) {
    whole.status = Status::Clarify;
  }
  for (auto& value : part.values) whole.values.push_back(std::move(value));
  for (auto& fact : part.facts) {
    const bool is_known = std::any_of(whole.facts.begin(), whole.facts.end(),
                                      [&](const CitedFact& cited) { return cited.id == fact.id; });
    if (!is_known) whole.facts.push_back(std::move(fact));
  }
  for (auto& step : part.steps) whole.steps.push_back(std::move(step));
  for (auto& word : part.unmatched) whole.unmatched.push_back(std::move(word));
  for (auto& name : part.missing) whole.missing.push_back(std::move(name));
  if (!whole.premise) whole.premise = std::move(part.premise);
  if (!whole.chart) whole.chart = std::move(part.chart);
  for (auto& note : part.notes) whole.notes.push_back(std::move(note));
  whole.suggestions = std::move(part.suggestions);
}

Reply join(const Chatbot::Parts& parts, std::vector<PartReply> replies) {
  if (replies.size() == 1) return std::move(replies.front().reply);
  Reply whole;
  whole.stage = "split";
  std::string text;
  for (auto& [asked, reply] : replies) {
    if (!text.empty()) text += "\n";
    text += say(parts, "part", {{"question", asked}, {"answer", reply.answer}});
    add_part(std::move(reply), whole);
  }
  whole.answer = std::move(text);
  return whole;
}

bool is_answered(const PartReply& part) {
  return part.reply.status == Status::Answered;
}

// The answers to parts that each have one of their own: each by itself, where `alone`, else in the
// light of the conversation.
std::optional<Reply> answer_each(const Chatbot::Parts& parts, std::string_view message,
                                 const std::vector<Tokens>& asked, bool alone,
                                 Conversation& conversation) {
  std::optional<Reply> whole;
  std::set<knowledge::FactId> told;
  for (const Tokens& part : asked) {
    if (is_only_frame(parts, part)) continue;  // "firstly, …"
    // "Exports and imports? What is the gap?": numbers told together are compared.
    if (alone) {
      Conversation anew;
      anew.compared = std::move(conversation.compared);
      conversation = std::move(anew);
    }
    const Understanding understood = understand(parts, message, part, &conversation, nullptr);
    const auto& facts = understood.denotation.facts;
    constexpr std::size_t kFew = 3;  // all that is held of something is no answer to a part
    const bool tells_all =
        facts.size() > kFew ||
        (understood.query && understood.query->operation == query::Operation::Describe);
    const bool is_new = understood.calculation ||
                        std::none_of(facts.begin(), facts.end(),
                                     [&](const auto fact) { return !told.insert(fact).second; });
    if (understood.outcome != Outcome::Answered || is_claim(understood) || !is_new || tells_all) {
      return std::nullopt;
    }
    Reply reply = compose(parts, understood);
    if (!whole) {
      whole = std::move(reply);
      continue;
    }
    whole->answer += " " + reply.answer;
    add_part(std::move(reply), *whole);
  }
  return whole;
}

// "The exports and imports in 2021", where no one fact says all: each part is a question of its
// own, by itself or else in the light of what was said.
std::optional<Reply> answer_conjuncts(const Chatbot::Parts& parts, std::string_view message,
                                      const Tokens& tokens, Conversation* conversation,
                                      base::Trace* trace) {
  const auto ways = conjuncts(parts, message, tokens);
  for (const bool alone : {true, false}) {
    if (!alone && conversation == nullptr) break;
    for (const auto& way : ways) {
      Conversation after = alone ? Conversation{} : *conversation;
      auto whole = answer_each(parts, message, way, alone, after);
      if (!whole) continue;
      if (trace != nullptr) {
        trace->add("conjuncts", std::to_string(way.size()), {text::join(way.front())});
      }
      if (conversation != nullptr) *conversation = std::move(after);
      return whole;
    }
  }
  return std::nullopt;
}

}  // namespace

Reply answer_message(const Chatbot::Parts& parts, std::string_view message, const Tokens& tokens,
                     Conversation* conversation, base::Trace* trace) {
  const auto split = split_message(parts, message, tokens);
  const auto marked = std::count_if(split.begin(), split.end(),
                                    [](const MessagePart& part) { return part.is_marked; });
  Conversation after = conversation == nullptr ? Conversation{} : *conversation;
  const auto keep = [&](Conversation&& now) {
    if (conversation != nullptr) *conversation = std::move(now);
  };
  std::optional<Reply> as_one;
  // Long talk that has no answer as a whole may have a question in it.
  const auto settle = [&](Reply&& reply, Conversation&& now) {
    Conversation of_question;
    const auto within = reply.status == Status::Answered
                            ? std::nullopt
                            : read_question_within(parts, message, tokens, of_question, trace);
    keep(within ? std::move(of_question) : std::move(now));
    return within ? compose(parts, *within) : std::move(reply);
  };
  // Nobody asks more at once, and each part may cost as much as a message.
  constexpr std::size_t kMostParts = 8;
  const bool is_one = split.size() < 2 || split.size() > kMostParts;
  if (is_one || marked < 2) {
    const Understanding whole =
        understand(parts, message, tokens, conversation == nullptr ? nullptr : &after, trace);
    as_one = compose(parts, whole);
    // A half knows no word that the whole does not.
    const bool is_known = std::all_of(whole.unknown_words.begin(), whole.unknown_words.end(),
                                      [&](const std::string& word) { return joins(parts, word); });
    // "Exports and total trade": one fact for both says one of them.
    const bool says_one = whole.outcome == Outcome::Answered && !whole.calculation && !whole.set &&
                          !is_claim(whole) && whole.denotation.facts.size() == 1 &&
                          joins_properties(parts, message, tokens);
    if ((!is_certain(whole) && is_known) || says_one) {
      if (auto both = answer_conjuncts(parts, message, tokens, conversation, trace)) {
        return std::move(*both);
      }
    }
    // "I am a teacher. When was it founded?": what says nearly all of it is no better than the
    // parts.
    const bool leaves_words = whole.is_nearest && !whole.unknown_words.empty();
    // "Why was it founded? Thanks a million." is not wrong about the million.
    const bool is_ended = std::count_if(split.begin(), split.end(), [&](const MessagePart& part) {
                            return part.is_marked && &part != &split.back();
                          }) > 0;
    const bool is_denied = is_ended && whole.outcome == Outcome::Corrected;
    if (is_one || (is_certain(whole) && !leaves_words && !is_denied)) {
      return settle(std::move(*as_one), std::move(after));
    }
  }
  Parted parted = answer_parts(parts, message, tokens, split,
                               conversation == nullptr ? Conversation{} : *conversation, trace);
  // What is asked on the ground of what is not so has no answer.
  if (parted.is_corrected) {
    std::erase_if(parted.replies, [](const PartReply& part) { return !is_answered(part); });
  }
  const bool is_any = std::any_of(parted.replies.begin(), parted.replies.end(), is_answered);
  // A greeting in front of what is not understood is no answer to that.
  const bool is_other =
      parted.gives_number || (parted.is_blocked && (parted.is_tag || !parted.is_last));
  if (parted.replies.empty() && parted.small_talk && !is_other) {
    Conversation of_question;
    if (auto within = read_question_within(parts, message, tokens, of_question, trace)) {
      keep(std::move(of_question));
      return compose(parts, *within);
    }
    keep(std::move(parted.conversation));
    return std::move(*parted.small_talk);
  }
  if (!parted.is_blocked && (is_any || parted.replies.size() == 1)) {
    return settle(join(parts, std::move(parted.replies)), std::move(parted.conversation));
  }
  if (!as_one) {
    as_one = compose(parts, understand(parts, message, tokens,
                                       conversation == nullptr ? nullptr : &after, trace));
  }
  return settle(std::move(*as_one), std::move(after));
}

}  // namespace jauap::chat
