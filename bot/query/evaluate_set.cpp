#include "bot/query/evaluate_set.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "bot/query/elapsed.h"
#include "bot/query/set_things.h"
#include "bot/text/units.h"

namespace jauap::query {
namespace {

using knowledge::EntityId;
using knowledge::FactId;
using knowledge::FactStore;
using knowledge::ValueType;

using Type = Quantity::Type;

constexpr double kPercent = 100;

// The quantities of a query, each as its values.
class Reckoning {
 public:
  Reckoning(const FactStore& store, const text::Words& words)
      : store_{store}, words_{words}, things_{store, words} {}

  std::optional<SetDenotation> denotation(const SetQuery& query) {
    SetDenotation result;
    result.ask = query.ask;
    switch (query.ask) {
      case SetQuery::Ask::List:
        if (!list(query, result)) return std::nullopt;
        break;
      case SetQuery::Ask::Truth:
        if (!verify(query, result)) return std::nullopt;
        break;
      case SetQuery::Ask::Held:
        for (const auto kind : query.kinds) result.held.push_back(held_of(kind));
        break;
      case SetQuery::Ask::Quantities:
        for (const Quantity& quantity : query.quantities) {
          auto values = reckon(quantity, result);
          if (!values) return std::nullopt;
          result.values.insert(result.values.end(), values->begin(), values->end());
        }
        result.is_count =
            query.quantities.size() == 1 && query.quantities.front().type == Type::Count;
        break;
    }
    result.has_taken_unit = result.has_taken_unit || things_.has_taken_unit();
    std::set<FactId> seen;
    std::vector<FactId> facts = things_.facts();
    facts.insert(facts.end(), result.facts.begin(), result.facts.end());
    std::erase_if(facts, [&](FactId fact) { return !seen.insert(fact).second; });
    result.facts = std::move(facts);
    return result;
  }

 private:
  HeldOf held_of(knowledge::KindId kind) const {
    HeldOf held{kind, {}};
    const auto& properties = store_.tables().properties;
    for (std::size_t i = 0; i < properties.size(); ++i) {
      const auto id = static_cast<knowledge::PropertyId>(i);
      if (properties[i].of_table && store_.links().has(kind, id)) held.properties.push_back(id);
    }
    return held;
  }

  bool list(const SetQuery& query, SetDenotation& result) {
    auto found = things_.of(*query.set);
    if (!found || (found->empty() && !query.may_be_none)) return false;
    result.things = std::move(*found);
    if (query.set->type == Set::Type::Extreme) add_compared(*query.set, result);
    if (query.set->type == Set::Type::Image && query.set->operand->type == Set::Type::Things &&
        query.set->operand->things.size() > 1) {
      result.readings = things_.facts();
    }
    return true;
  }

  // What the best of an extreme have of what they were compared by.
  void add_compared(const Set& set, SetDenotation& result) {
    for (const Measured& one : things_.measure(result.things, set.measure)) {
      result.compared.push_back(owned(one));
    }
  }

  bool verify(const SetQuery& query, SetDenotation& result) {
    const auto found = things_.of(*query.set);
    if (!found) return false;
    result.things = *found;
    if (!query.filter) {
      result.truth = !found->empty();
      return true;
    }
    if (found->empty()) return false;
    const auto kept = things_.keep(*found, *query.filter);
    if (!kept) return false;
    result.truth = kept->size() == found->size();
    // That it is so is no answer to why it is.
    if (*result.truth) return query.mood != SetQuery::Mood::Presumed;
    result.is_corrected = query.mood != SetQuery::Mood::Asked;
    // What is so instead: the facts that would have had to say it. Where there are none, nothing
    // says that it is not so.
    add_told(*found, *query.filter, result);
    // That a thing is of no other kind than its table's is not said.
    const bool is_kind =
        query.filter->type == Filter::Type::Among && query.filter->set->type == Set::Type::OfKind;
    if (is_kind && result.facts.empty()) {
      result.truth.reset();
      return true;
    }
    // "Is X the capital of Y": what is talked about is Y, whose capital X is not.
    if (query.set->type == Set::Type::Image && query::is_named(*query.set->operand)) {
      if (const auto subjects = things_.of(*query.set->operand)) result.things = *subjects;
    }
    return !result.facts.empty() || query.filter->type != Filter::Type::Related;
  }

