#include "bot/chat/read_course.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "bot/query/calculation.h"
#include "bot/query/select.h"
#include "bot/understanding/accounting.h"
#include "bot/understanding/assembly.h"
#include "bot/understanding/cascade.h"

namespace jauap::chat {
namespace {

using knowledge::FactId;
using query::Amount;
using query::CalculationDenotation;
using query::Condition;
using query::Query;
using query::Sense;

constexpr std::size_t kWordsPassedOver = 4;  // words that nothing explains: "went", "became"

bool asks_how_much(const understanding::Line& line, const Query& query) {
  const bool is_marked = std::any_of(line.items.begin(), line.items.end(), [](const auto& item) {
    return std::holds_alternative<understanding::Calculated>(item.meaning);
  });
  const auto asks = [&](query::Part part) {
    return std::any_of(query.wanted.begin(), query.wanted.end(),
                       [&](const query::Wanted& wanted) { return wanted.part == part; });
  };
  const bool is_amount = asks(query::Part::Quantity) || asks(query::Part::Percent);
  return query.operation == query::Operation::Select && (is_marked || is_amount) &&
         std::all_of(query.wanted.begin(), query.wanted.end(), [](const query::Wanted& wanted) {
           return wanted.part == query::Part::Quantity || wanted.part == query::Part::Percent ||
                  wanted.part == query::Part::Whole;
         });
}

std::vector<Amount> amounts_of(const Query& query) {
  std::vector<Amount> amounts;
  for (const Condition& condition : query.conditions) {
    const auto* amount = std::get_if<Amount>(&condition);
    if (amount != nullptr && !amount->ordinal) amounts.push_back(*amount);
  }
  return amounts;
}

class Course {
 public:
  Course(const Chatbot::Parts& parts, const Query& query) : parts_{parts}, query_{query} {}

  // The one growth whose numbers are those of the query.
  std::optional<CalculationDenotation> find() const {
    const auto& properties = parts_.store.tables().properties;
    std::optional<CalculationDenotation> found;
    for (std::size_t i = 0; i < properties.size(); ++i) {
      if (!properties[i].of || properties[i].type != knowledge::ValueType::Percent) continue;
      for (const auto id :
           parts_.store.rows_of(knowledge::PropertyId{static_cast<std::uint32_t>(i)})) {
        auto growth = growth_at(parts_.store.row(id));
        if (!growth) continue;
        if (found) return std::nullopt;
        found = std::move(growth);
      }
    }
    return found;
  }

 private:
  std::optional<CalculationDenotation> growth_at(const knowledge::FactRow& row) const {
    const auto fact = parts_.store.fact(row.fact);
    const bool is_number =
        fact.value.size() == 1 && std::holds_alternative<double>(fact.value.front());
    if (row.derived || !is_number) return std::nullopt;
    query::Operand operand;
    operand.value = {fact.value.front(), fact.unit, knowledge::ValueType::Percent};
    operand.fact = row.fact;
    operand.property = row.property;
    operand.subject = row.subject;
    query::Calculation calculation;
    calculation.type = query::Calculation::Type::Growth;
    auto growth = query::calculate(calculation, {operand}, false, parts_.store);
    if (!growth || !says_all_numbers(*growth) || !concerns_all_names(*growth)) return std::nullopt;
    return growth;
  }

  // Each number of the query is that of another fact of the growth.
  bool says_all_numbers(const CalculationDenotation& growth) const {
    std::vector<FactId> left = growth.facts;
    for (const Amount& amount : amounts_of(query_)) {
      const auto at = std::find_if(left.begin(), left.end(), [&](FactId id) {
        return query::fits(parts_.store, parts_.store.row_of(id), amount, query_);
      });
      if (at == left.end()) return false;
      left.erase(at);
    }
    return true;
  }

  // Nothing is named but what one of its facts has a place for, and words that name nothing.
  bool concerns_all_names(const CalculationDenotation& growth) const {
    return std::all_of(
        query_.conditions.begin(), query_.conditions.end(), [&](const Condition& condition) {
          // "And now it is 40 million" is how it goes on; "a year earlier" tells no other year.
          if (std::holds_alternative<Amount>(condition) ||
              std::holds_alternative<query::Now>(condition) || query::is_only_hint(condition)) {
            return true;
          }
          return std::any_of(growth.facts.begin(), growth.facts.end(), [&](FactId id) {
            return query::fits(parts_.store, parts_.store.row_of(id), condition, query_);
          });
        });
  }

