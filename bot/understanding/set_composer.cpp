#include "bot/understanding/set_composer.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <utility>

#include "bot/text/units.h"

namespace jauap::understanding {
namespace {

using knowledge::KindId;
using knowledge::KindLink;
using knowledge::PropertyId;
using query::Direction;
using query::Filter;
using query::Link;
using query::Measure;
using query::Quantity;
using query::Set;
using query::SetPtr;

SetPtr shared(Set set) {
  return std::make_shared<const Set>(std::move(set));
}

Direction reversed(Direction direction) {
  if (direction == Direction::Either) return direction;
  return direction == Direction::ToValue ? Direction::ToSubject : Direction::ToValue;
}

bool holds(const std::vector<PropertyId>& properties, PropertyId property) {
  return std::find(properties.begin(), properties.end(), property) != properties.end();
}

Filter all(std::vector<Filter> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Filter filter;
  filter.type = Filter::Type::All;
  filter.parts = std::move(parts);
  return filter;
}

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
    sets.push_back(shared(std::move(one)));
  }
  return sets;
}

bool SetComposer::joins(KindId from, const Link& link, KindId to) const {
  const auto& links = store_.links().all();
  return std::any_of(links.begin(), links.end(), [&](const KindLink& one) {
    if (!link.properties.empty() && !holds(link.properties, one.property)) return false;
    const bool forward = one.subject == from && one.value == to;
    const bool backward = one.subject == to && one.value == from;
    if (link.direction == Direction::Either) return forward || backward;
    return link.direction == Direction::ToValue ? forward : backward;
  });
}

std::optional<Column> SetComposer::column_of(const std::string& adjective) const {
  const auto found = vocabulary_.adjectives.find(adjective);
  if (found == vocabulary_.adjectives.end() || found->second.choices.empty()) return std::nullopt;
  return Column{{found->second.choices}};
}

std::optional<Measure> SetComposer::measure_of(const Column& column) const {
  using knowledge::ValueType;
  if (column.choices.size() != 1) return std::nullopt;
  for (const auto& properties : column.choices.front()) {
    for (const PropertyId property : properties) {
      const ValueType type = store_.property(property).type;
      const bool has_order = type != ValueType::Entity && type != ValueType::Text &&
                             type != ValueType::Boolean && type != ValueType::Event;
      if (has_order) return Measure{column.choices.front(), std::nullopt, nullptr};
    }
  }
  return std::nullopt;
}

std::optional<Link> SetComposer::link_of(const Column& column) const {
  if (column.choices.size() != 1) return std::nullopt;
  Link link{{}, Direction::ToValue};
  for (const PropertyId property : column.choices.front().front()) {
    if (store_.property(property).type == knowledge::ValueType::Entity) {
      link.properties.push_back(property);
    }
  }
  if (link.properties.empty()) return std::nullopt;
  return link;
}

bool SetComposer::may_be_none(const Noun& noun) const {
  if (noun.set->type == Set::Type::Image) return false;
  const auto kind = query::kind_of(*noun.set, store_);
  return kind && store_.links().has_any(*kind);
}

bool SetComposer::measures(KindId kind, const Measure& measure) const {
  return resolved(measure, kind).has_value();
}

// A count follows any link between the two kinds where none is named.
std::optional<Measure> SetComposer::resolved(const Measure& measure, KindId kind) const {
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
      return holds(measure.link->properties, one.property) &&
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
    found.link->direction = reversed(found.link->direction);
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
    found.link.direction = reversed(found.link.direction);
    if (kind != *other && joins(kind, found.link, *other)) return found;
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
    case Filter::Type::Spelled:
      return found;
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
      if ((is_part || !lies) && !holds(any, one.property)) any.push_back(one.property);
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
  for (const Filter& filter : modifier.filters) {
    auto one = fitted(filter, kind);
    if (!one) return std::nullopt;
    parts.push_back(std::move(*one));
  }
  return all(std::move(parts));
}

