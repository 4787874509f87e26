#include "bot/understanding/calculation.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "bot/query/sum_parts.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/anniversary.h"
#include "bot/understanding/operand.h"

namespace jauap::understanding {
namespace {

using knowledge::FactStore;
using query::Calculation;
using query::CalculationDenotation;
using query::Part;
using Type = Calculation::Type;

// Longer lines are cut at joints only, so that the cost stays linear.
constexpr std::size_t kCutAnywhere = 40;

bool says_something(const Item& item) {
  return std::holds_alternative<Mention>(item.meaning) ||
         std::holds_alternative<text::TypedValue>(item.meaning);
}

bool names_something(const Line& side) {
  return std::any_of(side.items.begin(), side.items.end(), [](const Item& item) {
    return std::holds_alternative<Mention>(item.meaning);
  });
}

bool gives_number(const Item& item) {
  const auto* value = std::get_if<text::TypedValue>(&item.meaning);
  return value != nullptr &&
         (value->kind == text::ValueKind::Number || value->kind == text::ValueKind::Money);
}

// What a line asks for besides its names.
struct Frame {
  std::vector<Calculation> calculations;  // each once
  std::vector<Part> asked;
  bool verified = false;
  bool offers = false;  // "A or B"
  bool other = false;   // something that no calculation answers
};

Frame frame_of(const Line& line, const text::Words& words) {
  Frame frame;
  for (const Item& item : line.items) {
    if (const auto* calculated = std::get_if<Calculated>(&item.meaning)) {
      if (std::find(frame.calculations.begin(), frame.calculations.end(),
                    calculated->calculation) == frame.calculations.end()) {
        frame.calculations.push_back(calculated->calculation);
      }
    } else if (const auto* asked = std::get_if<Asked>(&item.meaning)) {
      frame.asked.push_back(asked->wanted.part);
    } else if (const auto* joint = std::get_if<Joint>(&item.meaning)) {
      frame.offers = frame.offers || joint->kind == Joint::Kind::Or;
    } else if (std::holds_alternative<Verified>(item.meaning)) {
      frame.verified = true;
    } else if (std::holds_alternative<Described>(item.meaning) ||
               std::holds_alternative<Referents>(item.meaning)) {
      frame.other = true;
    }
  }
  // "A is older than B, isn't it?"
  const bool tells =
      line.claims || std::any_of(line.items.begin(), line.items.end(), [&](const Item& item) {
        return words.being_words.count(item.text) > 0;
      });
  if (tells && frame.asked.empty()) frame.verified = true;
  return frame;
}

bool asks_amount(const Frame& frame) {
  return std::any_of(frame.asked.begin(), frame.asked.end(),
                     [](Part part) { return part == Part::Quantity || part == Part::Percent; });
}

// The one calculation that the marks in a line make together: "how much did A exceed B" asks for
// the difference, "A exceeded B" claims it.
std::optional<Calculation> calculation_of(const Frame& frame) {
  const auto& marks = frame.calculations;
  const auto is_claim = [](const Calculation& mark) { return mark.type == Type::Claim; };
  const auto other = std::find_if_not(marks.begin(), marks.end(), is_claim);
  if (other == marks.end()) {
    Calculation claim = marks.front();
    // "Stronger or weaker than that?": how far they are apart says which.
    const bool is_either = marks.size() == 2 && frame.offers && marks[0].turned != marks[1].turned;
    if (marks.size() != 1 && !is_either) return std::nullopt;
    if (is_either) {
      claim.type = Type::Difference;
      claim.turned = false;
      return claim;
    }
    // "Did A export or import more?" asks which.
    if (frame.offers) claim.type = Type::Choice;
    if (asks_amount(frame) && !frame.verified) claim.type = Type::Difference;
    claim.relative =
        std::find(frame.asked.begin(), frame.asked.end(), Part::Percent) != frame.asked.end();
    return claim;
  }
  // "Which is larger, and by how much?": by how much says which.
  const auto difference = std::find_if(marks.begin(), marks.end(), [](const Calculation& mark) {
    return mark.type == Type::Difference;
  });
  const bool has_choice = std::any_of(marks.begin(), marks.end(), [](const Calculation& mark) {
    return mark.type == Type::Choice;
  });
  if (has_choice && difference != marks.end() && marks.size() == 2) return *difference;
  // "By how much did it grow in absolute terms?"
  const auto growth = std::find_if(marks.begin(), marks.end(), [](const Calculation& mark) {
    return mark.type == Type::Growth;
  });
  if (growth != marks.end() && difference != marks.end() && marks.size() == 2) return *growth;
  if (std::count_if(marks.begin(), marks.end(), std::not_fn(is_claim)) != 1) return std::nullopt;
  // "By how many dollars did A exceed B?" speaks of no growth.
  if (other->type == Type::Growth && marks.size() == 2) {
    Calculation difference;
    difference.type = Type::Difference;
    return difference;
  }
  const bool takes_claims =
      other->type == Type::Difference || other->type == Type::Ratio || other->type == Type::Choice;
  if (marks.size() > 1 && !takes_claims) return std::nullopt;
  return *other;
}

// Whether the question words of a line may stand beside a calculation.
bool allows(const Calculation& calculation, const Frame& frame) {
  if (frame.other) return false;
  if (calculation.type == Type::OrderClaim && !frame.verified) return false;
  return std::all_of(frame.asked.begin(), frame.asked.end(), [&](Part part) {
    switch (part) {
      case Part::Whole:
      case Part::Things:
      case Part::OfKind:
      case Part::Who:
      case Part::Owner:
        return calculation.type != Type::Claim && calculation.type != Type::OrderClaim;
      case Part::Why:  // it may be that it is not so
        return calculation.type == Type::Claim;
      case Part::Quantity:
      case Part::Percent:
        return !query::is_about_time(calculation.type);
      case Part::When:
      case Part::Month:
      case Part::Day:
      case Part::Length:
        return query::is_about_time(calculation.type) && calculation.type != Type::OrderClaim;
      default:
        return false;
    }
  });
}

// A way to cut a line.
struct Cut {
  Line first;
  Line second;
  Calculation calculation;
  bool guessed = false;  // no word says that it is here
};

// The words of a side from the first name in it to the last; "" where they are not all its own.
std::string words_of(const Line& line) {
  const auto first = std::find_if(line.items.begin(), line.items.end(), says_something);
  if (first == line.items.end()) return "";
  const auto last = std::find_if(line.items.rbegin(), line.items.rend(), says_something).base();
  std::size_t end = first->first;
  for (auto item = first; item != last; ++item) {
    if (item->first != end) return "";
    end = item->first + item->count;
  }
  return text::join(line.tokens, first->first, end - first->first);
}

bool is_before(const query::Operand& left, const query::Operand& right) {
  const auto year_of = [](const query::Operand& operand) {
    return std::get<text::Date>(operand.value.value).year;
  };
  return year_of(left) < year_of(right);
}

class Reader {
 public:
  Reader(const Line& line, const FactStore& store, const text::Words& words,
         std::string_view question)
      : line_{line}, store_{store}, words_{words}, question_{question} {}

