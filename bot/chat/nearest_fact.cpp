#include "bot/chat/nearest_fact.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "bot/chat/asks_for_others.h"
#include "bot/chat/look_up.h"
#include "bot/chat/read_calculation.h"
#include "bot/chat/word_readings.h"
#include "bot/knowledge/fact_things.h"
#include "bot/query/project.h"
#include "bot/query/select.h"
#include "bot/text/format_number.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/assembly.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"
#include "bot/understanding/premise.h"

namespace jauap::chat {
namespace {

using passages::PassageIndex;
using query::Condition;
using query::Query;
using query::Sense;
using text::Thesaurus;
using understanding::Item;
using understanding::Line;

// How sure it is that a fact says what a word of the question says: it has a place for it, its
// sentence holds it, or it says something of the same or nearly the same meaning.
constexpr double kHasPlace = 1.0;
constexpr double kHoldsWord = 0.9;
constexpr double kSaysTheSame = 0.8;
constexpr double kSaysAlike = 0.7;

// Of what a fact must say, and by how much more than any other.
constexpr double kEnough = 0.5;
constexpr double kLead = 0.1;
// Of what several must say to be told together.
constexpr double kAll = 0.99;
constexpr std::size_t kTogether = 3;

double certainty(Thesaurus::Relation relation) {
  switch (relation) {
    case Thesaurus::Relation::Same:
    case Thesaurus::Relation::Derived:
      return kSaysTheSame;
    case Thesaurus::Relation::Near:
    case Thesaurus::Relation::Similar:
      return kSaysAlike;
  }
  return 0;
}

// Bounds of what one question costs: words that nothing explains, names, and facts looked at.
constexpr std::size_t kMostLeftOver = 6;
constexpr std::size_t kMostNamed = 16;
constexpr std::size_t kMostFacts = 2'000;

using Passages = std::vector<PassageIndex::PassageId>;

// A part of the question that facts are held against.
struct Piece {
  std::string words;  // canonical; "" for a value
  std::string typed;
  const Condition* condition = nullptr;  // none for a word that nothing explains
  bool is_needed = false;                // a fact without it is none
  double weight = 0;
  // How sure it is that a passage says it, and which say the opposite.
  std::unordered_map<PassageIndex::PassageId, double> said{};
  std::unordered_set<PassageIndex::PassageId> opposed{};
};

bool compares(const Chatbot::Parts& parts, const std::string& words) {
  return parts.words.ordinal_words.count(words) > 0 || parts.vocabulary.adjectives.count(words) > 0;
}

bool is_needed(const Chatbot::Parts& parts, const Condition& condition) {
  const auto* named = std::get_if<query::Named>(&condition);
  if (named == nullptr) return true;
  return compares(parts, named->words) || query::has_sense(named->senses, Sense::Type::Period) ||
         query::has_sense(named->senses, Sense::Type::Antonym) ||
         query::has_sense(named->senses, Sense::Type::Entity);
}

// Holds the written facts against one question.
class Comparison {
 public:
  // Keeps references.
  Comparison(const Chatbot::Parts& parts, std::string_view message, const Line& line,
             const std::vector<std::size_t>& strange, const Query& query)
      : parts_{parts}, query_{query} {
    for (const Condition& condition : query.conditions) {
      const auto* named = std::get_if<query::Named>(&condition);
      const std::string words = named != nullptr ? named->words : "";
      // "Ten" may stand beside what is told of twenty.
      if (parts.words.number_words.count(words) > 0) {
        add({words, words, nullptr, true});
        continue;
      }
      add({words, words, &condition, is_needed(parts, condition)});
    }
    for (const std::size_t i : strange) {
      const Item& item = line.items[i];
      // "Latvia", of which nothing is held: what is said of another is no answer.
      const bool is_name = is_written_as_name(message, line.tokens, item.first) ||
                           parts.thesaurus.is_name_or_number(item.text, parts.words);
      add({item.text, text::typed(message, line.tokens[item.first]), nullptr,
           compares(parts, item.text) || is_name});
    }
  }

  struct Near {
    PassageIndex::PassageId passage = 0;
    double share = 0;
    bool is_opposed = false;               // says the opposite of one word
    std::vector<std::string> left_over{};  // words, as typed
  };

  // The facts that say anything of it, those that say most first.
  std::vector<Near> nearest() const {
    std::vector<Near> all;
    for (const auto passage : candidates()) {
      Near near = hold_against(passage);
      if (near.share > 0) all.push_back(std::move(near));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Near& a, const Near& b) { return a.share > b.share; });
    return all;
  }

  knowledge::FactRow row(const Near& near) const { return row_of(near.passage); }

