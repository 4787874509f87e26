#include "bot/chat/read_calculation.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/chat/trace_rewrites.h"
#include "bot/understanding/calculation.h"
#include "bot/understanding/cascade.h"

namespace jauap::chat {
namespace {

using understanding::Calculated;
using understanding::Item;

// What two properties the first meaning of an item is the difference of.
std::optional<std::pair<knowledge::PropertyId, knowledge::PropertyId>> difference_of(
    const Chatbot::Parts& parts, const Item& item) {
  const auto* mention = std::get_if<understanding::Mention>(&item.meaning);
  if (mention == nullptr) return std::nullopt;
  for (const query::Sense& sense : mention->senses) {
    if (sense.type != query::Sense::Type::Property) continue;
    return parts.store.property(knowledge::PropertyId{sense.id}).difference;
  }
  return std::nullopt;
}

Item naming(const Chatbot::Parts& parts, knowledge::PropertyId property, Item at) {
  at.text = parts.store.property(property).name;
  at.meaning = understanding::Mention{
      {{query::Sense::Type::Property, static_cast<std::uint32_t>(property)}}, false, false};
  return at;
}

// "The balance", "a surplus or a deficit": puts the two properties in its place of which it is the
// difference, once.
void expand_difference(const Chatbot::Parts& parts, understanding::Line& line) {
  std::vector<Item> items;
  bool is_expanded = false;
  for (const Item& item : line.items) {
    const auto pair = difference_of(parts, item);
    if (!pair) {
      items.push_back(item);
      continue;
    }
    if (is_expanded) {
      const auto is_joint = [&](const Item& joint) {
        return std::holds_alternative<understanding::Joint>(joint.meaning) ||
               parts.words.articles.count(joint.text) > 0;
      };
      while (!items.empty() && is_joint(items.back())) items.pop_back();
      continue;
    }
    is_expanded = true;
    Item mark = item;
    mark.meaning = Calculated{};
    Item joint = item;
    joint.meaning = understanding::Joint{};
    items.push_back(std::move(mark));
    items.push_back(naming(parts, pair->first, item));
    items.push_back(std::move(joint));
    items.push_back(naming(parts, pair->second, item));
  }
  line.items = std::move(items);
}

bool has_mark(const understanding::Line& line) {
  return std::any_of(line.items.begin(), line.items.end(), [](const Item& item) {
    return std::holds_alternative<Calculated>(item.meaning);
  });
}

// "By how many dollars did it grow?": the unit of what grew, which the growth itself has not. Taken
// out of the line.
std::string take_unit_of_growth(understanding::Line& line) {
  const auto is_growth = [](const Item& item) {
    const auto* mark = std::get_if<Calculated>(&item.meaning);
    return mark != nullptr && mark->calculation.type == query::Calculation::Type::Growth;
  };
  if (std::none_of(line.items.begin(), line.items.end(), is_growth)) return "";
  std::string unit;
  std::erase_if(line.items, [&](const Item& item) {
    const auto* in_unit = std::get_if<understanding::InUnit>(&item.meaning);
    if (in_unit == nullptr) return false;
    unit = in_unit->unit;
    return true;
  });
  return unit;
}

bool is_in_unit(const query::CalculationDenotation& found, const std::string& unit) {
  return std::any_of(found.operands.begin(), found.operands.end(),
                     [&](const auto& operand) { return operand.value.unit == unit; });
}

bool asks_why(const understanding::Line& line) {
  return std::any_of(line.items.begin(), line.items.end(), [](const Item& item) {
    const auto* asked = std::get_if<understanding::Asked>(&item.meaning);
    return asked != nullptr && asked->wanted.part == query::Part::Why;
  });
}

}  // namespace

bool calculates(const Chatbot::Parts& parts, understanding::Line line) {
  understanding::mark_calculations(line, parts.phrases, parts.words);
  return has_mark(line);
}

std::optional<Understanding> read_calculation(const Chatbot::Parts& parts, std::string_view message,
                                              understanding::Line line, base::Trace* trace) {
  const auto marks = understanding::mark_calculations(line, parts.phrases, parts.words);
  expand_difference(parts, line);
  if (!has_mark(line)) return std::nullopt;
  const auto rewrites = understanding::run_cascade(line, parts.phrases, parts.words);
  const std::string unit = take_unit_of_growth(line);
  const auto reading = understanding::read_calculation(line, parts.store, parts.words, message);
  if (trace != nullptr) {
    auto details = to_lines(marks);
    for (auto& rewrite : to_lines(rewrites)) details.push_back(std::move(rewrite));
    trace->add("calculation", understanding::to_string(line), std::move(details));
  }
  if (!reading) return std::nullopt;
  // That it is so does not tell why.
  const bool is_so = reading->found && reading->found->truth == false;
  if (asks_why(line) && !is_so) return std::nullopt;
  Understanding result;
  if (!reading->found) {
    if (trace != nullptr) trace->add("calculation", "leads nowhere", {reading->lacking});
    if (reading->lacking.empty()) return std::nullopt;
    result.outcome = Understanding::Outcome::NotHeld;
    result.lacking_operand = reading->lacking;
    return result;
  }
  if (!unit.empty() && !is_in_unit(*reading->found, unit)) return std::nullopt;
  const bool is_false = reading->found->truth && !*reading->found->truth;
  result.outcome = is_false ? Understanding::Outcome::Corrected : Understanding::Outcome::Answered;
  result.denotation.kind = query::Denotation::Kind::Values;
  result.denotation.facts = reading->found->facts;
  result.denotation.truth = reading->found->truth;
  if (reading->found->result) result.denotation.values = {*reading->found->result};
  result.calculation = reading->found;
  if (trace != nullptr) {
    std::vector<std::string> details;
    for (const auto fact : result.denotation.facts) {
      details.push_back("fact " + parts.store.fact(fact).key());
    }
    trace->add("evaluation", std::string{query::name_of(result.calculation->calculation.type)},
               std::move(details));
  }
  return result;
}

}  // namespace jauap::chat
