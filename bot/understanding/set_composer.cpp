#include "bot/understanding/set_composer.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace jauap::understanding {
namespace {

using knowledge::KindId;
using knowledge::KindLink;
using query::Direction;
using query::Filter;
using query::Set;
using query::SetPtr;

}  // namespace

std::optional<Noun> SetComposer::modify(const Noun& noun, const Modifier& modifier) const {
  const bool has_filters =
      !modifier.filters.empty() || !modifier.places.empty() || !modifier.not_places.empty();
  // "Texas' largest city": what is picked is picked last.
  if (noun.set->type == Set::Type::Extreme && modifier.picks.empty()) {
    const auto operand = modify({noun.set->operand, noun.is_plural, false}, modifier);
    if (!operand) return std::nullopt;
    Set picked = *noun.set;
    picked.operand = operand->set;
    return Noun{query::share(std::move(picked)), noun.is_plural, false};
  }
  for (const SetPtr& set : by_kind(noun.set)) {
    // A thing with a name of its own is not narrowed down but by its place: "Austin in Texas".
    const bool is_placed = modifier.filters.empty() && modifier.picks.empty() &&
                           modifier.not_places.empty() && !modifier.is_having;
    const bool is_narrow = set->type != Set::Type::Things || set->things.size() < 2;
    if (query::is_named(*set) && is_narrow && !is_placed) continue;
    Noun found{set, noun.is_plural, false};
    found.is_part = noun.is_part;
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
      found.set = query::filtered(set, std::move(*filter));
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
  // "has a border with Greece": by which of several things it would be so nobody knows.
  if (modifier.is_having && modifier.places.size() > 1) return std::nullopt;
  for (const SetPtr& set : by_kind(noun.set)) {
    const auto kind = query::kind_of(*set, store_);
    if (!modifier.picks.empty()) {
      if (modifier.picks.size() > 1 || !modifier.filters.empty() || !kind) continue;
      // "is Texas the largest": of all things of its kind.
      Noun others{query::all_of_kind(*kind), true, false};
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
      // "is Texas a large state": whether it is so of it.
      const bool is_described = same->type == Set::Type::Filtered &&
                                same->operand->type == Set::Type::OfKind && kind == other_kind;
      if (is_described) return Claim{set, *same->filter};
      return Claim{set, query::among(same)};
    }
  }
  // "is Austin a state": what it is besides nobody has said. Such a claim is never decided.
  if (other.is_bare && query::is_named(*noun.set)) {
    return Claim{noun.set, query::among(other.set)};
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
  return Noun{query::share(std::move(found)), pick.count > 1, false};
}

std::optional<Noun> SetComposer::whoever(const Modifier& modifier) const {
  std::optional<Noun> found;
  std::vector<KindId> kinds;
  for (const KindLink& one : store_.links().all()) {
    if (!store_.kind(one.subject).of_table) continue;
    if (std::find(kinds.begin(), kinds.end(), one.subject) == kinds.end()) {
      kinds.push_back(one.subject);
    }
  }
  for (const KindId kind : kinds) {
    auto noun = modify({query::all_of_kind(kind), true, false}, modifier);
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
  return Claim{noun.set, query::among(query::share(Set{}))};
}

std::optional<Claim> SetComposer::claim_link(const Verb& verb, const Noun& first,
                                             const Noun& second) const {
  for (const auto& [subject, object] : {std::pair{first, second}, std::pair{second, first}}) {
    for (const SetPtr& set : by_kind(subject.set)) {
      const auto kind = query::kind_of(*set, store_);
      if (!kind) continue;
      const auto fits = related(query::related(verb.link, object.set), *kind);
      // The subject is what the fact is about, so that it can say what is so instead.
      if (!fits || fits->link.direction == Direction::ToSubject) continue;
      return Claim{set, *fits};
    }
  }
  return std::nullopt;
}

std::optional<Verb> SetComposer::mutual(const Verb* verb, const Column* column) const {
  auto link = verb != nullptr     ? std::optional{verb->link}
              : column != nullptr ? link_of(*column)
                                  : std::nullopt;
  if (!link || !is_symmetric(*link)) return std::nullopt;
  return Verb{std::move(*link)};
}

bool SetComposer::is_mutual(const Noun& noun) const {
  return noun.set->type == Set::Type::Image && noun.set->operand->type == Set::Type::OfKind &&
         is_symmetric(noun.set->link);
}

bool SetComposer::is_symmetric(const query::Link& link) const {
  return std::all_of(link.properties.begin(), link.properties.end(),
                     [&](const auto property) { return store_.property(property).symmetric; });
}

std::optional<Noun> SetComposer::sharing(const Noun& first, const Noun& second) const {
  if (!first.is_part || !second.is_part) return std::nullopt;
  Set both;
  std::set_intersection(first.set->things.begin(), first.set->things.end(),
                        second.set->things.begin(), second.set->things.end(),
                        std::back_inserter(both.things));
  if (both.things.empty()) return std::nullopt;
  Noun noun{query::share(std::move(both)), false, false};
  noun.is_part = true;
  return noun;
}

bool SetComposer::is_of_kind(const Noun& noun, KindId kind) const {
  return query::kind_of(*noun.set, store_) == kind;
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
      return {query::share(std::move(found)), true, false};
    }
  }
  return {};
}

std::optional<Noun> SetComposer::named(const Noun& kind, const Noun& thing) const {
  if (!kind.is_bare || thing.set->type != Set::Type::Things) return std::nullopt;
  for (const SetPtr& set : by_kind(thing.set)) {
    if (query::kind_of(*set, store_) != kind.set->kind) continue;
    Noun found{set, false, false};
    found.is_part = thing.is_part;
    return found;
  }
  return std::nullopt;
}

}  // namespace jauap::understanding