std::optional<Noun> SetComposer::modify(const Noun& noun, const Modifier& modifier) const {
  const bool has_filters = !modifier.filters.empty() || !modifier.places.empty();
  // "Texas' largest city": what is picked is picked last.
  if (noun.set->type == Set::Type::Extreme && modifier.picks.empty()) {
    const auto operand = modify({noun.set->operand, noun.is_plural, false}, modifier);
    if (!operand) return std::nullopt;
    Set picked = *noun.set;
    picked.operand = operand->set;
    return Noun{shared(std::move(picked)), noun.is_plural, false};
  }
  for (const SetPtr& set : by_kind(noun.set)) {
    // A thing with a name of its own is not narrowed down but by its place: "Austin in Texas".
    const bool is_placed =
        modifier.filters.empty() && modifier.picks.empty() && !modifier.is_having;
    const bool is_narrow = set->type != Set::Type::Things || set->things.size() < 2;
    if (query::is_named(*set) && is_narrow && !is_placed) continue;
    Noun found{set, noun.is_plural, false};
    if (has_filters) {
      const auto kind = query::kind_of(*set, store_);
      auto filter = all_of(modifier, kind);
      if (!filter) continue;
      // "Boston, Massachusetts": the city lies in the state, not the state in the city.
      if (query::is_named(*set) && filter->type == Filter::Type::Related) {
        filter->link.direction = Direction::ToValue;
        const auto place = query::kind_of(*filter->set, store_);
        if (!place || !kind || !joins(*kind, filter->link, *place)) continue;
      }
      // The first pick's set is filtered before it is picked from.
      Set filtered;
      filtered.type = Set::Type::Filtered;
      filtered.operand = set;
      filtered.filter = std::make_shared<const Filter>(std::move(*filter));
      found.set = shared(std::move(filtered));
    }
    std::optional<Noun> picked = found;
    for (const Pick& pick : modifier.picks) {
      if (picked) picked = extreme(pick, *picked);
    }
    if (picked) return picked;
  }
  return std::nullopt;
}

std::optional<Claim> SetComposer::claim(const Noun& noun, const Modifier& modifier) const {
  for (const SetPtr& set : by_kind(noun.set)) {
    const auto kind = query::kind_of(*set, store_);
    if (!modifier.picks.empty()) {
      if (modifier.picks.size() > 1 || !modifier.filters.empty() || !kind) continue;
      // "is Texas the largest": of all things of its kind.
      Set everything;
      everything.type = Set::Type::OfKind;
      everything.kind = *kind;
      Noun others{shared(std::move(everything)), true, false};
      if (!modifier.places.empty()) {
        const auto fewer = modify(others, {{}, modifier.places, {}});
        if (!fewer) continue;
        others = *fewer;
      }
      const auto best = extreme(modifier.picks.front(), others);
      if (!best) continue;
      return claim_same({set, false, false}, *best);
    }
    auto filter = all_of(modifier, kind);
    if (filter) return Claim{set, std::move(*filter)};
  }
  return std::nullopt;
}

std::optional<Claim> SetComposer::claim_same(const Noun& noun, const Noun& other) const {
  for (const SetPtr& set : by_kind(noun.set)) {
    for (const SetPtr& same : by_kind(other.set)) {
      const auto kind = query::kind_of(*set, store_);
      const auto other_kind = query::kind_of(*same, store_);
      if (kind && other_kind && *kind != *other_kind) continue;
      Filter filter;
      filter.type = Filter::Type::Among;
      filter.set = same;
      return Claim{set, std::move(filter)};
    }
  }
  return std::nullopt;
}

std::optional<Noun> SetComposer::extreme(const Pick& pick, const Noun& noun) const {
  const bool is_one_name = noun.set->type == Set::Type::Things && noun.set->things.size() < 2;
  if (is_one_name) return std::nullopt;
  const auto kind = query::kind_of(*noun.set, store_);
  if (!kind) return std::nullopt;
  auto measure = resolved(pick.measure, *kind);
  if (!measure) return std::nullopt;
  Set found;
  found.type = Set::Type::Extreme;
  found.operand = noun.set;
  found.measure = std::move(*measure);
  found.up = pick.up;
  found.rank = pick.rank;
  found.count = pick.count;
  return Noun{shared(std::move(found)), pick.count > 1, false};
}

std::optional<SetPtr> SetComposer::having(const SetPtr& set,
                                          const std::vector<PropertyId>& properties) const {
  for (const SetPtr& one : by_kind(set)) {
    const auto kind = query::kind_of(*one, store_);
    if (!kind) return one;
    const bool has_any =
        std::any_of(properties.begin(), properties.end(),
                    [&](PropertyId property) { return store_.links().has(*kind, property); });
    if (has_any) return one;
  }
  return std::nullopt;
}

std::optional<SetPtr> SetComposer::inside(const SetPtr& place,
                                          const std::vector<PropertyId>& properties) const {
  const auto& links = store_.links().all();
  for (const KindLink& one : links) {
    const bool has_any =
        std::any_of(properties.begin(), properties.end(),
                    [&](PropertyId property) { return store_.links().has(one.subject, property); });
    if (!has_any) continue;
    Set everything;
    everything.type = Set::Type::OfKind;
    everything.kind = one.subject;
    const auto found = modify({shared(std::move(everything)), true, false}, {{}, {place}, {}});
    if (found) return found->set;
  }
  return std::nullopt;
}

