#include "bot/chat/question_within.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "bot/chat/antecedents.h"
#include "bot/chat/focus.h"
#include "bot/chat/split_message.h"
#include "bot/chat/word_readings.h"
#include "bot/knowledge/fact_things.h"
#include "bot/text/typed_values.h"
#include "bot/understanding/mentions.h"

namespace jauap::chat {
namespace {

using knowledge::EntityId;
using text::Token;
using Outcome = Understanding::Outcome;
using Tokens = std::vector<Token>;

constexpr std::size_t kTalk = 6;  // words in front that make it talk
constexpr std::size_t kFew = 3;   // in a sentence of its own

// A stretch of a message, by its tokens.
struct Clause {
  std::size_t first = 0;
  std::size_t end = 0;
};

// Not "somebody", who may be asked to tell.
bool is_pronoun(const text::Words& words, const std::string& text) {
  return words.pronouns.count(text) > 0 && words.indefinite_pronouns.count(text) == 0;
}

class Talk {
 public:
  Talk(const Chatbot::Parts& parts, std::string_view message, const Tokens& tokens)
      : parts_{parts}, words_{parts.words}, message_{message}, tokens_{tokens} {}

  // Where questions may begin and where their sentences end, the last one first.
  std::vector<Clause> questions() const {
    std::vector<Clause> found;
    for (std::size_t at = tokens_.size(); at-- > kFew;) {
      if (at < kTalk && !ends_sentence_before(at)) continue;
      if (begins_question(at))
        found.push_back(
            {begin_with_time(begin_of_light(at)), without_tail(at, end_of_sentence(at))});
    }
    return found;
  }

  Tokens range(const Clause& clause) const {
    return {tokens_.begin() + static_cast<std::ptrdiff_t>(clause.first),
            tokens_.begin() + static_cast<std::ptrdiff_t>(clause.end)};
  }

  // What stands in front, cut at every sign.
  std::vector<Tokens> clauses_before(std::size_t end) const {
    std::vector<Tokens> clauses(1);
    for (std::size_t at = 0; at < end; ++at) {
      if (at > 0 && !gap_before(at).empty()) clauses.emplace_back();
      clauses.back().push_back(tokens_[at]);
    }
    return clauses;
  }

  // Whether anything in front is written as names are.
  bool may_name(std::size_t end) const {
    for (std::size_t at = 0; at < end; ++at) {
      if (is_written_as_name(message_, tokens_, at)) return true;
    }
    return false;
  }

  // Whether what stands in front asks something itself, or says under what condition. In its own
  // sentence it does unless it is told of oneself, and is long or names nothing: "given the growth,
  // how much …".
  bool sets_condition(std::size_t end) const {
    const Clause beside{start_of_sentence(end), end};
    constexpr std::size_t kLong = 8;
    if (beside.first < end) {
      const auto tells_of_oneself = [&](const Token& token) {
        return words_.first_persons.count(token.text) > 0;
      };
      const Tokens own = range(beside);
      const bool is_short = end - beside.first < kLong;
      if ((is_short && says_something(own)) || words_.premise_openings.length_at(own, 0) > 0 ||
          std::none_of(own.begin(), own.end(), tells_of_oneself)) {
        return true;
      }
    }
    if (words_.exclusions.occur_in(range({0, end}))) return true;
    const std::size_t length = tokens_[end].span.begin;
    if (message_.substr(0, length).find('?') != std::string_view::npos) return true;
    std::size_t first = 0;
    for (std::size_t at = 0; at < end; ++at) {
      if (at > 0 && !gap_before(at).empty()) first = at;
      if (words_.hypothetical_openings.length_at(tokens_, at) == 0) continue;
      const Clause clause{first, std::min(end, end_of_sentence(at))};
      if (says_something(range(clause))) return true;
    }
    return false;
  }

 private:
  // Signs between a token and the one before it.
  std::string_view gap_before(std::size_t at) const {
    const auto gap = text::typed_between(message_, tokens_[at - 1], tokens_[at]);
    return gap.find_first_not_of(' ') == std::string_view::npos ? std::string_view{} : gap;
  }

  bool ends_sentence_before(std::size_t at) const {
    return gap_before(at).find_first_of(".?!;\n]}>|#=`") != std::string_view::npos;
  }