  std::optional<CalculationReading> read() {
    const Frame frame = frame_of(line_, words_);
    if (frame.calculations.empty()) return std::nullopt;
    const auto calculation = calculation_of(frame);
    if (!calculation || !allows(*calculation, frame)) return std::nullopt;
    calculation_ = *calculation;
    if (is_of_part_alone()) return CalculationReading{read_part(), ""};
    // "From how much to how much?" is told by the growth itself.
    if (calculation_.type == Type::GrowthEnd && asks_twice()) return std::nullopt;
    if (calculation_.type == Type::Age) {
      if (const auto when = index_of_when()) return read_age_when(*when);
    }
    if (query::takes_one(calculation_.type)) {
      if (auto reading = read_one()) return reading;
      // "How old was it in 2022?"
      if (calculation_.type == Type::Age) {
        calculation_.type = Type::Elapsed;
        was_age_ = true;
      }
    }
    auto found = read_two();
    // "How much larger in dollars?" asks for a difference of two, not for what one grew by.
    const auto difference =
        std::find_if(frame.calculations.begin(), frame.calculations.end(),
                     [](const Calculation& mark) { return mark.type == Type::Difference; });
    if (!found && !disagree_ && calculation_.type == Type::Growth &&
        difference != frame.calculations.end()) {
      calculation_ = *difference;
      found = read_two();
    }
    if (found || disagree_) return CalculationReading{std::move(found), ""};
    if (calculation_.type == Type::Share) {
      if (auto found = read_part()) return CalculationReading{std::move(found), ""};
    }
    return CalculationReading{std::nullopt, lacking_};
  }

