#include "bot/query/set.h"

#include <algorithm>
#include <set>
#include <utility>

#include "bot/text/format_number.h"

namespace jauap::query {
namespace {

using knowledge::EntityId;
using knowledge::Fact;
using knowledge::FactId;
using knowledge::FactRow;
using knowledge::FactStore;
using knowledge::KindId;
using knowledge::PropertyId;
using knowledge::RowId;
using knowledge::Scalar;

constexpr int kDigits = 6;  // as many as an author may write

template <class T>
void sort_unique(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

template <class T>
bool contains(const std::vector<T>& items, T item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

// A thing with the number that it is compared by.
struct Measured {
  EntityId thing{};
  double number = 0;
  std::string unit;
  FactId fact{};
};

class Evaluation {
 public:
  explicit Evaluation(const FactStore& store) : store_{store} {}

  std::optional<std::vector<EntityId>> things(const Set& set) {
    switch (set.type) {
      case Set::Type::Things:
        return set.things;
      case Set::Type::OfKind: {
        const auto all = store_.entities_of(set.kind);
        return std::vector<EntityId>{all.begin(), all.end()};
      }
      case Set::Type::Related:
        return related(set);
      case Set::Type::Holding:
        return holding(set);
      case Set::Type::Extreme:
        return extreme(set);
      case Set::Type::Compared:
        return compared(set);
    }
    return std::nullopt;
  }

  std::optional<SetDenotation> denotation(const SetQuery& query) {
    auto found = things(query.set);
    if (!found || (found->empty() && !query.may_be_none)) return std::nullopt;
    SetDenotation result;
    result.ask = query.ask;
    result.things = std::move(*found);
    const bool asks_values = query.ask != SetQuery::Ask::List && query.ask != SetQuery::Ask::Count;
    if (asks_values) facts_.clear();  // the values' own facts are what the answer rests on
    if (query.ask == SetQuery::Ask::Value) {
      add_values(query, result);
      if (result.values.empty()) return std::nullopt;
    } else if (asks_values && !add_up(query, result)) {
      return std::nullopt;
    }
    std::set<FactId> seen;
    for (const FactId fact : facts_) {
      if (seen.insert(fact).second) result.facts.push_back(fact);
    }
    return result;
  }

  // By the first choice that any of the things has a number of.
  std::vector<Measured> measure(const std::vector<EntityId>& things,
                                const PropertyChoices& choices) const {
    for (const auto& properties : choices) {
      auto measured = measure(things, properties);
      if (!measured.empty()) return measured;
    }
    return {};
  }

  std::vector<Measured> measure(const std::vector<EntityId>& things,
                                const std::vector<PropertyId>& properties) const {
    std::vector<Measured> measured;
    for (const EntityId thing : things) {
      for_each_cell(thing, properties, [&](FactId id, const Fact& fact) {
        const auto* number =
            fact.value.size() == 1 ? std::get_if<double>(&fact.value.front()) : nullptr;
        if (number != nullptr) measured.push_back({thing, *number, fact.unit, id});
      });
    }
    return measured;
  }

 private:
  // Calls use(id, fact) for what is held of a thing itself.
  template <class Use>
  void for_each_cell(EntityId thing, const std::vector<PropertyId>& properties, Use use) const {
    for (const PropertyId property : properties) {
      for (const RowId id : store_.rows_with(thing, property)) {
        const FactRow& row = store_.row(id);
        if (row.subject == thing) use(row.fact, store_.fact(row.fact));
      }
    }
  }

  std::optional<std::vector<EntityId>> related(const Set& set) {
    const auto operand = things(*set.operand);
    if (!operand) return std::nullopt;
    std::vector<EntityId> found;
    for (const EntityId thing : *operand) {
      for (const RowId id : store_.rows_with(thing)) {
        const FactRow& row = store_.row(id);
        if (!set.properties.empty() && !contains(set.properties, row.property)) continue;
        const std::size_t before = found.size();
        add_joined(row, thing, set.kind, found);
        if (found.size() > before) facts_.push_back(row.fact);
      }
    }
    sort_unique(found);
    if (found.empty() && !can_relate(set, *operand)) return std::nullopt;
    return found;
  }

  // Whether any fact at all joins a thing of the set's kind with one of a kind of these. Where none
  // does, "none" would be an answer to what makes no sense: "the states that border a river".
  bool can_relate(const Set& set, const std::vector<EntityId>& operand) const {
    std::vector<KindId> kinds;
    kinds.reserve(operand.size());
    for (const EntityId thing : operand) kinds.push_back(store_.entity(thing).kind);
    sort_unique(kinds);
    const auto is_joining = [&](const RowId id) {
      const FactRow& row = store_.row(id);
      std::vector<EntityId> others;
      if (contains(kinds, store_.entity(row.subject).kind)) {
        add_joined(row, row.subject, set.kind, others);
      } else if (store_.entity(row.subject).kind == set.kind) {
        for (const Scalar& value : store_.fact(row.fact).value) {
          const auto* entity = std::get_if<EntityId>(&value);
          if (entity != nullptr && contains(kinds, store_.entity(*entity).kind)) return true;
        }
      }
      return !others.empty();
    };
    if (set.properties.empty()) {
      const auto things = store_.entities_of(set.kind);
      return std::any_of(things.begin(), things.end(), [&](const EntityId thing) {
        const auto rows = store_.rows_with(thing);
        return std::any_of(rows.begin(), rows.end(), is_joining);
      });
    }
    return std::any_of(set.properties.begin(), set.properties.end(), [&](PropertyId property) {
      const auto rows = store_.rows_of(property);
      return std::any_of(rows.begin(), rows.end(), is_joining);
    });
  }

  // The things of the kind that a row joins with a thing in it: its subject with its value or
  // counterpart, and the other way round.
  void add_joined(const FactRow& row, EntityId thing, KindId kind,
                  std::vector<EntityId>& found) const {
    const auto consider = [&](EntityId other) {
      if (other != thing && store_.entity(other).kind == kind) found.push_back(other);
    };
    if (row.subject != thing) {
      consider(row.subject);
      return;
    }
    for (const Scalar& value : store_.fact(row.fact).value) {
      if (const auto* entity = std::get_if<EntityId>(&value)) consider(*entity);
    }
    for (const EntityId counterpart : row.counterparts) consider(counterpart);
  }

  std::optional<std::vector<EntityId>> holding(const Set& set) {
    const auto operand = things(*set.operand);
    if (!operand) return std::nullopt;
    std::vector<EntityId> found;
    for (const EntityId thing : *operand) {
      for_each_cell(thing, set.properties, [&](FactId id, const Fact& fact) {
        if (fact.value.empty() || fact.value.front() != Scalar{true}) return;
        found.push_back(thing);
        facts_.push_back(id);
      });
    }
    sort_unique(found);
    return found;
  }

  std::optional<std::vector<EntityId>> extreme(const Set& set) {
    const auto operand = things(*set.operand);
    if (!operand) return std::nullopt;
    const auto measured = measure(*operand, set.choices);
    if (measured.empty() || has_several_units(measured)) return std::nullopt;
    double best = measured.front().number;
    for (const Measured& one : measured) {
      best = set.up ? std::max(best, one.number) : std::min(best, one.number);
    }
    facts_.clear();  // what picked the others is no evidence for the one
    std::vector<EntityId> found;
    for (const Measured& one : measured) {
      if (one.number != best) continue;
      found.push_back(one.thing);
      facts_.push_back(one.fact);
    }
    sort_unique(found);
    return found;
  }

  // Things and what they are compared with, both by the same choice.
  std::pair<std::vector<Measured>, std::vector<Measured>> measure_both(
      const std::vector<EntityId>& operand, const Set& set) const {
    for (const auto& properties : set.choices) {
      auto measured = measure(operand, properties);
      if (measured.empty()) continue;
      return {std::move(measured), set.other == nullptr ? std::vector<Measured>{}
                                                        : measure(set.other->things, properties)};
    }
    return {};
  }

  std::optional<std::vector<EntityId>> compared(const Set& set) {
    const auto operand = things(*set.operand);
    if (!operand) return std::nullopt;
    auto [measured, others] = measure_both(*operand, set);
    double bound = set.number;
    if (set.other != nullptr) {
      // Nothing to compare with, or several.
      if (others.size() != 1 || measured.empty()) return std::nullopt;
      bound = others.front().number;
      facts_.push_back(others.front().fact);
      measured.push_back(others.front());
    }
    if (measured.empty() || has_several_units(measured)) return std::nullopt;
    std::vector<EntityId> found;
    for (const Measured& one : measured) {
      if (set.up ? one.number <= bound : one.number >= bound) continue;
      found.push_back(one.thing);
      facts_.push_back(one.fact);
    }
    sort_unique(found);
    return found;
  }

  static bool has_several_units(const std::vector<Measured>& measured) {
    return std::any_of(measured.begin(), measured.end(),
                       [&](const Measured& one) { return one.unit != measured.front().unit; });
  }

  void add_values(const SetQuery& query, SetDenotation& result) {
    std::set<std::pair<Scalar, std::string>> seen;
    for (const auto& properties : query.choices) {
      for (const EntityId thing : result.things) {
        for_each_cell(thing, properties, [&](FactId id, const Fact& fact) {
          facts_.push_back(id);
          for (const Scalar& value : fact.value) {
            if (!seen.emplace(value, fact.unit).second) continue;
            result.values.push_back({value, fact.unit, store_.property(fact.property).type});
          }
        });
      }
      if (!result.values.empty()) return;
    }
  }

  bool add_up(const SetQuery& query, SetDenotation& result) {
    const auto measured = measure(result.things, query.choices);
    if (measured.empty() || has_several_units(measured)) return false;
    double sum = 0;
    for (const Measured& one : measured) {
      sum += one.number;
      facts_.push_back(one.fact);
    }
    result.counted = measured.size();
    const bool is_total = query.ask == SetQuery::Ask::Total;
    result.values = {{is_total ? sum : sum / static_cast<double>(measured.size()),
                      measured.front().unit, knowledge::ValueType::Number}};
    return true;
  }

  const FactStore& store_;
  std::vector<FactId> facts_;
};

std::string names_of(const std::vector<PropertyId>& properties, const FactStore& store) {
  std::string names;
  for (const PropertyId property : properties) {
    names += (names.empty() ? "" : " or ") + store.property(property).name;
  }
  return names;
}

std::string names_of(const PropertyChoices& choices, const FactStore& store) {
  std::string names;
  for (const auto& properties : choices) {
    if (!properties.empty())
      names += (names.empty() ? "" : ", else ") + names_of(properties, store);
  }
  return names;
}

void describe(const Set& set, const FactStore& store, const std::string& indent,
              std::vector<std::string>& lines) {
  switch (set.type) {
    case Set::Type::Things:
      for (const EntityId thing : set.things) {
        lines.push_back(indent + "entity " + store.entity(thing).key);
      }
      return;
    case Set::Type::OfKind:
      lines.push_back(indent + "all of kind " + store.kind(set.kind).key);
      return;
    case Set::Type::Related:
      lines.push_back(indent + "those of kind " + store.kind(set.kind).key + " related by " +
                      (set.properties.empty() ? "anything" : names_of(set.properties, store)) +
                      " to");
      break;
    case Set::Type::Holding:
      lines.push_back(indent + "those with " + names_of(set.properties, store) + " of");
      break;
    case Set::Type::Extreme:
      lines.push_back(indent + (set.up ? "the most " : "the least ") +
                      names_of(set.choices, store) + " of");
      break;
    case Set::Type::Compared:
      lines.push_back(indent + (set.up ? "more " : "less ") + names_of(set.choices, store) +
                      " than " +
                      (set.other == nullptr ? text::format_number(set.number, kDigits)
                                            : store.entity(set.other->things.front()).key) +
                      ", of");
      break;
  }
  describe(*set.operand, store, indent + "  ", lines);
}

}  // namespace

std::optional<SetDenotation> evaluate(const SetQuery& query, const FactStore& store) {
  return Evaluation{store}.denotation(query);
}

std::vector<std::string> describe(const SetQuery& query, const FactStore& store) {
  std::vector<std::string> lines;
  switch (query.ask) {
    case SetQuery::Ask::List:
      lines.emplace_back("list");
      break;
    case SetQuery::Ask::Count:
      lines.emplace_back("count");
      break;
    case SetQuery::Ask::Value:
      lines.push_back("value of " + names_of(query.choices, store));
      break;
    case SetQuery::Ask::Total:
      lines.push_back("total of " + names_of(query.choices, store));
      break;
    case SetQuery::Ask::Average:
      lines.push_back("average of " + names_of(query.choices, store));
      break;
  }
  describe(query.set, store, "  ", lines);
  return lines;
}

}  // namespace jauap::query
