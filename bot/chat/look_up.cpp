#include "bot/chat/look_up.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "bot/answers/tell.h"
#include "bot/chat/asks_for_others.h"
#include "bot/chat/look_up_otherwise.h"
#include "bot/chat/look_up_then.h"
#include "bot/chat/name_asked.h"
#include "bot/chat/taken_for_granted.h"
#include "bot/chat/top_claim.h"
#include "bot/chat/trace_rewrites.h"
#include "bot/query/evaluate.h"
#include "bot/query/evaluate_set.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/assembly.h"
#include "bot/understanding/between_parties.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/kind_question.h"
#include "bot/understanding/stray_hint.h"

namespace jauap::chat {
namespace {

using query::Denotation;
using query::Query;
using understanding::Line;
using Outcome = Understanding::Outcome;

std::vector<std::string> fact_keys(const Chatbot::Parts& parts, const Denotation& denotation) {
  std::vector<std::string> keys;
  keys.reserve(denotation.facts.size());
  for (const auto fact : denotation.facts) keys.push_back("fact " + parts.store.fact(fact).key());
  return keys;
}

bool has_question_mark(std::string_view message, const Line& line) {
  const std::size_t end = line.tokens.empty() ? message.size() : line.tokens.back().span.end;
  if (end >= message.size()) return false;
  const std::size_t mark = message.find_first_not_of(" )\"'", end);
  return mark != std::string_view::npos && message[mark] == '?';
}

// Whether nothing is unknown but the word in front of how many lead.
bool speaks_of_top_alone(const text::Words& words, const std::vector<std::string>& unknown) {
  return std::all_of(unknown.begin(), unknown.end(), [&](const std::string& word) {
    return words.top_words.count(text::fold(word)) > 0;
  });
}

// "It was signed in 1992?": where nothing is asked for, what is told is a claim. So is what a
// question why takes for granted.
Query as_claim(std::string_view message, const Line& line, Query query, const text::Words& words) {
  const auto asks = [](const understanding::Item& item, bool is_why) {
    const auto* asked = std::get_if<understanding::Asked>(&item.meaning);
    return asked != nullptr && (asked->wanted.part == query::Part::Why) == is_why;
  };
  const auto asks_any = [&](bool is_why) {
    return std::any_of(line.items.begin(), line.items.end(),
                       [&](const auto& item) { return asks(item, is_why); });
  };
  const bool is_asked = asks_any(false);
  if (!is_asked && asks_any(true)) {
    query.operation = query::Operation::Verify;
    query.wanted = {{query::Part::Whole, {}}};
    return query;
  }
  // Of all words: "there are" in front says no more, but tells.
  const bool tells = std::any_of(line.tokens.begin(), line.tokens.end(), [&](const auto& token) {
    return words.being_words.count(token.text) > 0;
  });
  const bool asks_for_any =
      std::any_of(line.tokens.begin(), line.tokens.end(),
                  [&](const auto& token) { return words.asking_words.count(token.text) > 0; });
  // "Trade 900 million 2020": whoever puts a number beside what it is of wants to know whether.
  const bool gives_number =
      std::count_if(query.conditions.begin(), query.conditions.end(), [](const auto& condition) {
        return std::holds_alternative<query::Amount>(condition);
      }) == 1;
  // "17 firms operate there?", "it was signed in 1992?"
  const bool is_marked = query::gives_value(query) && !asks_for_any &&
                         (gives_number || has_question_mark(message, line));
  const bool claims = query.operation == query::Operation::Select
                          ? tells || is_marked || line.claims
                      : query.operation == query::Operation::Describe ? tells && line.claims
                                                                      : false;
  if (!is_asked && claims) query.operation = query::Operation::Verify;
  return query;
}

// "Who or what is 7,000 strong?": the one fact that says the number tells of what, though of
// nobody.
bool asks_whose_number(const knowledge::FactStore& store, const Query& query,
                       const Denotation& denotation) {
  if (denotation.facts.size() != 1) return false;
  const auto fact = store.fact(denotation.facts.front());
  const bool asks_who =
      std::all_of(query.wanted.begin(), query.wanted.end(), [](const query::Wanted& wanted) {
        return wanted.part == query::Part::Who || wanted.part == query::Part::Whole;
      });
  return asks_who &&
         std::any_of(query.conditions.begin(), query.conditions.end(), [&](const auto& condition) {
           const auto* amount = std::get_if<query::Amount>(&condition);
           return amount != nullptr &&
                  std::find(fact.value.begin(), fact.value.end(),
                            knowledge::Scalar{amount->number}) != fact.value.end();
         });
}

// "Are there groups in the councils", "do they have any", "is it part of anything": not whether the
// one is the other. How many there are may still be wrong.
bool asks_for_existence(const Line& line, const Query& query, const text::Words& words) {
  return !query::gives_value(query) &&
         std::any_of(line.tokens.begin(), line.tokens.end(), [&](const text::Token& token) {
           return token.text == words.place_pronoun ||
                  words.possession_verbs.count(token.text) > 0 ||
                  words.indefinite_pronouns.count(token.text) > 0;
         });
}

// "3 things, please": a number beside other words, of which nothing is asked, picks no fact.
bool is_bare_number(const Line& line, const Query& query) {
  const bool has_only_amounts = std::all_of(
      query.conditions.begin(), query.conditions.end(),
      [](const auto& condition) { return std::holds_alternative<query::Amount>(condition); });
  if (!has_only_amounts || line.items.size() < 2) return false;
  return std::all_of(line.items.begin(), line.items.end(), [](const auto& item) {
    return std::holds_alternative<understanding::Plain>(item.meaning) ||
           std::holds_alternative<text::TypedValue>(item.meaning);
  });
}

bool wants(const Query& query, query::Part part) {
  return std::any_of(query.wanted.begin(), query.wanted.end(),
                     [&](const auto& wanted) { return wanted.part == part; });
}

// "40?": whether nothing but a number of no unit finds many cells of tables.
bool is_chance(const Query& query, const Denotation& found, const knowledge::FactStore& store) {
  constexpr std::size_t kFew = 2;
  if (found.facts.size() <= kFew) return false;
  const bool is_bare =
      std::all_of(query.conditions.begin(), query.conditions.end(), [](const auto& condition) {
        const auto* amount = std::get_if<query::Amount>(&condition);
        return amount != nullptr && amount->unit.empty();
      });
  return is_bare && std::all_of(found.facts.begin(), found.facts.end(), [&](const auto fact) {
           return store.property(store.fact(fact).property).of_table;
         });
}

// "On which date in 2016?": whether all that is told of the time is what the question says itself.
bool tells_no_more(const Query& query, const Denotation& found) {
  const auto at = std::find_if(query.conditions.begin(), query.conditions.end(),
                               [](const query::Condition& condition) {
                                 return std::holds_alternative<query::At>(condition);
                               });
  if (at == query.conditions.end() || found.values.empty()) return false;
  const bool asks_when =
      std::all_of(query.wanted.begin(), query.wanted.end(),
                  [](const query::Wanted& wanted) { return wanted.part == query::Part::When; });
  return asks_when && std::all_of(found.values.begin(), found.values.end(), [&](const auto& told) {
           const auto* date = std::get_if<text::Date>(&told.value);
           return date != nullptr && *date == std::get<query::At>(*at).date;
         });
}

// "Who was the first to do it?": that somebody was among the first says it of nobody.
bool asks_for_rank(const Chatbot::Parts& parts, const Query& query, const Denotation& found) {
  const bool asks_which =
      std::any_of(query.wanted.begin(), query.wanted.end(), [](const query::Wanted& wanted) {
        return wanted.part == query::Part::Who || wanted.part == query::Part::OfKind;
      });
  if (!asks_which) return false;
  // "Which is the largest partner?", told that one is among the main ones.
  const auto says = [&](const std::string& word) {
    return std::all_of(found.facts.begin(), found.facts.end(), [&](const auto id) {
      const auto told = text::fold(answers::tell(parts.store, parts.store.fact(id)));
      return told.find(word) != std::string::npos;
    });
  };
  return std::any_of(
      query.conditions.begin(), query.conditions.end(), [&](const query::Condition& condition) {
        const auto* named = std::get_if<query::Named>(&condition);
        if (named == nullptr) return false;
        if (parts.words.ordinal_words.count(named->words) > 0) return true;
        const auto adjective = parts.vocabulary.adjectives.find(named->words);
        return query::is_only_hint(condition) && adjective != parts.vocabulary.adjectives.end() &&
               adjective->second.form == text::Degree::Form::Most && !says(named->words);
      });
}

bool has_pronoun(const Line& line, const text::Words& words) {
  return std::any_of(line.tokens.begin(), line.tokens.end(), [&](const text::Token& token) {
    return words.pronouns.count(token.text) > 0;
  });
}

// "Which treaties are there?": several are asked for, so that several are an answer. Those of
// tables are found as sets.
bool asks_for_several(const knowledge::FactStore& store, const Line& line, const Query& query,
                      const Denotation& found) {
  const auto is_cell = [&](knowledge::FactId fact) {
    return static_cast<std::size_t>(fact) < store.tables().cells.size();
  };
  if (std::any_of(found.facts.begin(), found.facts.end(), is_cell)) return false;
  return std::any_of(query.wanted.begin(), query.wanted.end(), [&](const query::Wanted& wanted) {
    return std::any_of(wanted.kinds.begin(), wanted.kinds.end(), [&](knowledge::KindId kind) {
      const std::string plural = text::fold(store.kind(kind).plural);
      return std::any_of(line.tokens.begin(), line.tokens.end(),
                         [&](const text::Token& token) { return token.text == plural; });
    });
  });
}

// "Treaties": all that are written of. "The treaty": which of them, where there are a few.
void look_up_kind(const Chatbot::Parts& parts, const understanding::KindNamed& named,
                  Understanding& result) {
  constexpr std::size_t kMost = 30;
  constexpr std::size_t kFew = 4;
  const auto& kind = parts.store.kind(named.kind);
  const auto things = parts.store.entities_of(named.kind);
  if (kind.of_table || things.empty() || things.size() > kMost) return;
  const auto is_word = [&](const std::string& word) { return text::fold(word) == named.word; };
  const bool is_one =
      is_word(kind.name) || std::any_of(kind.words.begin(), kind.words.end(), is_word);
  if (!is_one) {
    query::SetQuery all;
    all.set = query::all_of_kind(named.kind);
    result.set = query::evaluate(all, parts.store, parts.words);
    if (result.set) result.outcome = Outcome::Answered;
    return;
  }
  if (things.size() < 2 || things.size() > kFew) return;
  Denotation which;
  which.kind = Denotation::Kind::Ambiguous;
  for (const knowledge::EntityId thing : things) {
    for (const auto row : parts.store.rows_with(thing)) {
      const auto id = parts.store.row(row).fact;
      if (parts.store.fact(id).subject != thing) continue;
      which.facts.push_back(id);
      break;
    }
  }
  if (which.facts.size() != things.size()) return;
  result.denotation = std::move(which);
  result.outcome = Outcome::Ambiguous;
}

}  // namespace

Understanding look_up(const Chatbot::Parts& parts, std::string_view message, Line line,
                      base::Trace* trace, bool is_claim) {
  Understanding result;
  const auto rewrites = understanding::run_cascade(line, parts.phrases, parts.words);
  if (trace != nullptr) trace_rewrites(line, "cascade", rewrites, *trace);
  result.query = understanding::assemble(line, parts.words);
  result.unknown_words = understanding::unexplained_words(line, parts.words, message);
  if (!result.unknown_words.empty()) {
    const bool is_top = result.query && speaks_of_top_alone(parts.words, result.unknown_words);
    if (auto rank = is_top ? check_top_claim(parts, line, [&] { return *result.query; }, {})
                           : std::nullopt) {
      result.outcome = *rank->truth ? Outcome::Answered : Outcome::Corrected;
      result.denotation = std::move(*rank);
      result.unknown_words.clear();
      return result;
    }
    result.outcome = Outcome::UnknownWords;
    if (trace != nullptr) trace->add("accounting", "not explained", result.unknown_words);
    return result;
  }
  if (trace != nullptr) trace->add("accounting", "every word is explained");
  if (understanding::asks_several(line, parts.words)) {
    result.outcome = Outcome::SeveralQuestions;
    return result;
  }
  if (!result.query) {
    const auto listed = understanding::ask_for_kind(line);
    // "Which countries was that between?" asks for no more than some of them.
    if (listed && !has_pronoun(line, parts.words)) {
      result.set = query::evaluate(*listed, parts.store, parts.words);
      if (result.set) result.outcome = Outcome::Answered;
    }
    return result;
  }
  if (is_bare_number(line, *result.query)) return result;
  if (is_claim) result.query->operation = query::Operation::Verify;
  if (trace != nullptr) {
    trace->add("assembly", "a query", query::describe(*result.query, parts.store));
  }
  // "Which paragraph is about trade?": all that is about it has a place.
  const bool asks_source = wants(*result.query, query::Part::Source);
  const bool asks_name = wants(*result.query, query::Part::Name);
  if (asks_name || (asks_source && !names_property(*result.query))) {
    result.query->operation = query::Operation::Describe;
  }
  result.denotation =
      query::evaluate(asks_name ? without_roles(*result.query) : *result.query, parts.store);
  if (is_chance(*result.query, result.denotation, parts.store)) result.denotation = {};
  if (asks_name) result.denotation = naming_facts(parts, result.denotation, *result.query);
  if (asks_source && result.denotation.kind == Denotation::Kind::Ambiguous) {
    result.denotation.kind = Denotation::Kind::Values;
  }
  if (result.denotation.kind == Denotation::Kind::Ambiguous &&
      asks_for_several(parts.store, line, *result.query, result.denotation)) {
    result.denotation.kind = Denotation::Kind::Values;
  }
  switch (result.denotation.kind) {
    case Denotation::Kind::Values:
      result.outcome = asks_for_rank(parts, *result.query, result.denotation) ||
                               tells_no_more(*result.query, result.denotation) ||
                               asks_for_others(parts, line, result.denotation)
                           ? Outcome::Lacking
                           : Outcome::Answered;
      break;
    case Denotation::Kind::Ambiguous:
      result.outcome = Outcome::Ambiguous;
      break;
    case Denotation::Kind::Lacking:
      result.outcome = asks_whose_number(parts.store, *result.query, result.denotation)
                           ? Outcome::Answered
                           : Outcome::Lacking;
      break;
    case Denotation::Kind::Nothing:
      result.outcome = Outcome::NotHeld;
      break;
  }
  const auto claimed = [&] { return as_claim(message, line, *result.query, parts.words); };
  if (auto rank = check_top_claim(parts, line, claimed, result.denotation)) {
    result.outcome = *rank->truth ? Outcome::Answered : Outcome::Corrected;
    result.denotation = std::move(*rank);
  }
  // What was found without the reason that is asked for is not all there is.
  const bool lacks_reason = result.outcome == Outcome::Lacking &&
                            result.denotation.kind == Denotation::Kind::Lacking &&
                            wants(*result.query, query::Part::Why);
  if (result.outcome == Outcome::NotHeld || lacks_reason) look_up_otherwise(parts, line, result);
  if (result.outcome == Outcome::NotHeld) {
    const auto named = understanding::kind_named_alone(line, parts.words);
    if (named) look_up_kind(parts, *named, result);
  }
  if (result.outcome == Outcome::NotHeld) {
    const Query claim = claimed();
    auto premise = understanding::check_premise(claim, parts.store, parts.words);
    if (!premise) premise = taken_for_granted(parts, *result.query);
    if (!premise) premise = understanding::check_parties(claim, parts.store);
    if (!premise) premise = other_party_then(parts, *result.query);
    if (premise && asks_for_existence(line, *result.query, parts.words)) premise.reset();
    if (!premise) premise = understanding::check_antonym(claim, parts.store);
    const auto numbered = understanding::check_name(claim, parts.store, parts.words);
    if (!premise && numbered) {
      result.outcome = numbered->is_so ? Outcome::Answered : Outcome::Corrected;
      result.denotation = {};
      result.denotation.kind = Denotation::Kind::Values;
      result.denotation.facts = {numbered->fact};
      result.denotation.truth = numbered->is_so;
    } else if (premise) {
      result.outcome = Outcome::Corrected;
      result.denotation = {};
      result.denotation.facts = {premise->fact};
      result.denotation.truth = false;
    } else if (const auto other = understanding::check_unit(*result.query, parts.store)) {
      result.outcome = Outcome::OtherUnit;
      result.denotation = {};
      result.denotation.facts = {other->fact};
    } else {
      look_up_at_other_times(parts, line, result);
    }
  }
  if (trace != nullptr) {
    trace->add("evaluation", std::to_string(result.denotation.facts.size()) + " facts",
               fact_keys(parts, result.denotation));
  }
  return result;
}

bool tells_of_it(const Line& line, const text::Words& words) {
  const bool asks =
      std::any_of(line.items.begin(), line.items.end(), [](const understanding::Item& item) {
        return std::holds_alternative<understanding::Asked>(item.meaning) ||
               std::holds_alternative<understanding::Verified>(item.meaning) ||
               std::holds_alternative<understanding::Described>(item.meaning);
      });
  return !asks && line.items.size() > 1 &&
         words.referring_words.count(line.items.front().text) > 0 &&
         words.being_words.count(line.items[1].text) > 0;
}

std::optional<Understanding> look_beside(const Chatbot::Parts& parts, const Line& line,
                                         const Query& query, base::Trace* trace) {
  Line rewritten = line;
  understanding::run_cascade(rewritten, parts.phrases, parts.words);
  if (tells_of_it(rewritten, parts.words)) return std::nullopt;
  Line marked = line;
  understanding::mark_calculations(marked, parts.phrases, parts.words);
  std::optional<Understanding> found;
  for (Query& rest :
       understanding::without_stray_hint(rewritten, marked, query, parts.vocabulary, parts.words)) {
    Denotation denotation = query::evaluate(rest, parts.store);
    if (denotation.kind == Denotation::Kind::Nothing) continue;
    // One fact, or several that say the same of one thing.
    const auto subject_of = [&](const auto fact) { return parts.store.fact(fact).subject; };
    const bool agrees =
        denotation.kind == Denotation::Kind::Values && denotation.values.size() == 1 &&
        std::all_of(denotation.facts.begin(), denotation.facts.end(), [&](const auto fact) {
          return subject_of(fact) == subject_of(denotation.facts.front());
        });
    const bool is_one = denotation.kind == Denotation::Kind::Values && denotation.facts.size() == 1;
    if (!is_one && !agrees) return std::nullopt;
    if (found && found->denotation.facts != denotation.facts) return std::nullopt;
    if (found) continue;
    found.emplace();
    found->outcome = Outcome::Answered;
    found->query = std::move(rest);
    found->denotation = std::move(denotation);
  }
  if (found && asks_for_others(parts, rewritten, found->denotation)) return std::nullopt;
  if (found && trace != nullptr) {
    trace->add("beside", "one fact without a word that says nothing by itself",
               fact_keys(parts, found->denotation));
  }
  return found;
}

}  // namespace jauap::chat