 private:
  knowledge::FactRow row_of(PassageIndex::PassageId passage) const {
    return parts_.store.row(parts_.renderings.rows[passage]);
  }

  void add(Piece piece) {
    const Passages own = holding(piece.words);
    for (const auto passage : own) piece.said[passage] = kHoldsWord;
    // What packs have a property for is what is asked about: imports are no opposite of exports,
    // and trade is not what sells.
    const bool names_property =
        piece.condition != nullptr && query::has_sense(*piece.condition, Sense::Type::Property);
    if (!piece.words.empty() && !piece.is_needed && !names_property) {
      for (const auto& like : parts_.thesaurus.like(piece.words, parts_.words)) {
        for (const auto passage : holding(like.words)) {
          double& said = piece.said[passage];
          said = std::max(said, certainty(like.relation));
        }
      }
    }
    // "Other" says no opposite of "same" where it only says which.
    // Only what is said to be so, or why it is, can be said to be otherwise.
    const bool may_oppose =
        std::all_of(query_.wanted.begin(), query_.wanted.end(), [](const query::Wanted& wanted) {
          return wanted.part == query::Part::Whole || wanted.part == query::Part::Why;
        });
    const bool has_opposite = may_oppose && !piece.words.empty() && !names_property &&
                              parts_.words.determiners.count(piece.words) == 0 &&
                              (!piece.is_needed || piece.condition == nullptr);
    if (has_opposite) {
      for (const auto& other : parts_.thesaurus.opposites(piece.words, parts_.words)) {
        for (const auto passage : holding(other)) piece.opposed.insert(passage);
      }
    }
    piece.weight = parts_.renderings.index.weight(std::max(own.size(), rows_with(piece)));
    total_ += piece.weight;
    pieces_.push_back(std::move(piece));
  }

  // The passages with all of the words that are not grammar.
  Passages holding(const std::string& words) const {
    std::optional<Passages> all;
    for (const auto& token : text::tokenize(words)) {
      if (parts_.words.function_words.count(token.text) > 0) continue;
      Passages passages = parts_.renderings.index.holding(token.text, parts_.words);
      if (all) {
        Passages both;
        std::set_intersection(all->begin(), all->end(), passages.begin(), passages.end(),
                              std::back_inserter(both));
        passages = std::move(both);
      }
      all = std::move(passages);
    }
    return all.value_or(Passages{});
  }

  // In how many rows a thing stands, by whatever name.
  std::size_t rows_with(const Piece& piece) const {
    const auto* named =
        piece.condition == nullptr ? nullptr : std::get_if<query::Named>(piece.condition);
    if (named == nullptr) return 0;
    std::size_t count = 0;
    for (const Sense& sense : named->senses) {
      if (sense.type != Sense::Type::Entity) continue;
      count += parts_.store.rows_with(knowledge::EntityId{sense.id}).size();
    }
    return count;
  }

  // The passages that say something of what is asked, from the piece on that the fewest say.
  Passages candidates() const {
    std::vector<const Piece*> pieces;
    for (const Piece& piece : pieces_) {
      if (!piece.is_needed || !piece.opposed.empty()) pieces.push_back(&piece);
    }
    std::stable_sort(pieces.begin(), pieces.end(), [](const Piece* a, const Piece* b) {
      return a->said.size() < b->said.size();
    });
    std::set<PassageIndex::PassageId> all;
    for (const Piece* piece : pieces) {
      if (all.size() + piece->said.size() + piece->opposed.size() > kMostFacts) break;
      for (const auto& [passage, certain] : piece->said) all.insert(passage);
      all.insert(piece->opposed.begin(), piece->opposed.end());
    }
    return {all.begin(), all.end()};
  }

  // Whether a fact has a place for it, or its sentence says it.
  double explains(const Piece& piece, PassageIndex::PassageId passage) const {
    if (piece.condition != nullptr &&
        query::fits(parts_.store, row_of(passage), *piece.condition, query_)) {
      return kHasPlace;
    }
    // Who does it must be who did it: "when did A ratify it" is not answered by when B did.
    const auto* named =
        piece.condition == nullptr ? nullptr : std::get_if<query::Named>(piece.condition);
    if (named != nullptr && named->leads) return 0;
    const auto said = piece.said.find(passage);
    return said == piece.said.end() ? 0 : said->second;
  }