  std::size_t start_of_sentence(std::size_t at) const {
    while (at > 0 && (at == tokens_.size() || !ends_sentence_before(at))) --at;
    return at;
  }

  std::size_t end_of_sentence(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < tokens_.size() && !ends_sentence_before(end)) ++end;
    return end;
  }

  // "…, can you help": what names nothing behind the last comma of a question, or what begins as an
  // aside behind any.
  std::size_t without_tail(std::size_t first, std::size_t end) const {
    for (std::size_t at = first + kFew; at < end; ++at) {
      if (has_comma(message_, tokens_[at - 1], tokens_[at]) &&
          words_.aside_openings.length_at(tokens_, at) > 0) {
        return at;
      }
    }
    std::size_t comma = end - 1;
    while (comma > first + kFew && !has_comma(message_, tokens_[comma - 1], tokens_[comma]))
      --comma;
    if (comma <= first + kFew) return end;
    const auto line =
        understanding::find_mentions(range({comma, end}), parts_.vocabulary, words_, 1).front();
    const bool says_nothing =
        std::all_of(line.items.begin(), line.items.end(), [&](const auto& item) {
          return std::holds_alternative<understanding::Plain>(item.meaning) &&
                 (words_.function_words.count(item.text) > 0 ||
                  words_.talk_words.count(item.text) > 0 ||
                  words_.light_phrases.length_at(line.tokens, item.first) > 0);
        });
    return says_nothing ? comma : end;
  }

  // "…, how many", "… to know how many", "… but how many": not "I know how many".
  bool begins_question(std::size_t at) const {
    const bool asks = asks_for_more(words_, tokens_, at) > 0;
    // Not "…, is that so?".
    const bool asks_whether = !gap_before(begin_of_light(at)).empty() &&
                              words_.question_openings.length_at(tokens_, at) > 0 &&
                              at + 1 < tokens_.size() && !is_pronoun(words_, tokens_[at + 1].text);
    if (!asks && !asks_whether) return false;
    // "In which" begins in front.
    if (words_.question_openings.length_at(tokens_, at - 1) > 1) return false;
    at = begin_of_light(at);
    const std::string& before = tokens_[at - 1].text;
    return !gap_before(at).empty() || words_.follow_up_openings.length_at(tokens_, at - 1) == 1 ||
           words_.talk_words.count(before) > 0 || words_.being_words.count(before) > 0 ||
           words_.time_measures.count(before) > 0;  // "just the year when it was founded"
  }

  // "Roughly how many", "but on behalf of whom".
  std::size_t begin_of_light(std::size_t at) const {
    while (at > 1 && gap_before(at).empty() && is_light(at - 1)) --at;
    return at;
  }

  // "In 2021, how many": a time that its sentence begins with belongs to a question.
  std::size_t begin_with_time(std::size_t at) const {
    const std::size_t first = start_of_sentence(at);
    return first < at && is_only_time(words_, range({first, at})) ? first : at;
  }

  bool is_light(std::size_t at) const {
    return words_.light_phrases.length_at(tokens_, at) == 1 ||
           words_.describing_prepositions.count(tokens_[at].text) > 0;
  }

  // Whether a clause gives a value or names what could be asked of something.
  bool says_something(const Tokens& clause) const {
    const auto line = understanding::find_mentions(clause, parts_.vocabulary, words_, 1).front();
    return std::any_of(line.items.begin(), line.items.end(), [](const auto& item) {
      if (std::holds_alternative<text::TypedValue>(item.meaning)) return true;
      const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
      return mention != nullptr && query::has_sense(mention->senses, query::Sense::Type::Property);
    });
  }

