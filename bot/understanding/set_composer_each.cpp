// What is asked of several things one by one, and what they have in common with another.
#include <utility>

#include "bot/understanding/set_composer.h"

namespace jauap::understanding {
namespace {

using knowledge::KindId;
using query::Comparison;
using query::Filter;
using query::Link;
using query::Quantity;
using query::Set;
using query::SetPtr;

}  // namespace

std::optional<Link> SetComposer::link_to(const Each& each, KindId kind) const {
  const auto group = query::kind_of(*each.noun.set, store_);
  if (!group) return std::nullopt;
  if (each.link && joins(kind, *each.link, *group)) return each.link;
  const auto place = lying_in(each.noun.set, kind);
  if (!place) return std::nullopt;
  return place->link;
}

std::optional<Noun> SetComposer::best_of_each(const Pick& pick, const Noun& noun,
                                              const Each& each) const {
  const auto kind = query::kind_of(*noun.set, store_);
  const auto best = extreme(pick, noun);
  if (!kind || !best) return std::nullopt;
  auto link = link_to(each, *kind);
  if (!link) return std::nullopt;
  Set found = *best->set;
  found.groups = each.noun.set;
  found.link = std::move(*link);
  return Noun{query::share(std::move(found)), true, false};
}

std::optional<Sought> SetComposer::of_each(Quantity quantity, const Each& each) const {
  if (quantity.set == nullptr || query::is_named(*quantity.set)) return std::nullopt;
  const auto kind = query::kind_of(*quantity.set, store_);
  if (!kind) return std::nullopt;
  auto link = link_to(each, *kind);
  if (!link) return std::nullopt;
  Quantity all;
  all.type = Quantity::Type::Each;
  all.set = each.noun.set;
  all.measure.link = std::move(*link);
  all.operands.push_back(std::move(quantity));
  return Sought{{std::move(all)}};
}

std::optional<Sought> SetComposer::counts_of_each(const Column& column, const Each& each) const {
  const auto kind = query::kind_of(*each.noun.set, store_);
  auto link = link_of(column);
  if (!kind || !link) return std::nullopt;
  auto measure = resolved({{}, std::move(link), nullptr}, *kind);
  if (!measure) return std::nullopt;
  Quantity quantity;
  quantity.type = Quantity::Type::Value;
  quantity.set = each.noun.set;
  quantity.measure = std::move(*measure);
  return Sought{{std::move(quantity)}};
}

std::optional<Held> SetComposer::held_of(const Noun* noun) const {
  Held held;
  const auto& kinds = store_.tables().kinds;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const auto kind = static_cast<KindId>(i);
    if (!kinds[i].of_table || !store_.links().has_any(kind)) continue;
    if (noun == nullptr || noun->set->kind == kind) held.kinds.push_back(kind);
  }
  if (held.kinds.empty()) return std::nullopt;
  return held;
}

std::optional<Filter> SetComposer::same_as(const Column& column, const Noun& noun) const {
  std::vector<Filter> parts;
  if (const auto link = link_of(column)) {
    const auto own = image(column, noun);
    if (!own) return std::nullopt;
    parts.push_back(query::related(*link, own->set));
  } else if (auto measure = measure_of(column)) {
    if (!values(column, noun)) return std::nullopt;
    Quantity own;
    own.type = Quantity::Type::Value;
    own.set = noun.set;
    parts.push_back(query::measured(std::move(*measure), Comparison::Equal, {std::move(own)}));
  } else {
    return std::nullopt;
  }
  // Everything has the same as itself.
  parts.push_back(query::negated(query::among(noun.set)));
  return query::all(std::move(parts));
}

std::optional<Filter> SetComposer::namesakes(const Column& column) const {
  auto link = link_of(column);
  if (!link) return std::nullopt;
  Filter filter;
  filter.type = Filter::Type::Namesake;
  filter.link = std::move(*link);
  return filter;
}

std::optional<Noun> SetComposer::home(const Noun& noun, const Noun* kind) const {
  if (noun.set->type != Set::Type::Things || noun.is_part) return std::nullopt;
  for (const SetPtr& set : by_kind(noun.set)) {
    const auto own = query::kind_of(*set, store_);
    if (!own || (kind != nullptr && kind->set->kind != *own)) continue;
    return Noun{query::filtered(query::all_of_kind(*own), query::among(set)), false, false};
  }
  return std::nullopt;
}

}  // namespace jauap::understanding