 private:
  // Of two sides, by the surest way to cut the line into them.
  std::optional<CalculationDenotation> read_two() {
    for (const auto& cuts : {at_bound(), at_joints(true), at_marks(), at_joints(false),
                             anywhere(true), anywhere(false)}) {
      auto found = read_all(cuts);
      if (found || disagree_) return found;
    }
    return std::nullopt;
  }

  bool asks_twice() const {
    return std::count_if(line_.tokens.begin(), line_.tokens.end(), [&](const text::Token& token) {
             return words_.asking_words.count(token.text) > 0;
           }) > 1;
  }

  std::optional<std::size_t> index_of_when() const {
    for (std::size_t i = 0; i < line_.items.size(); ++i) {
      const auto* asked = std::get_if<Asked>(&line_.items[i].meaning);
      if (asked != nullptr && asked->wanted.part == query::Part::When) return i;
    }
    return std::nullopt;
  }

  // "How old was A when B was signed?": the time between the two; on the day of the source where
  // what stands behind says no other ("when this was written").
  std::optional<CalculationReading> read_age_when(std::size_t when) const {
    const Line front = part(0, when);
    const Line behind = part(when + 1, line_.items.size());
    if (!is_explained(front) || !is_explained(behind)) return std::nullopt;
    const Side first = read_side(front, words_);
    const auto from = date_of(first, {}, store_);
    if (!from) return std::nullopt;
    const auto to = date_of(read_side(behind, words_), {}, store_);
    if (!to && names_something(behind)) return std::nullopt;
    if (!to || (to->fact && to->fact == from->fact)) {
      return CalculationReading{query::calculate(calculation_, {*from}, false, store_), ""};
    }
    if (is_before(*to, *from)) return std::nullopt;
    Calculation calculation = calculation_;
    calculation.type = Type::Elapsed;
    return CalculationReading{query::calculate(calculation, {*from, *to}, false, store_), ""};
  }

  bool is_of_part_alone() const {
    return std::any_of(line_.items.begin(), line_.items.end(), [](const Item& item) {
      const auto* mark = std::get_if<Calculated>(&item.meaning);
      return mark != nullptr && mark->alone;
    });
  }

  // The items from one to before another without marks; joints are words again.
  Line part(std::size_t from, std::size_t to) const {
    Line part{line_.tokens, {}};
    for (std::size_t i = from; i < to; ++i) {
      Item item = line_.items[i];
      if (std::holds_alternative<Calculated>(item.meaning)) continue;
      // "Which is larger, and by how much": what joins the marks joins no names.
      const auto* joint = std::get_if<Joint>(&item.meaning);
      const bool is_and = joint != nullptr && joint->kind == Joint::Kind::And;
      if (is_and && std::none_of(part.items.begin(), part.items.end(), says_something)) continue;
      if (joint != nullptr) item.meaning = Plain{};
      part.items.push_back(std::move(item));
    }
    return part;
  }

  Cut cut_at(std::size_t end, std::size_t begin) const {
    return {part(0, end), part(begin, line_.items.size()), calculation_, false};
  }

  // "more than 400 million": the number behind the mark against all else.
  std::vector<Cut> at_bound() const {
    std::vector<Cut> cuts;
    for (std::size_t i = 0; i + 1 < line_.items.size(); ++i) {
      if (!std::holds_alternative<Calculated>(line_.items[i].meaning)) continue;
      const auto* value = std::get_if<text::TypedValue>(&line_.items[i + 1].meaning);
      if (value == nullptr || value->kind == text::ValueKind::Date) continue;
      Cut cut = cut_at(i, i + 2);
      cut.first.items.insert(cut.first.items.end(), cut.second.items.begin(),
                             cut.second.items.end());
      cut.second.items = {line_.items[i + 1]};
      // "What share of 300 million was A": the number is first as the words go.
      if (cut.calculation.type == Type::Share) cut.calculation.turned = !cut.calculation.turned;
      cuts.push_back(std::move(cut));
    }
    return cuts;
  }

  std::vector<Cut> at_joints(bool strong) const {
    std::vector<Cut> cuts;
    for (std::size_t i = 0; i < line_.items.size(); ++i) {
      const auto* joint = std::get_if<Joint>(&line_.items[i].meaning);
      if (joint == nullptr || (joint->kind == Joint::Kind::Than) != strong) continue;
      // "The share of exports of A and B": neither is a part of the other.
      if (calculation_.type == Type::Share && joint->kind == Joint::Kind::And) continue;
      cuts.push_back(cut_at(i, i + 1));
    }
    return cuts;
  }