  void add_told(const std::vector<EntityId>& things, const Filter& filter, SetDenotation& result) {
    for (const Filter& part : filter.parts) add_told(things, part, result);
    if (filter.type == Filter::Type::Related) {
      // "is the euro used in Norway": what Norway uses comes before who uses the euro.
      const bool others_first = filter.link.direction == Direction::ToSubject;
      if (!others_first) add_followed(things, filter.link, result);
      const auto others = things_.of(*filter.set);
      // Of many others none is what is asked about.
      constexpr std::size_t kFew = 4;
      if (result.facts.empty() && others && others->size() <= kFew)
        add_followed(*others, reversed(filter.link), result);
      if (result.facts.empty() && others_first) add_followed(things, filter.link, result);
    } else if (filter.type == Filter::Type::Measured) {
      for (const Measured& one : things_.measure(things, filter.measure)) {
        if (one.fact) result.facts.push_back(*one.fact);
      }
    } else if (filter.type == Filter::Type::Holding) {
      for (const EntityId thing : things) {
        things_.add_facts(thing, {filter.properties, Direction::ToValue}, result.facts);
      }
    } else if (filter.type == Filter::Type::Among && filter.set->type == Set::Type::Extreme) {
      for (const Measured& one : things_.measure(things, filter.set->measure)) {
        if (one.fact) result.facts.push_back(*one.fact);
      }
    }
  }

  void add_followed(const std::vector<EntityId>& things, const Link& link,
                    SetDenotation& result) const {
    for (const EntityId thing : things) things_.add_facts(thing, link, result.facts);
  }

  static Owned owned(const Measured& one) {
    return {one.thing, {one.number, one.unit, ValueType::Number}, one.fact};
  }

  static Owned worked_out(double number, std::string unit, ValueType type = ValueType::Number) {
    return {std::nullopt, {number, std::move(unit), type}, std::nullopt};
  }

  std::optional<std::vector<Owned>> reckon(const Quantity& quantity, SetDenotation& result) {
    switch (quantity.type) {
      case Type::Number:
        return std::vector{worked_out(quantity.number, quantity.unit)};
      case Type::Count: {
        auto found = things_.of(*quantity.set);
        if (!found) return std::nullopt;
        result.things = *found;
        return std::vector{worked_out(static_cast<double>(found->size()), "")};
      }
      case Type::Value:
        return values(quantity, result);
      case Type::Total:
      case Type::Average:
      case Type::Median:
        return add_up(quantity, result);
      case Type::Difference:
      case Type::Ratio:
      case Type::Share:
      case Type::Change:
      case Type::Growth:
        return relate(quantity, result);
      case Type::Conversion:
        return convert(quantity, result);
      case Type::Rank:
        return rank(quantity, result);
      case Type::Each:
        return each(quantity, result);
    }
    return std::nullopt;
  }

  // The same of the things of each group, the most first. Of a group that has none of it there is
  // no number.
  std::optional<std::vector<Owned>> each(const Quantity& quantity, SetDenotation& result) {
    const auto groups = things_.of(*quantity.set);
    if (!groups) return std::nullopt;
    std::vector<Owned> values;
    std::vector<Step> steps;
    for (const EntityId group : *groups) {
      Set one;
      one.things = {group};
      Quantity operand = quantity.operands.front();
      operand.set = filtered(operand.set, related(*quantity.measure.link, share(std::move(one))));
      SetDenotation part;
      const auto found = reckon(operand, part);
      if (!found || found->size() != 1) continue;
      Owned value = found->front();
      value.thing = group;
      value.fact.reset();
      result.facts.insert(result.facts.end(), part.facts.begin(), part.facts.end());
      const std::size_t count = part.steps.empty() ? part.things.size() : part.steps.back().count;
      steps.push_back({Type::Each, {value}, count, value.value});
      values.push_back(std::move(value));
    }
    if (values.empty()) return std::nullopt;
    const auto by_number = [](const Owned& a, const Owned& b) {
      const auto* first = std::get_if<double>(&a.value.value);
      const auto* second = std::get_if<double>(&b.value.value);
      return first != nullptr && second != nullptr && *first > *second;
    };
    std::stable_sort(values.begin(), values.end(), by_number);
    // A count needs no steps: its things are counted.
    if (quantity.operands.front().type != Type::Count) result.steps = std::move(steps);
    result.is_of_each = true;
    return values;
  }