  const Chatbot::Parts& parts_;
  const text::Words& words_;
  std::string_view message_;
  const Tokens& tokens_;
};

// What a stretch names: things, and whether it gives a time.
struct NamedInTalk {
  std::vector<EntityId> things;
  std::vector<text::Date> dates;
  bool says_something = false;  // or anything else that could be asked about
};

NamedInTalk named_in(const Chatbot::Parts& parts, const Tokens& tokens) {
  NamedInTalk named;
  const auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  for (const auto& item : line.items) {
    if (const auto* value = std::get_if<text::TypedValue>(&item.meaning)) {
      if (value->kind == text::ValueKind::Date) named.dates.push_back(value->date);
      continue;
    }
    const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
    if (mention == nullptr) continue;
    named.says_something = named.says_something ||
                           query::has_sense(mention->senses, query::Sense::Type::Property) ||
                           query::has_sense(mention->senses, query::Sense::Type::Kind);
    for (const auto& sense : mention->senses) {
      if (sense.type != query::Sense::Type::Entity) continue;
      named.things.push_back(EntityId{sense.id});
      break;
    }
  }
  return named;
}

// What "it" stands for behind talk: the last thing that is named and no place, else the last.
EntityId last_thing(const Chatbot::Parts& parts, const std::vector<EntityId>& things) {
  const auto is_place = [&](EntityId thing) {
    const auto& kind = parts.store.kind(parts.store.entity(thing).kind);
    return kind.is_place || kind.of_table;
  };
  const auto thing = std::find_if_not(things.rbegin(), things.rend(), is_place);
  return thing == things.rend() ? things.back() : *thing;
}

bool asks_for_time(const Understanding& answer) {
  return answer.query &&
         std::any_of(answer.query->wanted.begin(), answer.query->wanted.end(),
                     [](const query::Wanted& wanted) {
                       using query::Part;
                       return wanted.part == Part::When || wanted.part == Part::Month ||
                              wanted.part == Part::Day || wanted.part == Part::Length;
                     });
}

bool tells_all_of(const Chatbot::Parts& parts, const Understanding& answer, EntityId thing) {
  const auto& facts = answer.denotation.facts;
  return !facts.empty() && std::all_of(facts.begin(), facts.end(), [&](knowledge::FactId id) {
    return knowledge::has_thing(parts.store.fact(id), thing);
  });
}

// "This article" is named, whatever "this" may be.
bool refers(const Chatbot::Parts& parts, const Tokens& tokens) {
  auto line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  understanding::drop_frames(line, parts.phrases, parts.words);  // "these days"
  for (std::size_t i = 0; i < line.items.size(); ++i) {
    const std::string& text = line.items[i].text;
    if (text == parts.words.time_pronoun) return true;
    if (!is_pronoun(parts.words, text)) continue;
    const auto* next = i + 1 < line.items.size()
                           ? std::get_if<understanding::Mention>(&line.items[i + 1].meaning)
                           : nullptr;
    if (next == nullptr || !query::has_sense(next->senses, query::Sense::Type::Entity)) return true;
  }
  return false;
}

// Whether an answer is one to the question alone: not of a time or a thing that was named in front.
bool is_asked_alone(const Chatbot::Parts& parts, const NamedInTalk& front, const NamedInTalk& own,
                    const Understanding& answer) {
  const auto& facts = answer.denotation.facts;
  if (own.dates.empty() && !front.dates.empty() && !asks_for_time(answer)) {
    const bool is_then = std::all_of(facts.begin(), facts.end(), [&](knowledge::FactId id) {
      const auto when = parts.store.fact(id).when;
      return when && std::any_of(front.dates.begin(), front.dates.end(),
                                 [&](const text::Date& date) { return date.year == when->year; });
    });
    if (!is_then) return false;
  }
  if (!own.things.empty() || front.things.empty()) return true;
  return tells_all_of(parts, answer, front.things.back());
}

// "… about the one signed in A, when was that?": with what was told of it last in the place of the
// pronoun; nothing where no property was.
std::optional<Tokens> with_description(const Chatbot::Parts& parts, const Tokens& front,
                                       Tokens asked) {
  constexpr std::size_t kMost = 3;  // names that describe it
  const auto line = understanding::find_mentions(front, parts.vocabulary, parts.words, 1).front();
  const auto names = [&](std::size_t at, query::Sense::Type type) {
    const auto* mention = std::get_if<understanding::Mention>(&line.items[at].meaning);
    return mention != nullptr && query::has_sense(mention->senses, type);
  };
  using Type = query::Sense::Type;
  // The last property that is told of something; what may be said of any row of a table must be
  // told of one: "the tip of my tongue" tells nothing.
  const auto names_written = [&](std::size_t at) {
    const auto& senses = std::get<understanding::Mention>(line.items[at].meaning).senses;
    return std::any_of(senses.begin(), senses.end(), [&](const auto& sense) {
      return sense.type == Type::Property &&
             !parts.store.property(knowledge::PropertyId{sense.id}).of_table;
    });
  };
  std::size_t first = 0;
  std::size_t end = 0;
  for (std::size_t at = line.items.size(); at-- > 0 && end == 0;) {
    if (!names(at, Type::Property)) continue;
    first = at;
    while (first > 0 && names(first - 1, Type::Entity)) --first;
    end = at + 1;
    while (end < line.items.size() &&
           (names(end, Type::Entity) ||
            parts.words.describing_prepositions.count(line.items[end].text) > 0)) {
      ++end;
    }
    while (end > at + 1 && !names(end - 1, Type::Entity)) --end;
    if (end - first == 1 && !names_written(at)) end = 0;
  }
  if (end == 0 || end - first > kMost) return std::nullopt;
  // "The one that was not signed", "the wife of the envoy": something else.
  std::size_t before = line.items[first].first;
  while (before > 0 && parts.words.articles.count(front[before - 1].text) > 0) --before;
  if (before > 0 && (front[before - 1].text == parts.words.possession_word ||
                     parts.words.negations.count(front[before - 1].text) > 0)) {
    return std::nullopt;
  }
  expand_possessives(parts.words, asked);
  const auto pronoun = std::find_if(asked.begin(), asked.end(), [&](const Token& token) {
    return parts.words.pronouns.count(token.text) > 0;
  });
  if (pronoun == asked.end()) return std::nullopt;
  const auto begin = front.begin() + static_cast<std::ptrdiff_t>(line.items[first].first);
  const auto& last = line.items[end - 1];
  const auto behind = front.begin() + static_cast<std::ptrdiff_t>(last.first + last.count);
  asked.insert(asked.erase(pronoun), begin, behind);
  return asked;
}

}  // namespace