  std::vector<Cut> at_marks() const {
    std::vector<Cut> cuts;
    for (std::size_t i = 0; i < line_.items.size(); ++i) {
      const auto* mark = std::get_if<Calculated>(&line_.items[i].meaning);
      if (mark == nullptr || mark->open) continue;
      Cut cut = cut_at(i, i + 1);
      // "A made up what share of B", but "what share of B was A".
      if (cut.calculation.type == Type::Share) cut.calculation.turned = mark->turned_between;
      cuts.push_back(std::move(cut));
    }
    return cuts;
  }

  // "… trade with A was exports": a verb parts them, a preposition belongs to what follows it.
  bool is_parted(std::size_t at) const {
    while (at-- > 0) {
      const Item& item = line_.items[at];
      if (words_.articles.count(item.text) > 0) continue;
      return std::holds_alternative<Verified>(item.meaning) ||
             (words_.frame_words.count(item.text) > 0 && item.text != words_.possession_word);
    }
    return false;
  }

  std::vector<Cut> anywhere(bool parted) const {
    std::vector<Cut> cuts;
    const bool is_claim = calculation_.type == Type::Claim || calculation_.type == Type::OrderClaim;
    if (is_claim || line_.items.size() > kCutAnywhere) return cuts;
    for (std::size_t i = 1; i < line_.items.size(); ++i) {
      if (!says_something(line_.items[i]) || is_parted(i) != parted) continue;
      Cut cut = cut_at(i, i);
      cut.guessed = true;
      // No number is parted from its time without a word that says so.
      const bool is_time = query::is_about_time(calculation_.type);
      // "The share of A in 300 million".
      const bool gives_whole = calculation_.type == Type::Share && gives_number(line_.items[i]);
      if (is_time || (names_something(cut.first) && (gives_whole || names_something(cut.second)))) {
        cuts.push_back(std::move(cut));
      }
    }
    return cuts;
  }

  // Whether every word of the sides is explained.
  bool is_explained(const Line& side) const {
    return unexplained_words(side, words_, question_).empty();
  }

  std::optional<CalculationReading> read_one() const {
    Line all = part(0, line_.items.size());
    // "How old is it now?": an age is always that of now.
    if (calculation_.type == Type::Age) {
      std::erase_if(all.items,
                    [](const Item& item) { return std::holds_alternative<Present>(item.meaning); });
    }
    if (!is_explained(all)) return std::nullopt;
    const Side side = read_side(all, words_);
    auto operand = query::is_about_time(calculation_.type) ? date_of(side, {}, store_)
                                                           : number_of(side, store_);
    const bool names_nothing = !side.query && !side.given;
    if (!operand && names_nothing && calculation_.type == Type::Anniversary) {
      operand = find_anniversary(line_, store_, words_);
    }
    if (!operand && side.query && calculation_.type == Type::Anniversary) {
      operand = find_event(*side.query, store_);
    }
    if (!operand) return std::nullopt;
    Calculation calculation = calculation_;
    if (calculation.type == Type::Anniversary)
      calculation.passed = ordinal_in_name(operand->subject, store_, words_);
    auto found = query::calculate(calculation, {*operand}, false, store_);
    if (!found) return std::nullopt;
    // "How long ago was that, seen from the article?" does not ask for the age of the article.
    const bool points = std::any_of(
        line_.tokens.begin(), line_.tokens.end(),
        [&](const text::Token& token) { return words_.pronouns.count(token.text) > 0; });
    if (calculation.type == Type::Age && found->equal && points) return std::nullopt;
    return CalculationReading{std::move(found), ""};
  }