  std::optional<std::vector<Owned>> values(const Quantity& quantity, SetDenotation& result) {
    const auto found = things_.of(*quantity.set);
    if (!found) return std::nullopt;
    std::vector<Owned> values;
    // Of none there are none: "the populations of the large cities" of a place that has no city.
    if (found->empty()) return values;
    if (quantity.measure.link) {
      for (const Measured& one : things_.measure(*found, quantity.measure)) {
        values.push_back(owned(one));
      }
      return values;
    }
    // The facts that picked the things are no evidence for what they have.
    things_.forget_facts();
    for (const auto& properties : quantity.measure.choices) {
      for (const EntityId thing : *found) {
        things_.for_each_cell(thing, properties, [&](FactId id, const knowledge::Fact& fact) {
          result.facts.push_back(id);
          for (const auto& value : fact.value) {
            values.push_back({thing, {value, fact.unit, store_.property(fact.property).type}, id});
          }
        });
      }
      if (!values.empty()) break;
    }
    if (values.empty()) return std::nullopt;
    if (is_ambiguous(*quantity.set, *found)) {
      for (const Owned& value : values) result.readings.push_back(*value.fact);
    }
    return values;
  }

  // One name that several things of a kind have.
  static bool is_ambiguous(const Set& set, const std::vector<EntityId>& things) {
    return set.type == Set::Type::Things && things.size() > 1;
  }

  std::optional<std::vector<Owned>> add_up(const Quantity& quantity, SetDenotation& result) {
    const auto found = things_.of(*quantity.set);
    if (!found) return std::nullopt;
    auto measured = things_.measure(*found, quantity.measure);
    if (measured.empty() || has_several_units(measured)) return std::nullopt;
    // Dates have no sum, and none between them.
    if (measured.front().is_date) return std::nullopt;
    if (quantity.type == Type::Total && !can_add(measured)) return std::nullopt;
    things_.forget_facts();
    for (const Measured& one : measured) {
      if (one.fact) result.facts.push_back(*one.fact);
    }
    const auto count = static_cast<double>(measured.size());
    double number = 0;
    if (quantity.type == Type::Median) {
      std::sort(measured.begin(), measured.end(),
                [](const Measured& a, const Measured& b) { return a.number < b.number; });
      const std::size_t middle = measured.size() / 2;
      number = measured.size() % 2 == 1
                   ? measured[middle].number
                   : (measured[middle - 1].number + measured[middle].number) / 2;
    } else {
      for (const Measured& one : measured) number += one.number;
      if (quantity.type == Type::Average) number /= count;
    }
    Owned value = worked_out(number, measured.front().unit);
    result.steps.push_back({quantity.type, {}, measured.size(), value.value});
    return std::vector{std::move(value)};
  }

  bool can_add(const std::vector<Measured>& measured) const {
    return std::all_of(measured.begin(), measured.end(), [&](const Measured& one) {
      if (!one.fact) return true;
      return store_.property(store_.fact(*one.fact).property).adds_up;
    });
  }

  std::optional<std::vector<Owned>> relate(const Quantity& quantity, SetDenotation& result) {
    std::vector<Owned> operands;
    for (const Quantity& operand : quantity.operands) {
      const auto values = reckon(operand, result);
      // One value each; the things of one operand may give all.
      if (!values) return std::nullopt;
      operands.insert(operands.end(), values->begin(), values->end());
    }
    if (operands.size() != 2) return std::nullopt;
    if (quantity.type == Type::Difference) {
      if (auto days = days_between(operands)) {
        result.steps.push_back({quantity.type, std::move(operands), 0, days->value});
        return std::vector{std::move(*days)};
      }
    }
    const auto* first = std::get_if<double>(&operands[0].value.value);
    const auto* second = std::get_if<double>(&operands[1].value.value);
    if (first == nullptr || second == nullptr) return std::nullopt;
    if (operands[0].value.unit != operands[1].value.unit) return std::nullopt;
    Owned value;
    if (quantity.type == Type::Difference) {
      value = worked_out(std::abs(*first - *second), operands[0].value.unit);
      const bool is_less = quantity.up ? *first < *second : *first > *second;
      if (!quantity.presumed.empty() && is_less) result.denied = quantity.presumed;
    } else if (quantity.type == Type::Change) {
      value = worked_out(*first - *second, operands[0].value.unit);
    } else {
      if (*second == 0) return std::nullopt;
      const double ratio = *first / *second;
      value = quantity.type == Type::Ratio
                  ? worked_out(ratio, "")
                  : worked_out((quantity.type == Type::Growth ? ratio - 1 : ratio) * kPercent, "",
                               ValueType::Percent);
    }
    result.steps.push_back({quantity.type, std::move(operands), 0, value.value});
    return std::vector{std::move(value)};
  }