std::optional<SetPtr> SetComposer::subjects_of(const SetPtr& set,
                                               const std::vector<PropertyId>& properties,
                                               bool is_plural) const {
  const auto extreme = std::find_if(properties.begin(), properties.end(), [&](PropertyId property) {
    return vocabulary_.extremes.count(property) > 0;
  });
  // "the highest points of the states" are those of each.
  if (extreme == properties.end() || is_plural) return having(set, properties);
  const ColumnExtreme& best = vocabulary_.extremes.at(*extreme);
  std::optional<SetPtr> subjects = having(set, properties);
  // "the highest point of the country": of all that lies in it.
  if (!subjects) subjects = inside(set, properties);
  if (!subjects || (query::is_named(**subjects) && (*subjects)->type == Set::Type::Things)) {
    return subjects;
  }
  if ((*subjects)->type == Set::Type::Extreme) return subjects;
  const auto one = this->extreme({{{{best.by}}, std::nullopt, nullptr}, best.up, 1, 1},
                                 {*subjects, false, false});
  return one ? std::optional{one->set} : subjects;
}

std::optional<Pick> SetComposer::best_by(const Column& column) const {
  if (column.choices.size() != 1) return std::nullopt;
  for (const PropertyId property : column.choices.front().front()) {
    const auto found = vocabulary_.extremes.find(property);
    if (found == vocabulary_.extremes.end()) continue;
    return Pick{{{{found->second.by}}, std::nullopt, nullptr}, found->second.up, 1, 1};
  }
  return std::nullopt;
}

std::optional<Sought> SetComposer::extent(const Noun& noun) const {
  Quantity quantity;
  quantity.type = Quantity::Type::Value;
  if (noun.set->type == Set::Type::Things) {
    // A thing that is known only as the highest of another: "Guadalupe Peak".
    for (const SetPtr& set : by_kind(noun.set)) {
      const auto kind = query::kind_of(*set, store_);
      for (const KindLink& one : store_.links().all()) {
        const auto found = vocabulary_.extremes.find(one.property);
        if (one.value != *kind || found == vocabulary_.extremes.end()) continue;
        Set everything;
        everything.type = Set::Type::OfKind;
        everything.kind = one.subject;
        Filter filter;
        filter.type = Filter::Type::Related;
        filter.link = {{one.property}, Direction::ToValue};
        filter.set = set;
        Set owners;
        owners.type = Set::Type::Filtered;
        owners.operand = shared(std::move(everything));
        owners.filter = std::make_shared<const Filter>(std::move(filter));
        quantity.measure.choices = {{found->second.by}};
        quantity.set = shared(std::move(owners));
        return Sought{{std::move(quantity)}};
      }
    }
    return std::nullopt;
  }
  if (noun.set->type != Set::Type::Image) return std::nullopt;
  for (const PropertyId property : noun.set->link.properties) {
    const auto found = vocabulary_.extremes.find(property);
    if (found == vocabulary_.extremes.end()) continue;
    quantity.measure.choices = {{found->second.by}};
    quantity.set = noun.set->operand;
    return Sought{{std::move(quantity)}};
  }
  return std::nullopt;
}

std::optional<Noun> SetComposer::image(const Column& column, const Noun& noun) const {
  const auto link = link_of(column);
  if (!link) return std::nullopt;
  std::vector<PropertyId> properties = link->properties;
  const auto set = subjects_of(noun.set, properties, column.is_plural);
  if (!set) return std::nullopt;
  if (const auto kind = query::kind_of(**set, store_)) {
    std::erase_if(properties,
                  [&](PropertyId property) { return !store_.links().has(*kind, property); });
  }
  Set found;
  found.type = Set::Type::Image;
  found.operand = *set;
  found.link = {std::move(properties), Direction::ToValue};
  return Noun{shared(std::move(found)), true, false};
}