  const Chatbot::Parts& parts_;
  const Query& query_;
};

std::size_t count_amounts(const understanding::Line& line) {
  return static_cast<std::size_t>(
      std::count_if(line.items.begin(), line.items.end(), [](const understanding::Item& item) {
        const auto* value = std::get_if<text::TypedValue>(&item.meaning);
        return value != nullptr && value->kind != text::ValueKind::Date;
      }));
}

// Whether a line works out something else of a number: what share of it something was.
bool works_out_other(const understanding::Line& line) {
  using Type = query::Calculation::Type;
  return std::any_of(line.items.begin(), line.items.end(), [](const auto& item) {
    const auto* marked = std::get_if<understanding::Calculated>(&item.meaning);
    if (marked == nullptr) return false;
    const Type type = marked->calculation.type;
    // "Before it rose" marks an order, though nothing has a date.
    return type != Type::Growth && type != Type::GrowthEnd && type != Type::Difference &&
           !query::is_about_time(type);
  });
}

// "From 30 million to what?": what stands behind "from" must be what it grew from.
bool begins_there(const Chatbot::Parts& parts, const understanding::Line& line, const Query& query,
                  const CalculationDenotation& growth) {
  const auto value = std::find_if(line.items.begin(), line.items.end(), [](const auto& item) {
    return std::holds_alternative<text::TypedValue>(item.meaning);
  });
  if (value == line.items.end() || value->first == 0) return true;
  if (line.tokens[value->first - 1].text != parts.words.origin_preposition) return true;
  const auto amounts = amounts_of(query);
  const auto number_of = [&](FactId id) {
    const auto value = parts.store.fact(id).value;
    const auto* number = std::get_if<double>(&value.front());
    return number == nullptr ? 0 : *number;
  };
  // Of what grew the base is the least.
  return std::none_of(growth.facts.begin(), growth.facts.end(), [&](FactId id) {
    const bool is_end = std::any_of(growth.facts.begin(), growth.facts.end(), [&](FactId other) {
      return parts.store.fact(other).property == parts.store.fact(id).property &&
             number_of(other) < number_of(id);
    });
    return is_end && !amounts.empty() &&
           query::fits(parts.store, parts.store.row_of(id), amounts.front(), query);
  });
}

// Whether a line of one number asks what else there is of its course.
bool asks_of_course(const Chatbot::Parts& parts, const understanding::Line& line,
                    const Query& query) {
  using query::Part;
  return query.operation == query::Operation::Select &&
         std::all_of(query.wanted.begin(), query.wanted.end(),
                     [](const query::Wanted& wanted) {
                       return wanted.part == Part::Quantity || wanted.part == Part::Percent ||
                              wanted.part == Part::Whole;
                     }) &&
         std::any_of(line.tokens.begin(), line.tokens.end(), [&](const text::Token& token) {
           return parts.words.course_words.count(token.text) > 0;
         });
}

// The growth that a line of so many numbers at least asks about, where it may have words of which
// nothing is known.
std::optional<Understanding> course_of(const Chatbot::Parts& parts, understanding::Line line,
                                       std::size_t least, base::Trace* trace) {
  auto marked = line;
  understanding::mark_calculations(marked, parts.phrases, parts.words);
  // "After the 30 % increase" holds the one number that there is.
  if (count_amounts(marked) >= least) line = marked;
  understanding::run_cascade(line, parts.phrases, parts.words);
  auto query = understanding::assemble(line, parts.words);
  if (!query || amounts_of(*query).size() < least) return std::nullopt;
  const auto passed_over = understanding::unexplained_items(line, parts.words);
  const bool is_asked =
      least > 1 ? asks_how_much(line, *query) : asks_of_course(parts, line, *query);
  if (!is_asked || (least == 1 && works_out_other(marked))) return std::nullopt;
  const bool has_strange =
      least > 1 ? passed_over.size() > kWordsPassedOver
                : std::any_of(passed_over.begin(), passed_over.end(), [&](const std::size_t index) {
                    return parts.words.course_words.count(line.items[index].text) == 0;
                  });
  if (has_strange) return std::nullopt;
  auto found = Course{parts, *query}.find();
  if (!found || (least == 1 && !begins_there(parts, marked, *query, *found))) return std::nullopt;
  if (trace != nullptr) {
    trace->add("course", understanding::to_string(line), {"growth as it is held"});
  }
  Understanding result;
  result.outcome = Understanding::Outcome::Answered;
  result.denotation.kind = query::Denotation::Kind::Values;
  result.denotation.facts = found->facts;
  result.denotation.values = {*found->result};
  result.query = std::move(query);
  result.calculation = std::move(found);
  return result;
}

}  // namespace

std::optional<Understanding> read_course(const Chatbot::Parts& parts,
                                         const understanding::Line& line, base::Trace* trace) {
  if (count_amounts(line) < 2) return std::nullopt;
  return course_of(parts, line, 2, trace);
}

std::optional<Understanding> read_course_of_one(const Chatbot::Parts& parts,
                                                const understanding::Line& line,
                                                base::Trace* trace) {
  if (count_amounts(line) != 1) return std::nullopt;
  return course_of(parts, line, 1, trace);
}

}  // namespace jauap::chat
