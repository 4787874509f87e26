// Which descriptions make sense together: what joins the kinds of their things.
#include <algorithm>
#include <map>
#include <utility>

#include "bot/understanding/set_composer.h"

namespace jauap::understanding {
namespace {

using knowledge::KindId;
using knowledge::KindLink;
using knowledge::PropertyId;
using query::Direction;
using query::Filter;
using query::Link;
using query::Measure;
using query::Set;
using query::SetPtr;

}  // namespace

std::vector<SetPtr> SetComposer::by_kind(const SetPtr& set) const {
  if (set->type != Set::Type::Things) return {set};
  std::map<KindId, std::vector<knowledge::EntityId>> kinds;
  for (const auto thing : set->things) kinds[store_.entity(thing).kind].push_back(thing);
  if (kinds.size() == 1) return {set};
  std::vector<SetPtr> sets;
  for (auto& [kind, things] : kinds) {
    Set one;
    one.things = std::move(things);
    sets.push_back(query::share(std::move(one)));
  }
  return sets;
}

bool SetComposer::joins(KindId from, const Link& link, KindId to) const {
  const auto& links = store_.links().all();
  return std::any_of(links.begin(), links.end(), [&](const KindLink& one) {
    if (!link.properties.empty() && !query::holds(link.properties, one.property)) return false;
    const bool forward = one.subject == from && one.value == to;
    const bool backward = one.subject == to && one.value == from;
    if (link.direction == Direction::Either) return forward || backward;
    return link.direction == Direction::ToValue ? forward : backward;
  });
}

bool SetComposer::may_be_none(const Noun& noun) const {
  if (noun.set->type == Set::Type::Image) return false;
  const auto kind = query::kind_of(*noun.set, store_);
  return kind && store_.links().has_any(*kind);
}

// Of things of a kind those are added up that one link joins with them and that have the numbers:
// of departments the employees.
std::optional<Measure> SetComposer::added_up(const Measure& measure, KindId kind) const {
  std::optional<Measure> found;
  for (const auto& properties : measure.choices) {
    for (const KindLink& one : store_.links().all()) {
      const bool has_any = std::any_of(
          properties.begin(), properties.end(),
          [&](PropertyId property) { return store_.links().has(one.subject, property); });
      if (one.value != kind || !has_any) continue;
      const bool can_add =
          measure.add_up != query::AddUp::Total ||
          std::all_of(properties.begin(), properties.end(),
                      [&](PropertyId property) { return store_.property(property).adds_up; });
      if (found || !can_add) return std::nullopt;  // by which of two is not said
      found = measure;
      found->link = Link{{one.property}, Direction::ToSubject};
    }
    if (found) return found;
  }
  return std::nullopt;
}

// A count follows any link between the two kinds where none is named.
std::optional<Measure> SetComposer::resolved(const Measure& measure, KindId kind) const {
  if (measure.add_up != query::AddUp::None) return added_up(measure, kind);
  if (!measure.link) {
    const bool has_any =
        std::any_of(measure.choices.begin(), measure.choices.end(), [&](const auto& properties) {
          return std::any_of(properties.begin(), properties.end(), [&](PropertyId property) {
            return store_.links().has(kind, property);
          });
        });
    if (!has_any) return std::nullopt;
    return measure;
  }
  if (!measure.counted) {
    const auto& links = store_.links().all();
    const bool has_any = std::any_of(links.begin(), links.end(), [&](const KindLink& one) {
      return query::holds(measure.link->properties, one.property) &&
             (one.subject == kind || one.value == kind);
    });
    if (!has_any) return std::nullopt;
    return measure;
  }
  const auto counted = query::kind_of(*measure.counted, store_);
  if (!counted) return std::nullopt;
  if (measure.link->properties.empty()) {
    const auto place = lying_in(measure.counted, kind);
    Measure found = measure;
    if (place) {
      found.link = place->link;
      return found;
    }
    if (!joins(kind, *measure.link, *counted)) return std::nullopt;
    return found;
  }
  Measure found = measure;
  if (!joins(kind, *found.link, *counted)) {
    found.link = query::reversed(*found.link);
    if (kind == *counted || !joins(kind, *found.link, *counted)) return std::nullopt;
  }
  return found;
}

std::optional<Filter> SetComposer::related(const Filter& filter, KindId kind) const {
  for (const SetPtr& set : by_kind(filter.set)) {
    const auto other = query::kind_of(*set, store_);
    if (!other) return filter;
    Filter found = filter;
    found.set = set;
    if (joins(kind, found.link, *other)) return found;
    // Between things of two kinds there is only one way to read it, whatever the voice.
    found.link = query::reversed(std::move(found.link));
    if (kind != *other && joins(kind, found.link, *other)) return found;
  }
  // "run through the country": through what lies in it.
  for (const SetPtr& set : by_kind(filter.set)) {
    const auto other = query::kind_of(*set, store_);
    for (const KindLink& one : store_.links().all()) {
      if (one.subject != kind || !query::holds(filter.link.properties, one.property)) continue;
      const auto place = one.value == *other ? std::nullopt : lying_in(set, one.value);
      if (!place || !store_.property(place->link.properties.front()).is_part_of) continue;
      // The value lies in the place, not the place in the value.
      if (!joins(one.value, {place->link.properties, Direction::ToValue}, *other)) continue;
      return query::related(filter.link, query::filtered(query::all_of_kind(one.value), *place));
    }
  }
  return std::nullopt;
}

std::optional<Filter> SetComposer::fitted(const Filter& filter, std::optional<KindId> kind) const {
  if (!kind) return filter;
  Filter found = filter;
  switch (filter.type) {
    case Filter::Type::Related:
      return related(filter, *kind);
    case Filter::Type::Measured: {
      auto measure = resolved(filter.measure, *kind);
      if (!measure) return std::nullopt;
      found.measure = std::move(*measure);
      return found;
    }
    case Filter::Type::Holding: {
      const bool has_any =
          std::any_of(filter.properties.begin(), filter.properties.end(),
                      [&](PropertyId property) { return store_.links().has(*kind, property); });
      if (!has_any) return std::nullopt;
      return found;
    }
    case Filter::Type::Among:
      for (const SetPtr& set : by_kind(filter.set)) {
        const auto other = query::kind_of(*set, store_);
        if (other && *other != *kind) continue;
        found.set = set;
        return found;
      }
      return std::nullopt;
    case Filter::Type::Lying:
      return lying_in(filter.set, kind);
    case Filter::Type::Spelled:
      return found;
    case Filter::Type::Namesake: {
      const auto& properties = filter.link.properties;
      const bool has_any =
          std::any_of(properties.begin(), properties.end(),
                      [&](PropertyId property) { return store_.links().has(*kind, property); });
      if (!has_any) return std::nullopt;
      return found;
    }
    case Filter::Type::Not:
    case Filter::Type::All:
    case Filter::Type::Any:
      for (Filter& part : found.parts) {
        auto one = fitted(part, kind);
        if (!one) return std::nullopt;
        part = std::move(*one);
      }
      return found;
  }
  return std::nullopt;
}

// By what says that things lie in others; where nobody has said what does, by all that joins them.
std::optional<Filter> SetComposer::lying_in(const SetPtr& place, std::optional<KindId> kind) const {
  if (!kind) return std::nullopt;
  for (const SetPtr& set : by_kind(place)) {
    const auto other = query::kind_of(*set, store_);
    if (!other) continue;
    Filter found;
    found.type = Filter::Type::Related;
    found.set = set;
    bool lies = false;
    std::vector<PropertyId> any;
    for (const KindLink& one : store_.links().all()) {
      const bool joins_both = (one.subject == *kind && one.value == *other) ||
                              (one.subject == *other && one.value == *kind);
      if (!joins_both) continue;
      const bool is_part = store_.property(one.property).is_part_of;
      if (is_part && !lies) any.clear();
      lies = lies || is_part;
      if ((is_part || !lies) && !query::holds(any, one.property)) any.push_back(one.property);
    }
    // Things of one kind are peers, and lie in each other only where that is said.
    if (any.empty() || (*kind == *other && !lies)) continue;
    found.link.properties = std::move(any);
    if (*kind == *other) found.link.direction = Direction::ToValue;
    return found;
  }
  return std::nullopt;
}

std::optional<Filter> SetComposer::all_of(const Modifier& modifier,
                                          std::optional<KindId> kind) const {
  std::vector<Filter> parts;
  for (const SetPtr& place : modifier.places) {
    auto one = lying_in(place, kind);
    if (!one) return std::nullopt;
    parts.push_back(std::move(*one));
  }
  for (const SetPtr& place : modifier.not_places) {
    auto one = lying_in(place, kind);
    if (!one) return std::nullopt;
    parts.push_back(query::negated(std::move(*one)));
  }
  for (const Filter& filter : modifier.filters) {
    auto one = fitted(filter, kind);
    if (!one) return std::nullopt;
    parts.push_back(std::move(*one));
  }
  return query::all(std::move(parts));
}

std::optional<SetPtr> SetComposer::having(const SetPtr& set,
                                          const std::vector<PropertyId>& properties) const {
  std::vector<SetPtr> found;
  for (const SetPtr& one : by_kind(set)) {
    const auto kind = query::kind_of(*one, store_);
    if (!kind) return one;
    const bool has_any =
        std::any_of(properties.begin(), properties.end(),
                    [&](PropertyId property) { return store_.links().has(*kind, property); });
    if (!has_any) continue;
    // An author has named the kinds in the order in which they are meant; else all may be meant.
    if (!store_.kind(*kind).is_inferred) return one;
    found.push_back(one);
  }
  if (found.empty()) return std::nullopt;
  if (found.size() == 1) return found.front();
  Set all;
  for (const SetPtr& one : found) {
    all.things.insert(all.things.end(), one->things.begin(), one->things.end());
  }
  return query::share(std::move(all));
}

std::optional<SetPtr> SetComposer::inside(const SetPtr& place,
                                          const std::vector<PropertyId>& properties) const {
  const auto& links = store_.links().all();
  for (const KindLink& one : links) {
    const bool has_any =
        std::any_of(properties.begin(), properties.end(),
                    [&](PropertyId property) { return store_.links().has(one.subject, property); });
    if (!has_any) continue;
    const SetPtr everything = query::all_of_kind(one.subject);
    const auto found = modify({everything, true, false}, {{}, {place}, {}});
    if (found) return found->set;
  }
  return std::nullopt;
}

// Whether what one property holds lies in what the other holds.
bool SetComposer::lies_within(PropertyId nearer, PropertyId wider) const {
  const auto& links = store_.links().all();
  return std::any_of(links.begin(), links.end(), [&](const KindLink& inner) {
    if (inner.property != nearer) return false;
    return std::any_of(links.begin(), links.end(), [&](const KindLink& outer) {
      return outer.subject == inner.value && store_.property(outer.property).is_part_of &&
             std::any_of(links.begin(), links.end(), [&](const KindLink& other) {
               return other.property == wider && other.value == outer.value;
             });
    });
  });
}

}  // namespace jauap::understanding