std::optional<Sought> SetComposer::values(const Column& column, const Noun& noun) const {
  Sought sought;
  for (const auto& choices : column.choices) {
    std::vector<PropertyId> any;
    for (const auto& properties : choices)
      any.insert(any.end(), properties.begin(), properties.end());
    // "the elevation of the highest point" is that by which it is the highest.
    if (const auto extent = this->extent(noun)) {
      const auto& by = extent->quantities.front().measure.choices.front().front();
      if (holds(any, by)) {
        sought.quantities.push_back(extent->quantities.front());
        continue;
      }
    }
    const auto set = subjects_of(noun.set, any, column.is_plural);
    if (!set) return std::nullopt;
    Quantity quantity;
    quantity.type = Quantity::Type::Value;
    quantity.measure.choices = choices;
    quantity.set = *set;
    sought.quantities.push_back(std::move(quantity));
  }
  return sought;
}

std::optional<Sought> SetComposer::values_within(const Column& column, const Noun& noun) const {
  if (auto own = values(column, noun)) return own;
  if (column.choices.size() != 1) return std::nullopt;
  std::vector<PropertyId> any;
  for (const auto& properties : column.choices.front()) {
    any.insert(any.end(), properties.begin(), properties.end());
  }
  const auto things = inside(noun.set, any);
  if (!things) return std::nullopt;
  return values(column, {*things, true, false});
}

std::optional<Noun> SetComposer::whoever(const Modifier& modifier) const {
  std::optional<Noun> found;
  std::vector<KindId> kinds;
  for (const KindLink& one : store_.links().all()) {
    if (std::find(kinds.begin(), kinds.end(), one.subject) == kinds.end()) {
      kinds.push_back(one.subject);
    }
  }
  for (const KindId kind : kinds) {
    Set everything;
    everything.type = Set::Type::OfKind;
    everything.kind = kind;
    auto noun = modify({shared(std::move(everything)), true, false}, modifier);
    if (!noun) continue;
    if (found) return std::nullopt;  // things of several kinds could be meant
    found = std::move(noun);
  }
  return found;
}

std::optional<Claim> SetComposer::claim_unknown(const Noun& noun) const {
  if (noun.set->type != Set::Type::Image || !query::is_named(*noun.set->operand)) {
    return std::nullopt;
  }
  Filter nothing;
  nothing.type = Filter::Type::Among;
  nothing.set = shared(Set{});
  return Claim{noun.set, std::move(nothing)};
}

std::optional<Column> SetComposer::column_in(const std::string& unit) const {
  std::vector<PropertyId> properties;
  for (std::size_t i = 0; i < vocabulary_.table_properties.size(); ++i) {
    const auto id = static_cast<PropertyId>(i);
    if (!vocabulary_.table_properties[i] || store_.property(id).unit.empty()) continue;
    const std::string own = text::unit_of(store_.property(id).unit, words_);
    if (text::convert_unit(1, unit, own)) properties.push_back(id);
  }
  if (properties.empty()) return std::nullopt;
  return Column{{{std::move(properties)}}};
}

std::optional<Claim> SetComposer::claim_link(const Verb& verb, const Noun& first,
                                             const Noun& second) const {
  for (const auto& [subject, object] : {std::pair{first, second}, std::pair{second, first}}) {
    for (const SetPtr& set : by_kind(subject.set)) {
      const auto kind = query::kind_of(*set, store_);
      if (!kind) continue;
      Filter filter;
      filter.type = Filter::Type::Related;
      filter.link = verb.link;
      filter.set = object.set;
      const auto fits = related(filter, *kind);
      // The subject is what the fact is about, so that it can say what is so instead.
      if (!fits || fits->link.direction == Direction::ToSubject) continue;
      return Claim{set, *fits};
    }
  }
  return std::nullopt;
}

std::optional<Noun> SetComposer::sharing(const Noun& first, const Noun& second) const {
  if (!first.is_part || !second.is_part) return std::nullopt;
  Set both;
  std::set_intersection(first.set->things.begin(), first.set->things.end(),
                        second.set->things.begin(), second.set->things.end(),
                        std::back_inserter(both.things));
  if (both.things.empty()) return std::nullopt;
  Noun noun{shared(std::move(both)), false, false};
  noun.is_part = true;
  return noun;
}

std::optional<Sought> SetComposer::rank(const Pick& pick, const Noun& noun,
                                        const Noun* others) const {
  for (const SetPtr& set : by_kind(noun.set)) {
    const auto kind = query::kind_of(*set, store_);
    if (!kind) continue;
    auto measure = resolved(pick.measure, *kind);
    if (!measure) continue;
    Quantity quantity;
    quantity.type = Quantity::Type::Rank;
    quantity.set = set;
    quantity.measure = std::move(*measure);
    quantity.up = pick.up;
    if (others != nullptr) {
      quantity.others = others->set;
    } else {
      Set everything;
      everything.type = Set::Type::OfKind;
      everything.kind = *kind;
      quantity.others = shared(std::move(everything));
    }
    return Sought{{std::move(quantity)}};
  }
  return std::nullopt;
}