  // "The share of imports", of which the whole goes without saying: what they are a part of.
  std::optional<CalculationDenotation> read_part() const {
    const bool is_share = std::any_of(
        line_.tokens.begin(), line_.tokens.end(),
        [&](const text::Token& token) { return words_.share_words.count(token.text) > 0; });
    if (!is_share) return std::nullopt;
    const Line all = part(0, line_.items.size());
    if (!is_explained(all)) return std::nullopt;
    Side side = read_side(all, words_);
    if (!side.query) return std::nullopt;
    // "The share of A in exports" is one of the exports.
    const auto& conditions = side.query->conditions;
    const bool names_thing = std::any_of(conditions.begin(), conditions.end(), [](const auto& one) {
      return query::has_sense(one, query::Sense::Type::Entity);
    });
    const auto named = number_of(side, store_);
    if (names_thing || !named || !named->fact) return std::nullopt;
    const auto whole = query::whole_of(named->property, store_);
    if (!whole) return std::nullopt;
    for (auto& condition : side.query->conditions) {
      auto* name = std::get_if<query::Named>(&condition);
      if (name == nullptr || !query::has_sense(name->senses, query::Sense::Type::Property))
        continue;
      name->senses = {{query::Sense::Type::Property, static_cast<std::uint32_t>(*whole)}};
    }
    const auto of = number_of(side, store_);
    if (!of) return std::nullopt;
    Calculation share;
    share.type = Type::Share;
    return query::calculate(share, {*named, *of}, false, store_);
  }

  std::optional<CalculationDenotation> read_all(const std::vector<Cut>& cuts) {
    std::optional<CalculationDenotation> best;
    for (const Cut& cut : cuts) {
      if (!is_explained(cut.first) || !is_explained(cut.second)) continue;
      auto found = read_cut(cut);
      if (!found) continue;
      if (best && !best->agrees_with(*found)) {
        disagree_ = true;
        return std::nullopt;
      }
      best = std::move(found);
    }
    return best;
  }

  std::optional<CalculationDenotation> read_cut(const Cut& cut) {
    const Side first = read_side(cut.first, words_);
    const Side second = read_side(cut.second, words_);
    if (query::is_about_time(cut.calculation.type)) {
      const auto from = date_of(first, second, store_);
      const auto to = date_of(second, first, store_);
      if (!from || !to) {
        note_lacking(cut, from.has_value(), to.has_value());
        return std::nullopt;
      }
      if (was_age_ && is_before(*to, *from)) return std::nullopt;
      return query::calculate(cut.calculation, {*from, *to}, false, store_);
    }
    const NumberPairs pairs = numbers_of(first, second, store_);
    // What is left of a number that is given is left of the fact that holds it.
    const bool is_of_held = cut.calculation.inside && (first.given || second.given);
    if (!is_of_held) {
      if (auto found = read_pairs(cut, pairs.plain)) return found;
    }
    // Which of two comes first a number that is given does not say.
    const bool is_unordered = cut.calculation.type == Type::Growth && (first.given || second.given);
    if (is_unordered) return std::nullopt;
    if (auto found = read_pairs(cut, pairs.stretched)) return found;
    if (pairs.plain.empty() && !first.given && !second.given) {
      note_lacking(cut, number_of(first, store_).has_value(),
                   number_of(second, store_).has_value());
    }
    return std::nullopt;
  }

  std::optional<CalculationDenotation> read_pairs(const Cut& cut,
                                                  const std::vector<NumberPair>& pairs) {
    std::optional<CalculationDenotation> best;
    for (const NumberPair& pair : pairs) {
      auto found = query::calculate(cut.calculation, pair.operands, pair.apart, store_);
      if (!found) continue;
      if (best && !best->agrees_with(*found)) {
        disagree_ = true;
        return std::nullopt;
      }
      best = std::move(found);
    }
    return best;
  }

  // Only of cuts that the words ask for, and of what could be held.
  void note_lacking(const Cut& cut, bool first, bool second) {
    if (first == second || cut.guessed || !lacking_.empty()) return;
    const Line& other = first ? cut.second : cut.first;
    const bool could_be_held =
        std::any_of(other.items.begin(), other.items.end(), [](const Item& item) {
          const auto* value = std::get_if<text::TypedValue>(&item.meaning);
          return std::holds_alternative<Mention>(item.meaning) ||
                 (value != nullptr && value->kind == text::ValueKind::Date);
        });
    if (could_be_held) lacking_ = words_of(other);
  }

  const Line& line_;
  const FactStore& store_;
  const text::Words& words_;
  std::string_view question_;
  Calculation calculation_;
  bool disagree_ = false;
  bool was_age_ = false;
  std::string lacking_;
};

}  // namespace

std::optional<CalculationReading> read_calculation(const Line& line, const FactStore& store,
                                                   const text::Words& words,
                                                   std::string_view question) {
  return Reader{line, store, words, question}.read();
}

}  // namespace jauap::understanding