std::optional<Understanding> read_question_within(const Chatbot::Parts& parts,
                                                  std::string_view message, const Tokens& tokens,
                                                  Conversation& conversation, base::Trace* trace) {
  constexpr std::size_t kMost = 4;  // questions that are tried
  if (tokens.size() <= kFew) return std::nullopt;
  const Talk talk{parts, message, tokens};
  const auto questions = talk.questions();
  for (std::size_t i = 0; i < std::min(kMost, questions.size()); ++i) {
    const Tokens asked = talk.range(questions[i]);
    if (talk.sets_condition(questions[i].first)) continue;
    const NamedInTalk front = named_in(parts, talk.range({0, questions[i].first}));
    const NamedInTalk own = named_in(parts, asked);
    // "For Latvia only.", of which something or nothing is held.
    if (questions[i].first < kTalk &&
        (!front.things.empty() || talk.may_name(questions[i].first))) {
      continue;
    }
    Focus focus;
    for (const Tokens& clause : talk.clauses_before(questions[i].first)) {
      add_focus(parts, clause, focus);
    }
    Conversation after;
    const bool points = refers(parts, asked);
    const auto is_told_by = [](const Understanding& answer) {
      return (answer.outcome == Outcome::Answered || answer.outcome == Outcome::Corrected) &&
             !(answer.is_nearest && !answer.unknown_words.empty()) &&
             (!answer.query || answer.query->operation != query::Operation::Describe);
    };
    const auto described =
        points ? with_description(parts, talk.range({0, questions[i].first}), asked) : std::nullopt;
    if (described) {
      Understanding answer = understand(parts, message, *described, &after, nullptr);
      if (is_told_by(answer) && is_in_focus(parts, focus, answer)) {
        if (trace != nullptr) trace->add("question within", text::join(*described));
        conversation = std::move(after);
        return answer;
      }
      after = {};
    }
    // "I liked it so much. Who wrote it?" asks of the source itself, where nothing else is spoken
    // of.
    const bool is_named = points && !front.things.empty();
    if (points && !is_named && front.says_something) continue;
    if (is_named) {
      after.subjects = {last_thing(parts, front.things)};
      after.named = after.subjects;
    }
    Understanding answer = understand(parts, message, asked, &after, nullptr);
    if (!is_told_by(answer)) continue;
    if (is_named ? !tells_all_of(parts, answer, last_thing(parts, front.things))
                 : !is_asked_alone(parts, front, own, answer)) {
      continue;
    }
    if (!is_in_focus(parts, focus, answer)) continue;
    if (trace != nullptr) trace->add("question within", text::join(asked));
    conversation = std::move(after);
    return answer;
  }
  return std::nullopt;
}

}  // namespace jauap::chat