  // The time between two days, in either order.
  static std::optional<Owned> days_between(const std::vector<Owned>& operands) {
    const auto* first = std::get_if<text::Date>(&operands[0].value.value);
    const auto* second = std::get_if<text::Date>(&operands[1].value.value);
    if (first == nullptr || second == nullptr) return std::nullopt;
    auto between = elapsed(*first, *second);
    if (!between) between = elapsed(*second, *first);
    if (!between || !between->all_days) return std::nullopt;
    return worked_out(*between->all_days, *between->all_days == 1 ? "day" : "days");
  }

  std::optional<std::vector<Owned>> convert(const Quantity& quantity, SetDenotation& result) {
    auto values = reckon(quantity.operands.front(), result);
    if (!values) return std::nullopt;
    for (Owned& value : *values) {
      auto* number = std::get_if<double>(&value.value.value);
      if (number == nullptr) return std::nullopt;
      const std::string unit = text::unit_of(value.value.unit, words_);
      if (unit == quantity.unit) continue;
      if (unit.empty() && value.fact && things_.is_unit_beside(quantity.unit, *value.fact)) {
        result.has_taken_unit = true;
        continue;
      }
      const auto converted = text::convert_unit(*number, unit, quantity.unit);
      if (!converted) return std::nullopt;
      const Owned given = value;
      *number = *converted;
      value.value.unit = quantity.unit;
      result.steps.push_back({Type::Conversion, {given}, 1, value.value});
    }
    return values;
  }

  std::optional<std::vector<Owned>> rank(const Quantity& quantity, SetDenotation& result) {
    const auto found = things_.of(*quantity.set);
    const auto others = things_.of(*quantity.others);
    if (!found || found->size() != 1 || !others) return std::nullopt;
    const auto own = things_.measure(*found, quantity.measure);
    const auto all = things_.measure(*others, quantity.measure);
    if (own.size() != 1 || has_several_units(all)) return std::nullopt;
    if (std::find(others->begin(), others->end(), found->front()) == others->end()) {
      return std::nullopt;
    }
    const auto before = std::count_if(all.begin(), all.end(), [&](const Measured& one) {
      return quantity.up ? one.number > own.front().number : one.number < own.front().number;
    });
    things_.forget_facts();
    if (own.front().fact) result.facts.push_back(*own.front().fact);
    Owned value = worked_out(static_cast<double>(before) + 1, "", ValueType::Ordinal);
    value.thing = found->front();
    result.steps.push_back({Type::Rank, {owned(own.front())}, all.size(), value.value});
    return std::vector{std::move(value)};
  }

  const FactStore& store_;
  const text::Words& words_;
  Things things_;
};

auto as_keys(const std::vector<Owned>& values) {
  std::set<std::pair<knowledge::Scalar, std::string>> keys;
  for (const Owned& one : values) keys.emplace(one.value.value, one.value.unit);
  return keys;
}

}  // namespace

bool SetDenotation::agrees_with(const SetDenotation& other) const {
  const auto sorted = [](std::vector<EntityId> items) {
    std::sort(items.begin(), items.end());
    return items;
  };
  if (ask != other.ask || truth != other.truth || held != other.held) return false;
  if (ask == SetQuery::Ask::List) return sorted(things) == sorted(other.things);
  return as_keys(values) == as_keys(other.values);
}

std::optional<SetDenotation> evaluate(const SetQuery& query, const FactStore& store,
                                      const text::Words& words) {
  return Reckoning{store, words}.denotation(query);
}

}  // namespace jauap::query