std::optional<Noun> SetComposer::things_of(const Column& column) const {
  const auto link = link_of(column);
  if (!link) return std::nullopt;
  for (const KindLink& one : store_.links().all()) {
    if (!holds(link->properties, one.property)) continue;
    Set everything;
    everything.type = Set::Type::OfKind;
    everything.kind = one.subject;
    Set found;
    found.type = Set::Type::Image;
    found.operand = shared(std::move(everything));
    found.link = *link;
    return Noun{shared(std::move(found)), true, false};
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

std::optional<Noun> SetComposer::places(const Noun& noun, const Noun* kind) const {
  // "where is the lowest point of Iowa": the point is a place itself.
  if (noun.set->type == Set::Type::Image && kind == nullptr) return noun;
  for (const SetPtr& set : by_kind(noun.set)) {
    const auto own = query::kind_of(*set, store_);
    if (!own) continue;
    std::vector<PropertyId> properties;
    for (const KindLink& one : store_.links().all()) {
      if (one.subject != *own || one.value == *own) continue;
      if (kind != nullptr ? one.value != kind->set->kind
                          : !store_.property(one.property).is_part_of) {
        continue;
      }
      if (!holds(properties, one.property)) properties.push_back(one.property);
    }
    if (properties.empty()) continue;
    // The nearest place says the most: a city's state, not the country that the state is in.
    const auto holds_another = [&](PropertyId wider) {
      return std::any_of(properties.begin(), properties.end(), [&](PropertyId nearer) {
        return nearer != wider && lies_within(nearer, wider);
      });
    };
    std::vector<PropertyId> nearest;
    std::copy_if(properties.begin(), properties.end(), std::back_inserter(nearest),
                 [&](PropertyId property) { return !holds_another(property); });
    if (!nearest.empty()) properties = std::move(nearest);
    // Of several things of a name the places of all are told, which tells them apart.
    Set each;
    each.type = Set::Type::Joined;
    each.parts = {set};
    Set found;
    found.type = Set::Type::Image;
    found.operand = shared(std::move(each));
    found.link = {std::move(properties), Direction::ToValue};
    return Noun{shared(std::move(found)), true, false};
  }
  return std::nullopt;
}

bool SetComposer::are_alike(const std::vector<PropertyId>& properties, PropertyId property) const {
  const auto noun_of = [&](PropertyId id) {
    const std::string& name = store_.property(id).name;
    return name.substr(name.rfind(' ') + 1);
  };
  return std::any_of(properties.begin(), properties.end(), [&](PropertyId own) {
    return own == property || noun_of(own) == noun_of(property);
  });
}

bool SetComposer::is_of_kind(const Noun& noun, KindId kind) const {
  return query::kind_of(*noun.set, store_) == kind;
}

std::optional<Noun> SetComposer::of_kind(const Noun& noun, const Noun& kind) const {
  if (query::kind_of(*noun.set, store_) != kind.set->kind) return std::nullopt;
  return noun;
}

Noun SetComposer::joined(const Noun& first, const Noun& second, bool is_each) const {
  // "cities or towns called X": two words for one kind.
  if (first.is_bare && query::kind_of(*second.set, store_) == first.set->kind) return second;
  // Of names of several kinds those that both have are meant: "New York and Texas" are states.
  for (const SetPtr& one : by_kind(first.set)) {
    for (const SetPtr& other : by_kind(second.set)) {
      const auto kind = query::kind_of(*one, store_);
      if (!kind || kind != query::kind_of(*other, store_)) continue;
      Set found;
      found.type = Set::Type::Joined;
      found.is_each = is_each;
      found.parts = {one};
      if (other->type == Set::Type::Joined && query::is_named(*other)) {
        found.parts.insert(found.parts.end(), other->parts.begin(), other->parts.end());
        found.is_each = other->is_each;
      } else {
        found.parts.push_back(other);
      }
      return {shared(std::move(found)), true, false};
    }
  }
  return {};
}

std::optional<Noun> SetComposer::named(const Noun& kind, const Noun& thing) const {
  if (!kind.is_bare || thing.set->type != Set::Type::Things) return std::nullopt;
  for (const SetPtr& set : by_kind(thing.set)) {
    if (query::kind_of(*set, store_) == kind.set->kind) return Noun{set, false, false};
  }
  return std::nullopt;
}

}  // namespace jauap::understanding
