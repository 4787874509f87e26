// What is asked of things: their columns, the places they lie in, their rank.
#include <algorithm>
#include <iterator>
#include <utility>

#include "bot/text/units.h"
#include "bot/understanding/set_composer.h"

namespace jauap::understanding {
namespace {

using knowledge::KindLink;
using knowledge::PropertyId;
using query::Direction;
using query::Link;
using query::Measure;
using query::Quantity;
using query::Set;
using query::SetPtr;

}  // namespace

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

std::optional<Link> SetComposer::link_by(const std::string& preposition) const {
  Link link{{}, Direction::ToValue};
  const auto& all = store_.tables().properties;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto role = all[i].roles.find(preposition);
    const bool is_said = role != all[i].roles.end() && role->second == knowledge::Role::Value;
    if (all[i].of_table && is_said) link.properties.push_back(static_cast<PropertyId>(i));
  }
  if (link.properties.empty()) return std::nullopt;
  return link;
}

std::optional<query::Filter> SetComposer::lacking(const Column& column) const {
  if (column.choices.size() != 1) return std::nullopt;
  query::Filter held;
  held.type = query::Filter::Type::Holding;
  for (const auto& properties : column.choices.front()) {
    held.properties.insert(held.properties.end(), properties.begin(), properties.end());
  }
  const auto is_zero_of_some = [&](PropertyId property) {
    const auto rows = store_.rows_of(property);
    return std::any_of(rows.begin(), rows.end(), [&](knowledge::RowId row) {
      const auto& values = store_.fact(store_.row(row).fact).value;
      return !values.empty() && values.front() == knowledge::Scalar{0.0};
    });
  };
  if (!std::any_of(held.properties.begin(), held.properties.end(), is_zero_of_some)) {
    return query::negated(std::move(held));
  }
  return query::measured({column.choices.front(), std::nullopt, nullptr}, query::Comparison::Equal,
                         {Quantity{}});
}

std::vector<PropertyId> SetComposer::series_of(const Column& column) const {
  std::vector<PropertyId> members;
  if (column.choices.size() != 1 || column.choices.front().size() != 1) return members;
  if (column.choices.front().front().size() != 1) return members;
  const std::string& series = store_.property(column.choices.front().front().front()).series;
  const auto& all = store_.tables().properties;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!series.empty() && all[i].series == series) members.push_back(static_cast<PropertyId>(i));
  }
  std::sort(members.begin(), members.end(), [&](PropertyId a, PropertyId b) {
    return store_.property(a).year < store_.property(b).year;
  });
  return members;
}

std::optional<Column> SetComposer::in_year(const Column& column, int year) const {
  for (const PropertyId member : series_of(column)) {
    if (store_.property(member).year == year) return Column{{{{member}}}};
  }
  return std::nullopt;
}

std::optional<Column> SetComposer::in_first_year(const Column& column) const {
  const auto members = series_of(column);
  if (members.empty()) return std::nullopt;
  return Column{{{{members.front()}}}};
}

std::optional<Column> SetComposer::in_last_year(const Column& column) const {
  const auto members = series_of(column);
  if (members.empty()) return std::nullopt;
  return Column{{{{members.back()}}}};
}

std::optional<Column> SetComposer::only_money() const {
  std::vector<PropertyId> money;
  const auto& all = store_.tables().properties;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].of_table || !all[i].adds_up || all[i].unit.empty()) continue;
    const std::string unit = all[i].unit.substr(all[i].unit.rfind(' ') + 1);  // "million USD"
    const bool is_money = std::any_of(words_.currencies.begin(), words_.currencies.end(),
                                      [&](const auto& entry) { return entry.second == unit; });
    if (is_money) money.push_back(static_cast<PropertyId>(i));
  }
  if (money.size() != 1) return std::nullopt;
  return Column{{{std::move(money)}}};
}

