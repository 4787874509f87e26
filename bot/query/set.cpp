#include "bot/query/set.h"

#include <algorithm>
#include <utility>

namespace jauap::query {

using knowledge::FactStore;
using knowledge::PropertyId;

std::string_view name_of(Quantity::Type type) {
  switch (type) {
    case Quantity::Type::Number:
      return "number";
    case Quantity::Type::Count:
      return "count";
    case Quantity::Type::Value:
      return "value";
    case Quantity::Type::Total:
      return "total";
    case Quantity::Type::Average:
      return "average";
    case Quantity::Type::Median:
      return "median";
    case Quantity::Type::Difference:
      return "difference";
    case Quantity::Type::Ratio:
      return "ratio";
    case Quantity::Type::Share:
      return "share";
    case Quantity::Type::Change:
      return "change";
    case Quantity::Type::Growth:
      return "growth";
    case Quantity::Type::Conversion:
      return "conversion";
    case Quantity::Type::Rank:
      return "rank";
    case Quantity::Type::Each:
      return "each";
  }
  return "";
}

Link reversed(Link link) {
  if (link.direction == Direction::ToValue) {
    link.direction = Direction::ToSubject;
  } else if (link.direction == Direction::ToSubject) {
    link.direction = Direction::ToValue;
  }
  return link;
}

bool holds(const std::vector<PropertyId>& properties, PropertyId property) {
  return std::find(properties.begin(), properties.end(), property) != properties.end();
}

SetPtr share(Set set) {
  return std::make_shared<const Set>(std::move(set));
}

Filter all(std::vector<Filter> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Filter filter;
  filter.type = Filter::Type::All;
  filter.parts = std::move(parts);
  return filter;
}

SetPtr all_of_kind(knowledge::KindId kind) {
  Set set;
  set.type = Set::Type::OfKind;
  set.kind = kind;
  return share(std::move(set));
}

SetPtr filtered(SetPtr operand, Filter filter) {
  Set set;
  set.type = Set::Type::Filtered;
  set.operand = std::move(operand);
  set.filter = std::make_shared<const Filter>(std::move(filter));
  return share(std::move(set));
}

Filter negated(Filter filter) {
  Filter outside;
  outside.type = Filter::Type::Not;
  outside.parts.push_back(std::move(filter));
  return outside;
}

Filter related(Link link, SetPtr set) {
  Filter filter;
  filter.type = Filter::Type::Related;
  filter.link = std::move(link);
  filter.set = std::move(set);
  return filter;
}

Filter among(SetPtr set) {
  Filter filter;
  filter.type = Filter::Type::Among;
  filter.set = std::move(set);
  return filter;
}

Filter measured(Measure measure, Comparison comparison, std::vector<Quantity> bounds) {
  Filter filter;
  filter.type = Filter::Type::Measured;
  filter.measure = std::move(measure);
  filter.comparison = comparison;
  filter.bounds = std::move(bounds);
  return filter;
}

std::optional<knowledge::KindId> kind_of(const Set& set, const FactStore& store) {
  switch (set.type) {
    case Set::Type::Things: {
      if (set.things.empty()) return std::nullopt;
      const auto kind = store.entity(set.things.front()).kind;
      for (const auto thing : set.things) {
        if (store.entity(thing).kind != kind) return std::nullopt;
      }
      return kind;
    }
    case Set::Type::OfKind:
      return set.kind;
    case Set::Type::Filtered:
    case Set::Type::Extreme:
      return kind_of(*set.operand, store);
    case Set::Type::Image: {
      std::optional<knowledge::KindId> kind;
      for (const auto& link : store.links().all()) {
        for (const PropertyId property : set.link.properties) {
          if (link.property != property) continue;
          const auto end = set.link.direction == Direction::ToSubject ? link.subject : link.value;
          if (kind && *kind != end) return std::nullopt;
          kind = end;
        }
      }
      return kind;
    }
    case Set::Type::Joined: {
      std::optional<knowledge::KindId> kind;
      for (const SetPtr& part : set.parts) {
        const auto one = kind_of(*part, store);
        if (!one || (kind && *kind != *one)) return std::nullopt;
        kind = one;
      }
      return kind;
    }
  }
  return std::nullopt;
}

bool is_listed(const Set& set) {
  return set.type == Set::Type::Filtered && set.operand->type == Set::Type::OfKind &&
         set.filter->type == Filter::Type::Among && set.filter->set->type == Set::Type::Things;
}

bool is_named(const Set& set) {
  if (set.type == Set::Type::Things) return true;
  if (set.type == Set::Type::Filtered) return is_named(*set.operand);
  if (set.type != Set::Type::Joined) return false;
  for (const SetPtr& part : set.parts) {
    if (!is_named(*part)) return false;
  }
  return true;
}

}  // namespace jauap::query