  Near hold_against(PassageIndex::PassageId passage) const {
    Near near{passage};
    if (query::counts_at_place_only(parts_.store, row_of(passage), query_)) return near;
    const bool is_lacking =
        std::any_of(query_.wanted.begin(), query_.wanted.end(), [&](const query::Wanted& wanted) {
          return query::project(parts_.store, row_of(passage), wanted, query_.conditions).empty();
        });
    double said = 0;
    std::size_t told = 0;   // words that say what is asked
    bool is_said = false;   // whether one of them says it itself, not only what means the same
    bool is_named = false;  // whether anything is named besides
    for (const Piece& piece : pieces_) {
      double certain = explains(piece, passage);
      if (certain == 0 && !near.is_opposed && piece.opposed.count(passage) > 0) {
        near.is_opposed = true;
        certain = kHoldsWord;
      }
      // What packs have a word for is asked about, whatever else is said.
      const bool is_hint = piece.condition != nullptr && query::is_only_hint(*piece.condition);
      if (certain == 0 && (piece.is_needed || (piece.condition != nullptr && !is_hint)))
        return near;
      if (certain == 0) near.left_over.push_back(piece.typed);
      if (certain > 0 && !piece.is_needed) ++told;
      is_named = is_named || piece.is_needed;
      is_said = is_said || (certain >= kHoldsWord && !piece.is_needed);
      said += certain * piece.weight;
    }
    // Names and dates alone do not say what is asked of them: "the weather in X on that day".
    if (told < std::max<std::size_t>(near.left_over.size(), 1)) return near;
    if (!is_said && (!near.left_over.empty() || !is_named)) return near;
    // Why something is so that is not so has no answer; that it is not so corrects the question.
    if (total_ > 0 && (!is_lacking || near.is_opposed)) near.share = said / total_;
    return near;
  }

  const Chatbot::Parts& parts_;
  const Query& query_;
  std::vector<Piece> pieces_;
  double total_ = 0;
};

// How many of the nearest are the answer: one that leads, a few that say all, or none.
std::size_t count_chosen(const Chatbot::Parts& parts, const Comparison& comparison,
                         const std::vector<Comparison::Near>& nearest, const Query& query) {
  if (nearest.empty() || nearest.front().share < kEnough) return 0;
  std::size_t close = 1;
  while (close < nearest.size() && nearest[close].share > nearest.front().share - kLead) ++close;
  if (close == 1) return 1;
  // "When did it come out?": the day and the hour of it say the same.
  const auto says = [&](const Comparison::Near& near) {
    std::vector<query::Projected> values;
    for (const auto& wanted : query.wanted) {
      if (wanted.part == query::Part::Whole) return std::vector<query::Projected>{};
      const auto told = query::project(parts.store, comparison.row(near), wanted, query.conditions);
      values.insert(values.end(), told.begin(), told.end());
    }
    return values;
  };
  const auto first = says(nearest.front());
  const auto subject = comparison.row(nearest.front()).subject;
  const bool says_same =
      !first.empty() &&
      std::all_of(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(close),
                  [&](const auto& near) {
                    return comparison.row(near).subject == subject && says(near) == first;
                  });
  if (says_same) return 1;
  const bool all_say_it =
      std::all_of(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(close),
                  [](const auto& near) { return near.share >= kAll && !near.is_opposed; });
  const bool asks_whether = query.operation == query::Operation::Verify;
  return close <= kTogether && all_say_it && !asks_whether ? close : 0;
}

// "Norway's deputy minister?": an office that nobody is told to have there is not told by what
// somebody did who has it elsewhere.
bool names_office_alone(const knowledge::FactStore& store, const query::Query& query) {
  const auto is_office = [&](const query::Sense& sense) {
    if (sense.type != Sense::Type::Property) return false;
    const auto& property = store.property(knowledge::PropertyId{sense.id});
    return property.type == knowledge::ValueType::Entity && knowledge::says_who(property);
  };
  std::size_t offices = 0;
  for (const auto& condition : query.conditions) {
    const auto* named = std::get_if<query::Named>(&condition);
    if (named == nullptr) return false;
    if (std::any_of(named->senses.begin(), named->senses.end(), is_office)) {
      ++offices;
    } else if (!query::has_sense(condition, Sense::Type::Entity)) {
      return false;
    }
  }
  return offices > 0;
}

}  // namespace