std::optional<Column> SetComposer::only_dates() const {
  std::vector<PropertyId> dates;
  const auto& all = store_.tables().properties;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_date = all[i].of_table && all[i].type == knowledge::ValueType::Date;
    if (is_date) dates.push_back(static_cast<PropertyId>(i));
  }
  if (dates.size() != 1) return std::nullopt;
  return Column{{{std::move(dates)}}};
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
        if (store_.rows_with(set->things.front(), one.property).empty()) continue;
        quantity.measure.choices = {{found->second.by}};
        quantity.set = query::filtered(query::all_of_kind(one.subject),
                                       query::related({{one.property}, Direction::ToValue}, set));
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
  return Noun{query::share(std::move(found)), true, false};
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
      if (query::holds(any, by)) {
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

std::optional<Column> SetComposer::column_in(const std::string& unit) const {
  std::vector<PropertyId> properties;
  std::vector<PropertyId> exact;  // a length in km is meant by km, not an ascent in m
  const auto& all = store_.tables().properties;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto id = static_cast<PropertyId>(i);
    if (!all[i].of_table || all[i].unit.empty()) continue;
    const std::string own = text::unit_of(all[i].unit, words_);
    if (unit == own) exact.push_back(id);
    if (text::convert_unit(1, unit, own)) properties.push_back(id);
  }
  if (properties.empty()) return std::nullopt;
  if (!exact.empty()) properties = std::move(exact);
  return Column{{{std::move(properties)}}};
}

bool SetComposer::holds_only(const Column& column, knowledge::ValueType type) const {
  const auto is_of_type = [&](PropertyId property) {
    return store_.property(property).type == type;
  };
  return std::all_of(column.choices.begin(), column.choices.end(), [&](const auto& choices) {
    return std::all_of(choices.begin(), choices.end(), [&](const auto& properties) {
      return std::all_of(properties.begin(), properties.end(), is_of_type);
    });
  });
}

bool SetComposer::holds_dates(const Column& column) const {
  return holds_only(column, knowledge::ValueType::Date);
}

std::optional<Column> SetComposer::dates_in(const Column& column) const {
  std::vector<PropertyId> dates;
  for (const auto& choices : column.choices) {
    for (const auto& properties : choices) {
      std::copy_if(properties.begin(), properties.end(), std::back_inserter(dates),
                   [&](PropertyId property) {
                     return store_.property(property).type == knowledge::ValueType::Date;
                   });
    }
  }
  if (dates.empty()) return std::nullopt;
  return Column{{{std::move(dates)}}};
}

bool SetComposer::holds_times(const Column& column) const {
  return holds_only(column, knowledge::ValueType::Time);
}

std::optional<Column> SetComposer::common(const Column& first, const Column& second) const {
  if (first.choices.size() != 1 || second.choices.size() != 1) return std::nullopt;
  std::vector<PropertyId> both;
  for (const auto& properties : first.choices.front()) {
    for (const PropertyId property : properties) {
      const bool is_other =
          std::any_of(second.choices.front().begin(), second.choices.front().end(),
                      [&](const auto& others) { return query::holds(others, property); });
      if (is_other && !query::holds(both, property)) both.push_back(property);
    }
  }
  if (both.empty()) return std::nullopt;
  return Column{{{std::move(both)}}};
}

std::optional<Noun> SetComposer::commonest(const Column& column, bool up) const {
  const auto things = things_of(column);
  const auto link = link_of(column);
  if (!things || !link) return std::nullopt;
  Pick pick;
  pick.measure.link = query::reversed(*link);
  pick.up = up;
  return extreme(pick, *things);
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
    quantity.others = query::all_of_kind(*kind);
    if (others != nullptr && query::is_named(*others->set)) {
      // "in Texas": among what lies there.
      const auto there = modify({quantity.others, true, false}, {{}, {others->set}, {}});
      if (!there) continue;
      quantity.others = there->set;
    } else if (others != nullptr) {
      quantity.others = others->set;
    }
    return Sought{{std::move(quantity)}};
  }
  return std::nullopt;
}

std::optional<Noun> SetComposer::things_of(const Column& column) const {
  const auto link = link_of(column);
  if (!link) return std::nullopt;
  for (const KindLink& one : store_.links().all()) {
    if (!query::holds(link->properties, one.property)) continue;
    Set found;
    found.type = Set::Type::Image;
    found.operand = query::all_of_kind(one.subject);
    found.link = *link;
    return Noun{query::share(std::move(found)), true, false};
  }
  return std::nullopt;
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
      if (!query::holds(properties, one.property)) properties.push_back(one.property);
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
    found.operand = query::share(std::move(each));
    found.link = {std::move(properties), Direction::ToValue};
    return Noun{query::share(std::move(found)), true, false};
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

}  // namespace jauap::understanding