std::optional<Understanding> nearest_fact(const Chatbot::Parts& parts, std::string_view message,
                                          const std::vector<text::Token>& tokens,
                                          base::Trace* trace) {
  Line line = understanding::find_mentions(tokens, parts.vocabulary, parts.words, 1).front();
  understanding::drop_frames(line, parts.phrases, parts.words);
  if (calculates(parts, line)) return std::nullopt;
  understanding::run_cascade(line, parts.phrases, parts.words);
  auto query = understanding::assemble(line, parts.words);
  if (!query || understanding::asks_several(line, parts.words)) return std::nullopt;
  if (tells_of_it(line, parts.words)) return std::nullopt;
  if (understanding::is_other_way_round(*query, parts.store)) return std::nullopt;
  const auto strange = understanding::unexplained_items(line, parts.words);
  // "Whose signatures", "from then to now".
  const bool asks_or_points = std::any_of(strange.begin(), strange.end(), [&](std::size_t i) {
    const std::string& word = line.items[i].text;
    // "In which building": what is asked for is not understood.
    if (i > 0 && std::holds_alternative<understanding::Asked>(line.items[i - 1].meaning))
      return true;
    // "Give me a quote from A": so it is here.
    const bool leads =
        std::all_of(line.items.begin(), line.items.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const Item& item) { return parts.words.articles.count(item.text) > 0; });
    if (leads && i + 1 < line.items.size() &&
        parts.words.describing_prepositions.count(line.items[i + 1].text) > 0)
      return true;
    return parts.words.asking_words.count(word) > 0 ||
           parts.words.question_openings.length_at(line.tokens, line.items[i].first) > 0 ||
           parts.words.referring_words.count(word) > 0 || word == parts.words.time_pronoun;
  });
  // "Who is the chief?", where only the deputy is told of.
  const bool asks_for_opposite =
      query->operation != query::Operation::Verify &&
      std::none_of(line.items.begin(), line.items.end(),
                   [](const Item& item) {
                     return std::holds_alternative<understanding::Verified>(item.meaning);
                   }) &&
      std::all_of(query->wanted.begin(), query->wanted.end(),
                  [](const auto& wanted) { return wanted.part == query::Part::Who; }) &&
      std::any_of(query->conditions.begin(), query->conditions.end(), [](const auto& condition) {
        return query::has_sense(condition, Sense::Type::Antonym) &&
               !query::has_sense(condition, Sense::Type::Property);
      });
  // "Oil share in exports" is no share of what is not known.
  const bool asks_for_share =
      !strange.empty() && std::any_of(line.items.begin(), line.items.end(), [&](const Item& item) {
        return parts.words.share_words.count(item.text) > 0;
      });
  if (asks_or_points || asks_for_opposite || asks_for_share) return std::nullopt;
  if (strange.size() > kMostLeftOver || query->conditions.size() > kMostNamed) return std::nullopt;
  // "From what base?": one word that only hints at something names no fact.
  const bool is_hint_alone = strange.empty() && query->conditions.size() == 1 &&
                             !query::has_sense(query->conditions.front(), Sense::Type::Property) &&
                             !query::has_sense(query->conditions.front(), Sense::Type::Kind) &&
                             query::has_sense(query->conditions.front(), Sense::Type::Hint);
  if (is_hint_alone) return std::nullopt;
  // "Do they have an organisation?": whether somebody has it who is not named.
  const bool is_of_nobody =
      query->operation == query::Operation::Verify && query->conditions.size() == 1 &&
      std::any_of(line.tokens.begin(), line.tokens.end(), [&](const text::Token& token) {
        return parts.words.referring_words.count(token.text) > 0;
      });
  if (is_of_nobody) return std::nullopt;
  if (strange.empty() && names_office_alone(parts.store, *query)) return std::nullopt;
  const Comparison comparison{parts, message, line, strange, *query};
  const auto nearest = comparison.nearest();
  const std::size_t chosen = count_chosen(parts, comparison, nearest, *query);
  if (trace != nullptr) {
    constexpr std::size_t kTraced = 3;
    std::vector<std::string> details;
    for (std::size_t i = 0; i < std::min(nearest.size(), kTraced); ++i) {
      details.push_back(parts.store.fact(comparison.row(nearest[i]).fact).key() + " says " +
                        text::format_number(nearest[i].share * 100, 0) + " %");
    }
    trace->add("nearest facts", std::to_string(chosen) + " chosen", std::move(details));
  }
  if (chosen == 0) return std::nullopt;
  Understanding result;
  result.outcome = nearest.front().is_opposed ? Understanding::Outcome::Corrected
                                              : Understanding::Outcome::Answered;
  result.denotation.kind = query::Denotation::Kind::Values;
  for (std::size_t i = 0; i < chosen; ++i) {
    const auto row = comparison.row(nearest[i]);
    result.denotation.facts.push_back(row.fact);
    for (const auto& wanted : query->wanted) {
      for (auto& value : query::project(parts.store, row, wanted, query->conditions)) {
        result.denotation.values.push_back(std::move(value));
      }
    }
  }
  if (asks_for_others(parts, line, result.denotation)) return std::nullopt;
  result.is_nearest = true;
  result.unknown_words = nearest.front().left_over;
  result.query = std::move(*query);
  return result;
}

}  // namespace jauap::chat
