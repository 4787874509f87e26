#include "bot/understanding/set_actions.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "bot/base/edit_distance.h"

namespace jauap::understanding {
namespace {

using query::Comparison;
using query::Direction;
using query::Filter;
using query::Measure;
using query::Quantity;
using query::Set;
using Made = std::optional<SetMeaning>;

template <class T>
Made made(std::optional<T> meaning) {
  if (!meaning) return std::nullopt;
  return SetMeaning{std::move(*meaning)};
}

Modifier only(Filter filter) {
  return {{std::move(filter)}, {}, {}};
}

Filter related(query::Link link, query::SetPtr set) {
  Filter filter;
  filter.type = Filter::Type::Related;
  filter.link = std::move(link);
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

// What a thing has of the same that others are compared by.
Quantity same_of(const query::SetPtr& set) {
  Quantity quantity;
  quantity.type = Quantity::Type::Value;
  quantity.set = set;
  return quantity;
}

Quantity number(const text::TypedValue& value) {
  Quantity quantity;
  const bool is_date = value.kind == text::ValueKind::Date;
  quantity.number = is_date ? value.date.year : value.number;
  quantity.tolerance = is_date ? 0 : value.tolerance;
  quantity.unit = value.unit;
  return quantity;
}

bool is_number(const text::TypedValue& value) {
  return value.kind != text::ValueKind::Date || value.date.month == 0;
}

query::Link reversed(query::Link link) {
  if (link.direction == Direction::ToValue) {
    link.direction = Direction::ToSubject;
  } else if (link.direction == Direction::ToSubject) {
    link.direction = Direction::ToValue;
  }
  return link;
}

// "border Texas"; option "voice" "passive" for "is bordered by Texas".
Made relate(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* verb = slots.get<Verb>("verb");
  const auto* set = slots.get<Noun>("set");
  if (verb == nullptr || set == nullptr) return std::nullopt;
  const bool is_passive = slots.option("voice") == "passive";
  // "states Alabama borders": without a word between only a name can be the subject.
  if (slots.option("subject") == "name" && !query::is_named(*set->set)) return std::nullopt;
  Modifier modifier = only(related(is_passive ? reversed(verb->link) : verb->link, set->set));
  modifier.stands_in_front = slots.option("position") == "front";
  return modifier;
}

// "neighbouring states of Texas".
Made relate_kind(const SetComposer& composer, const SetSlots& slots) {
  const auto* verb = slots.get<Verb>("verb");
  const auto* set = slots.get<Noun>("set");
  const auto* thing = slots.get<Noun>("thing");
  if (verb == nullptr || set == nullptr || thing == nullptr) return std::nullopt;
  return made(composer.modify(*set, only(related(verb->link, thing->set))));
}

// "states whose capital is Dover", as people who leave out a word put it.
Made relate_column(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  const auto* set = slots.get<Noun>("set");
  const auto* thing = slots.get<Noun>("thing");
  if (column == nullptr || set == nullptr || thing == nullptr) return std::nullopt;
  const auto link = composer.link_of(*column);
  if (!link || query::is_named(*set->set)) return std::nullopt;
  return made(composer.modify(*set, only(related(*link, thing->set))));
}

// "the entries", where all are of one kind.
Made everything(const SetComposer& composer, const SetSlots& /*slots*/) {
  return made(composer.whoever({}));
}

// "that begin with Z"; option "as".
Made spell(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* letter = slots.get<Letter>("letter");
  if (letter == nullptr) return std::nullopt;
  Filter filter;
  filter.type = Filter::Type::Spelled;
  filter.letters = letter->text;
  const std::string place = slots.option("as");
  filter.spelling = place == "end"      ? query::Spelling::Ends
                    : place == "inside" ? query::Spelling::Holds
                                        : query::Spelling::Begins;
  return only(std::move(filter));
}

// "the capitals" of all.
Made things_of(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  if (column == nullptr) return std::nullopt;
  return made(composer.things_of(*column));
}

// "the 50 states", "that are landlocked", "the latitude column": words that change nothing.
Made keep(const SetComposer& /*composer*/, const SetSlots& slots) {
  if (const auto* filter = slots.get<Modifier>("filter")) return *filter;
  if (const auto* column = slots.get<Column>("property")) return *column;
  if (const auto* sought = slots.get<Sought>("quantity")) return *sought;
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr) return std::nullopt;
  if (!slots.option("cost").empty() && query::is_named(*set->set)) return std::nullopt;
  return *set;
}

// "in Texas".
Made lie(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr) return std::nullopt;
  return Modifier{{}, {set->set}, {}};
}

// "with a city", "has the capital Salem", "with the highest point".
Made have(const SetComposer& composer, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  if (set != nullptr && set->is_part) return std::nullopt;
  if (const auto* best = slots.get<Column>("best")) {
    const auto pick = composer.best_by(*best);
    if (!pick) return std::nullopt;
    return Modifier{{}, {}, {*pick}};
  }
  if (set == nullptr) return std::nullopt;
  const auto* column = slots.get<Column>("property");
  if (column == nullptr) {
    Modifier modifier{{}, {set->set}, {}};
    modifier.is_having = true;
    return modifier;
  }
  const auto link = composer.link_of(*column);
  if (!link) return std::nullopt;
  return only(related(*link, set->set));
}

// "population over 3 million"; without a bound, as much as "amount".
Made measure(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  if (column == nullptr) return std::nullopt;
  const auto measure = composer.measure_of(*column);
  if (const auto* bound = slots.get<Bound>("bound")) {
    if (!measure) return std::nullopt;
    return only(measured(*measure, bound->comparison, bound->bounds));
  }
  const auto* amount = slots.get<text::TypedValue>("amount");
  if (amount == nullptr || !is_number(*amount) || column->choices.size() != 1) return std::nullopt;
  // A number may be a text of figures too: "calling code +7".
  const Measure same{column->choices.front(), std::nullopt, nullptr};
  return only(measured(same, Comparison::Equal, {number(*amount)}));
}

// "between 1.2 and 1.3 million": the scale and the unit are those of both. That the second number
// has a scale shows in how much less exact it is.
void share_scale(Quantity& from, const Quantity& to) {
  if (from.unit.empty()) from.unit = to.unit;
  constexpr double kThousand = 1000;
  if (from.tolerance <= 0 || to.tolerance < from.tolerance * kThousand) return;
  double scale = kThousand;
  while (scale * from.tolerance < to.tolerance) scale *= kThousand;
  if (from.number * scale <= to.number) from.number *= scale;
}

// "more than 3"; option "comparison". With a set: more than it has.
Made bound(const SetComposer& /*composer*/, const SetSlots& slots) {
  constexpr std::array<std::pair<std::string_view, Comparison>, 6> kComparisons{{
      {"more", Comparison::More},
      {"at_least", Comparison::AtLeast},
      {"less", Comparison::Less},
      {"at_most", Comparison::AtMost},
      {"equal", Comparison::Equal},
      {"between", Comparison::Between},
  }};
  const std::string wanted = slots.option("comparison");
  const auto found = std::find_if(kComparisons.begin(), kComparisons.end(),
                                  [&](const auto& entry) { return entry.first == wanted; });
  if (found == kComparisons.end()) return std::nullopt;
  Bound bound{found->second, {}};
  for (const auto* slot : {"from", "to", "amount"}) {
    const auto* amount = slots.get<text::TypedValue>(slot);
    if (amount == nullptr) continue;
    if (!is_number(*amount)) return std::nullopt;
    bound.bounds.push_back(number(*amount));
  }
  if (bound.bounds.size() == 2) share_scale(bound.bounds[0], bound.bounds[1]);
  if (const auto* set = slots.get<Noun>("set")) bound.bounds.push_back(same_of(set->set));
  if (bound.bounds.size() != (bound.comparison == Comparison::Between ? 2U : 1U)) {
    return std::nullopt;
  }
  return bound;
}

// "larger than Texas", "longer than 500".
Made compare(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* adjective = slots.get<ComparingAdjective>("comparative");
  if (adjective == nullptr || adjective->choices.empty()) return std::nullopt;
  const bool is_less = slots.option("degree") == "less";
  const Comparison comparison = adjective->up != is_less ? Comparison::More : Comparison::Less;
  const Measure measure{adjective->choices, std::nullopt, nullptr};
  if (const auto* set = slots.get<Noun>("set")) {
    return only(measured(measure, comparison, {same_of(set->set)}));
  }
  const auto* amount = slots.get<text::TypedValue>("amount");
  if (amount == nullptr || !is_number(*amount)) return std::nullopt;
  return only(measured(measure, comparison, {number(*amount)}));
}

// "500 km long", "over 500 km long".
Made extend(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* adjective = slots.get<ComparingAdjective>("adjective");
  if (adjective == nullptr || adjective->choices.empty()) return std::nullopt;
  const Measure measure{adjective->choices, std::nullopt, nullptr};
  if (const auto* bound = slots.get<Bound>("bound")) {
    return only(measured(measure, bound->comparison, bound->bounds));
  }
  const auto* amount = slots.get<text::TypedValue>("amount");
  if (amount == nullptr || !is_number(*amount)) return std::nullopt;
  return only(measured(measure, Comparison::Equal, {number(*amount)}));
}

// "cover more than 500 square miles": the unit tells what is measured.
Made measure_unit(const SetComposer& composer, const SetSlots& slots) {
  const auto* bound = slots.get<Bound>("bound");
  if (bound == nullptr || bound->bounds.empty() || bound->bounds.back().unit.empty()) {
    return std::nullopt;
  }
  const auto column = composer.column_in(bound->bounds.back().unit);
  if (!column) return std::nullopt;
  return only(
      measured({column->choices.front(), std::nullopt, nullptr}, bound->comparison, bound->bounds));
}

// "square miles" as what is asked for.
Made unit_column(const SetComposer& composer, const SetSlots& slots) {
  const auto* unit = slots.get<InUnit>("unit");
  if (unit == nullptr) return std::nullopt;
  return made(composer.column_in(unit->unit));
}

// "code LV".
Made tell_apart(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  const auto* cell = slots.get<Cell>("cell");
  if (column == nullptr || cell == nullptr || column->choices.size() != 1) return std::nullopt;
  Set things;
  for (const auto& properties : column->choices.front()) {
    for (const CellTerm& term : cell->terms) {
      if (composer.are_alike(properties, term.property)) things.things.push_back(term.thing);
    }
  }
  if (things.things.empty()) return std::nullopt;
  Filter filter;
  filter.type = Filter::Type::Among;
  filter.set = std::make_shared<const Set>(std::move(things));
  return only(std::move(filter));
}

// "in the world" behind what is all over the world.
Made everywhere(const SetComposer& composer, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  const auto* where = slots.get<Everywhere>("everywhere");
  if (set == nullptr || where == nullptr || !composer.is_of_kind(*set, where->kind)) {
    return std::nullopt;
  }
  Noun noun = *set;
  noun.is_bare = false;
  return noun;
}

// "… to that of Detroit": the same of another thing.
Made same_of_another(const SetComposer& composer, const SetSlots& slots) {
  const auto* sought = slots.get<Sought>("quantity");
  const auto* set = slots.get<Noun>("set");
  if (sought == nullptr || set == nullptr || sought->quantities.size() != 1) return std::nullopt;
  const Quantity& one = sought->quantities.front();
  if (one.type != Quantity::Type::Value || one.measure.link) return std::nullopt;
  const auto other = composer.values({{one.measure.choices}}, *set);
  if (!other) return std::nullopt;
  return Sought{{one, other->quantities.front()}};
}

// "more than 3 neighbours", "border more than 3 states".
Made count_bound(const SetComposer& composer, const SetSlots& slots) {
  const auto* bound = slots.get<Bound>("bound");
  if (bound == nullptr) return std::nullopt;
  Measure measure;
  if (const auto* column = slots.get<Column>("property")) {
    measure.link = composer.link_of(*column);
    if (!measure.link) return std::nullopt;
  } else {
    const auto* set = slots.get<Noun>("set");
    const auto* verb = slots.get<Verb>("verb");
    if (set == nullptr) return std::nullopt;
    measure.link = verb == nullptr ? query::Link{} : verb->link;
    measure.counted = set->set;
  }
  return only(measured(std::move(measure), bound->comparison, bound->bounds));
}

// "the largest", "the second largest", "the three most populous"; option "degree" "less" for the
// other end.
Made pick(const SetComposer& composer, const SetSlots& slots) {
  Pick pick;
  const bool is_less = slots.option("degree") == "less";
  if (const auto* adjective = slots.get<ComparingAdjective>("adjective")) {
    pick.measure.choices = adjective->choices;
    pick.up = adjective->up != is_less;
    if (const auto* column = slots.get<Column>("property")) {
      const auto measure = composer.measure_of(*column);
      const auto best = composer.best_by(*column);  // "the lowest highest point"
      if (!measure && !best) return std::nullopt;
      pick.measure = measure ? *measure : best->measure;
    } else if (adjective->choices.empty()) {
      return std::nullopt;
    }
  } else {
    pick.up = !is_less;
    const auto* verb = slots.get<Verb>("verb");
    if (const auto* column = slots.get<Column>("property")) {
      const bool counts = slots.option("counts") == "yes";
      const auto measure = composer.measure_of(*column);
      auto link = counts ? composer.link_of(*column) : std::nullopt;
      if (counts ? !link : !measure) return std::nullopt;
      pick.measure = counts ? Measure{{}, std::move(link), nullptr} : *measure;
    } else if (const auto* set = slots.get<Noun>("set")) {
      pick.measure.link = verb == nullptr ? query::Link{} : verb->link;
      pick.measure.counted = set->set;
    } else {
      return std::nullopt;
    }
  }
  return pick;
}

// "second" before a pick, "3" before or "top 3".
Made place(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* from = slots.get<Pick>("pick");
  if (from == nullptr || from->rank != 1 || from->count != 1) return std::nullopt;
  Pick pick = *from;
  constexpr double kFarthest = 10'000;
  if (const auto* ordinal = slots.get<text::TypedValue>("ordinal")) {
    if (ordinal->number < 1 || ordinal->number > kFarthest) return std::nullopt;
    pick.rank = static_cast<std::size_t>(ordinal->number);
  } else if (const auto* amount = slots.get<text::TypedValue>("amount")) {
    const bool is_count = amount->kind == text::ValueKind::Number && amount->number >= 1 &&
                          amount->number <= kFarthest;
    if (!is_count) return std::nullopt;
    pick.count = static_cast<std::size_t>(amount->number);
  }
  return pick;
}

// "by population" behind a pick or what it picked from.
Made measure_pick(const SetComposer& composer, const SetSlots& slots) {
  const auto* from = slots.get<Pick>("pick");
  const auto* column = slots.get<Column>("property");
  const auto* set = slots.get<Noun>("set");
  if (from == nullptr || column == nullptr || set == nullptr) return std::nullopt;
  const auto measure = composer.measure_of(*column);
  if (!measure) return std::nullopt;
  Pick pick = *from;
  pick.measure = *measure;
  return made(composer.extreme(pick, *set));
}

Made with_pick(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* pick = slots.get<Pick>("pick");
  if (pick == nullptr) return std::nullopt;
  return Modifier{{}, {}, {*pick}};
}

Made extreme(const SetComposer& composer, const SetSlots& slots) {
  const auto* pick = slots.get<Pick>("pick");
  const auto* set = slots.get<Noun>("set");
  if (pick == nullptr || set == nullptr) return std::nullopt;
  return made(composer.extreme(*pick, *set));
}

Made modify(const SetComposer& composer, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  const auto* filter = slots.get<Modifier>("filter");
  if (set == nullptr || filter == nullptr) return std::nullopt;
  if (slots.option("position") == "front" && !filter->stands_in_front) return std::nullopt;
  return made(composer.modify(*set, *filter));
}

// "cities" and "Texas" beside each other.
Made modify_by_thing(const SetComposer& composer, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  const auto* thing = slots.get<Noun>("thing");
  if (set == nullptr || thing == nullptr) return std::nullopt;
  // Without a word between only a name can be meant.
  if (slots.option("cost") != "" && !query::is_named(*thing->set)) return std::nullopt;
  return made(composer.modify(*set, {{}, {thing->set}, {}}));
}

Made name_kind(const SetComposer& composer, const SetSlots& slots) {
  const auto* kind = slots.get<Noun>("kind");
  const auto* thing = slots.get<Noun>("thing");
  if (kind == nullptr || thing == nullptr) return std::nullopt;
  return made(composer.named(*kind, *thing));
}

// Two filters or two sets; option "as" "each" or "any".
Made join(const SetComposer& composer, const SetSlots& slots) {
  const bool is_any = slots.option("as") == "any";
  if (const auto* first = slots.get<Noun>("first")) {
    const auto* second = slots.get<Noun>("second");
    if (second == nullptr) return std::nullopt;
    if (slots.option("as") == "part") return made(composer.sharing(*first, *second));
    // Without a word between, only the names of a list follow each other: "A, B and C".
    const bool is_list = slots.option("as") == "list";
    if (is_list && (second->set->type != Set::Type::Joined || !query::is_named(*first->set) ||
                    !query::is_named(*second->set))) {
      return std::nullopt;
    }
    Noun noun = composer.joined(*first, *second, !is_any);
    if (noun.set == nullptr) return std::nullopt;
    return noun;
  }
  if (const auto* first = slots.get<Column>("first")) {
    const auto* second = slots.get<Column>("second");
    if (second == nullptr || is_any) return std::nullopt;
    Column both = *first;
    both.choices.insert(both.choices.end(), second->choices.begin(), second->choices.end());
    return both;
  }
  const auto* first = slots.get<Modifier>("first");
  const auto* second = slots.get<Modifier>("second");
  if (first == nullptr || second == nullptr) return std::nullopt;
  if (!is_any) {
    Modifier both = *first;
    both.filters.insert(both.filters.end(), second->filters.begin(), second->filters.end());
    both.places.insert(both.places.end(), second->places.begin(), second->places.end());
    both.picks.insert(both.picks.end(), second->picks.begin(), second->picks.end());
    both.stands_in_front = first->stands_in_front && second->stands_in_front;
    both.is_having = first->is_having || second->is_having;
    return both;
  }
  if (first->filters.size() != 1 || second->filters.size() != 1) return std::nullopt;
  if (!first->places.empty() || !second->places.empty()) return std::nullopt;
  if (!first->picks.empty() || !second->picks.empty()) return std::nullopt;
  Filter either;
  either.type = Filter::Type::Any;
  either.parts = {first->filters.front(), second->filters.front()};
  return only(std::move(either));
}

// "not in Texas", "border no states".
Made negate(const SetComposer& composer, const SetSlots& slots) {
  Filter filter;
  filter.type = Filter::Type::Not;
  if (const auto* modifier = slots.get<Modifier>("filter")) {
    if (!modifier->picks.empty() || modifier->filters.size() != 1 || !modifier->places.empty()) {
      return std::nullopt;
    }
    filter.parts = modifier->filters;
  } else if (const auto* verb = slots.get<Verb>("verb")) {
    const auto* set = slots.get<Noun>("set");
    if (set == nullptr) return std::nullopt;
    filter.parts = {related(verb->link, set->set)};
  } else if (const auto* column = slots.get<Column>("property")) {
    // "no neighbours", "without a capital": none at all.
    auto link = composer.link_of(*column);
    if (!link) return std::nullopt;
    Measure measure{{}, std::move(link), nullptr};
    return only(measured(std::move(measure), Comparison::Equal, {Quantity{}}));
  } else if (const auto* set = slots.get<Noun>("set")) {
    if (set->is_part) return std::nullopt;
    if (query::is_named(*set->set)) {
      filter.parts = {related({}, set->set)};
      return only(std::move(filter));
    }
    Measure measure{{}, query::Link{}, set->set};
    return only(measured(std::move(measure), Comparison::Equal, {Quantity{}}));
  }
  if (filter.parts.empty()) return std::nullopt;
  return only(std::move(filter));
}

// "excluding Alaska".
Made exclude(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr) return std::nullopt;
  Filter among;
  among.type = Filter::Type::Among;
  among.set = set->set;
  Filter filter;
  filter.type = Filter::Type::Not;
  filter.parts = {std::move(among)};
  return only(std::move(filter));
}

// "called Austin".
Made call(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr || !query::is_named(*set->set)) return std::nullopt;
  Filter among;
  among.type = Filter::Type::Among;
  among.set = set->set;
  return only(std::move(among));
}

// "capital of Texas" as a thing, "population of Texas" as values.
Made of(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  const auto* set = slots.get<Noun>("set");
  if (column == nullptr || set == nullptr) return std::nullopt;
  if (auto image = composer.image(*column, *set)) {
    if (slots.option("as") != "values") return made(std::move(image));
    return std::nullopt;
  }
  return made(composer.values(*column, *set));
}

// "how large is Texas".
Made degree(const SetComposer& composer, const SetSlots& slots) {
  const auto* adjective = slots.get<ComparingAdjective>("adjective");
  const auto* set = slots.get<Noun>("set");
  if (adjective == nullptr || set == nullptr || adjective->choices.empty()) return std::nullopt;
  if (auto values = composer.values({{adjective->choices}}, *set)) return made(std::move(values));
  return made(composer.extent(*set));
}

// "how many states"; "how many neighbours has Texas" counts what the column leads to.
Made count(const SetComposer& composer, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr) return std::nullopt;
  if (const auto* column = slots.get<Column>("property")) {
    const auto image = composer.image(*column, *set);
    if (!image) return made(composer.values(*column, *set));
    Quantity quantity;
    quantity.type = Quantity::Type::Count;
    quantity.set = image->set;
    return Sought{{std::move(quantity)}};
  }
  // Counting one thing called by its name is nothing that anybody asks for.
  if (query::is_named(*set->set)) return std::nullopt;
  Quantity quantity;
  quantity.type = Quantity::Type::Count;
  quantity.set = set->set;
  return Sought{{std::move(quantity)}};
}

// "total population of …"; option "as".
Made add_up(const SetComposer& composer, const SetSlots& slots) {
  constexpr std::array<std::pair<std::string_view, Quantity::Type>, 3> kTypes{{
      {"total", Quantity::Type::Total},
      {"average", Quantity::Type::Average},
      {"median", Quantity::Type::Median},
  }};
  const std::string wanted = slots.option("as");
  const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                  [&](const auto& entry) { return entry.first == wanted; });
  const auto* sought = slots.get<Sought>("quantity");
  std::optional<Sought> values;
  if (sought != nullptr) {
    values = *sought;
  } else {
    const auto* column = slots.get<Column>("property");
    const auto* set = slots.get<Noun>("set");
    if (column == nullptr || set == nullptr) return std::nullopt;
    values = composer.values_within(*column, *set);
  }
  if (!values || found == kTypes.end() || values->quantities.size() != 1) return std::nullopt;
  Quantity& quantity = values->quantities.front();
  if (quantity.type != Quantity::Type::Value) return std::nullopt;
  quantity.type = found->second;
  return SetMeaning{std::move(*values)};
}

// Two quantities, or one of two things; option "as".
Made reckon(const SetComposer& composer, const SetSlots& slots) {
  constexpr std::array<std::pair<std::string_view, Quantity::Type>, 3> kTypes{{
      {"difference", Quantity::Type::Difference},
      {"ratio", Quantity::Type::Ratio},
      {"share", Quantity::Type::Share},
  }};
  const std::string wanted = slots.option("as");
  const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                  [&](const auto& entry) { return entry.first == wanted; });
  if (found == kTypes.end()) return std::nullopt;
  Quantity result;
  result.type = found->second;
  for (const auto* slot : {"quantity", "first", "second"}) {
    if (const auto* sought = slots.get<Sought>(slot)) {
      if (sought->quantities.size() > 2) return std::nullopt;
      result.operands.insert(result.operands.end(), sought->quantities.begin(),
                             sought->quantities.end());
    }
  }
  // "how much larger is A than B", "the difference in area between A and B".
  std::optional<Column> column;
  if (const auto* adjective = slots.get<ComparingAdjective>("comparative")) {
    column = Column{{adjective->choices}};
  } else if (const auto word = slots.option("adjective"); !word.empty()) {
    column = composer.column_of(word);
    if (!column) return std::nullopt;
  } else if (const auto* named = slots.get<Column>("property")) {
    column = *named;
  }
  if (column) {
    for (const auto* slot : {"first", "second", "set"}) {
      const auto* set = slots.get<Noun>(slot);
      if (set == nullptr) continue;
      if (const auto image = composer.image(*column, *set)) {
        Quantity quantity;
        quantity.type = Quantity::Type::Count;
        quantity.set = image->set;
        result.operands.push_back(std::move(quantity));
        continue;
      }
      const auto values = composer.values(*column, *set);
      if (!values || values->quantities.size() != 1) return std::nullopt;
      result.operands.push_back(values->quantities.front());
    }
  }
  // "Algeria as a percentage of the area of Africa": the same of the part.
  if (const auto* part = slots.get<Noun>("part"); part != nullptr && result.operands.size() == 1) {
    const Quantity& whole = result.operands.front();
    const auto values = composer.values({{whole.measure.choices}}, *part);
    if (!values || whole.measure.link) return std::nullopt;
    result.operands.insert(result.operands.begin(), values->quantities.front());
  }
  // The whole of a share is added up: "of the area of Africa's countries".
  const bool one_gives_all = result.operands.size() == 1 && result.type != Quantity::Type::Share;
  if (result.operands.size() != 2 && !one_gives_all) return std::nullopt;
  return Sought{{std::move(result)}};
}

// "what percentage of the countries of Europe are landlocked".
Made share(const SetComposer& composer, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  const auto* filter = slots.get<Modifier>("filter");
  if (set == nullptr || filter == nullptr) return std::nullopt;
  // "of the countries in Europe use the euro": the place belongs to the whole.
  std::optional<Noun> whole = *set;
  Modifier rest = *filter;
  if (!rest.places.empty() && !rest.filters.empty()) {
    whole = composer.modify(*set, {{}, std::exchange(rest.places, {}), {}});
  }
  if (!whole) return std::nullopt;
  const auto part = composer.modify(*whole, rest);
  if (!part) return std::nullopt;
  Quantity result;
  result.type = Quantity::Type::Share;
  for (const auto& counted : {part->set, whole->set}) {
    Quantity quantity;
    quantity.type = Quantity::Type::Count;
    quantity.set = counted;
    result.operands.push_back(std::move(quantity));
  }
  return Sought{{std::move(result)}};
}

Made rank(const SetComposer& composer, const SetSlots& slots) {
  const auto* thing = slots.get<Noun>("thing");
  if (thing == nullptr) return std::nullopt;
  Pick pick;
  if (const auto* picked = slots.get<Pick>("pick")) {
    pick = *picked;
  } else if (const auto* column = slots.get<Column>("property")) {
    const auto measure = composer.measure_of(*column);
    if (!measure) return std::nullopt;
    pick.measure = *measure;
  } else {
    return std::nullopt;
  }
  return made(composer.rank(pick, *thing, slots.get<Noun>("others")));
}

// "is Texas larger than Alaska", "does Texas border Alaska", "is Austin the capital of Texas".
Made verify(const SetComposer& composer, const SetSlots& slots) {
  if (const auto* sought = slots.get<Sought>("quantity")) {
    // "is the area of Texas 5000"
    const auto* amount = slots.get<text::TypedValue>("amount");
    const auto* bound = slots.get<Bound>("bound");
    if (sought->quantities.size() != 1 || (amount == nullptr && bound == nullptr)) {
      return std::nullopt;
    }
    const Quantity& quantity = sought->quantities.front();
    if (quantity.type != Quantity::Type::Value) return std::nullopt;
    if (amount != nullptr && !is_number(*amount)) return std::nullopt;
    Claim claim{quantity.set, std::nullopt};
    claim.filter = bound != nullptr
                       ? measured(quantity.measure, bound->comparison, bound->bounds)
                       : measured(quantity.measure, Comparison::Equal, {number(*amount)});
    return claim;
  }
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr) return std::nullopt;
  if (slots.get<Unknown>("unknown") != nullptr) return made(composer.claim_unknown(*set));
  if (const auto* filter = slots.get<Modifier>("filter")) {
    // "is the capital of Texas large" is asked of one thing; what is said of "a state" picks some.
    const bool is_one = query::is_named(*set->set) || set->set->type == Set::Type::Extreme ||
                        set->set->type == Set::Type::Image;
    if (!is_one) return std::nullopt;
    return made(composer.claim(*set, *filter));
  }
  const auto* other = slots.get<Noun>("other");
  if (other == nullptr) return Claim{set->set, std::nullopt};
  return made(composer.claim_same(*set, *other));
}

// "which is larger, A or B": one of the things is picked.
Made choose(const SetComposer& composer, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  std::optional<Noun> both;
  if (set == nullptr) {
    const auto* first = slots.get<Noun>("first");
    const auto* second = slots.get<Noun>("second");
    if (first == nullptr || second == nullptr) return std::nullopt;
    both = composer.joined(*first, *second, false);
    if (both->set == nullptr) return std::nullopt;
    set = &*both;
  }
  Pick pick;
  if (const auto* adjective = slots.get<ComparingAdjective>("comparative")) {
    if (adjective->choices.empty()) return std::nullopt;
    pick.measure.choices = adjective->choices;
    pick.up = adjective->up;
  } else if (const auto* column = slots.get<Column>("property")) {
    const bool counts = slots.option("counts") == "yes";
    const auto measure = composer.measure_of(*column);
    auto link = counts ? composer.link_of(*column) : std::nullopt;
    if (counts ? !link : !measure) return std::nullopt;
    pick.measure = counts ? Measure{{}, std::move(link), nullptr} : *measure;
    pick.up = slots.option("degree") != "less";
  } else if (const auto* counted = slots.get<Noun>("counted")) {
    pick.measure.link = query::Link{};
    pick.measure.counted = counted->set;
    pick.up = slots.option("degree") != "less";
  } else {
    return std::nullopt;
  }
  if (!query::is_named(*set->set)) return std::nullopt;
  return made(composer.extreme(pick, *set));
}

// "where is Austin", "in which state is Austin".
Made locate(const SetComposer& composer, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  const auto* kind = slots.get<Noun>("kind");
  if (set == nullptr || (kind != nullptr && !kind->is_bare)) return std::nullopt;
  return made(composer.places(*set, kind));
}

// "who borders China", "where is Portuguese spoken".
Made whoever(const SetComposer& composer, const SetSlots& slots) {
  const auto* filter = slots.get<Modifier>("filter");
  if (filter != nullptr) {
    Modifier all = *filter;
    if (const auto* place = slots.get<Noun>("place")) {
      if (!query::is_named(*place->set)) return std::nullopt;
      all.places.push_back(place->set);
    }
    return made(composer.whoever(all));
  }
  const auto* verb = slots.get<Verb>("verb");
  const auto* set = slots.get<Noun>("set");
  if (verb == nullptr || set == nullptr) return std::nullopt;
  return made(composer.whoever(only(related(verb->link, set->set))));
}

// "do they speak French in Belgium".
Made verify_verb(const SetComposer& composer, const SetSlots& slots) {
  const auto* verb = slots.get<Verb>("verb");
  const auto* first = slots.get<Noun>("first");
  const auto* second = slots.get<Noun>("second");
  if (verb == nullptr || first == nullptr || second == nullptr) return std::nullopt;
  return made(composer.claim_link(*verb, *first, *second));
}

// "the area of Texas in square miles".
Made convert(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* sought = slots.get<Sought>("quantity");
  const auto* unit = slots.get<InUnit>("unit");
  if (sought == nullptr || unit == nullptr) return std::nullopt;
  Sought converted;
  for (const Quantity& one : sought->quantities) {
    Quantity quantity;
    quantity.type = Quantity::Type::Conversion;
    quantity.unit = unit->unit;
    quantity.operands = {one};
    converted.quantities.push_back(std::move(quantity));
  }
  return converted;
}

// "which state is the largest state": what it is, of the kind asked for.
Made be(const SetComposer& composer, const SetSlots& slots) {
  const auto* kind = slots.get<Noun>("kind");
  const auto* set = slots.get<Noun>("set");
  if (kind == nullptr || set == nullptr || !kind->is_bare) return std::nullopt;
  if (query::is_named(*set->set)) return std::nullopt;
  return made(composer.of_kind(*set, *kind));
}

constexpr std::array<std::pair<std::string_view, SetAction>, 45> kActions{{
    {"add_up", add_up},
    {"be", be},
    {"bound", bound},
    {"call", call},
    {"choose", choose},
    {"compare", compare},
    {"convert", convert},
    {"count", count},
    {"count_bound", count_bound},
    {"degree", degree},
    {"everything", everything},
    {"everywhere", everywhere},
    {"exclude", exclude},
    {"extend", extend},
    {"extreme", extreme},
    {"have", have},
    {"join", join},
    {"keep", keep},
    {"lie", lie},
    {"locate", locate},
    {"measure", measure},
    {"measure_pick", measure_pick},
    {"measure_unit", measure_unit},
    {"modify", modify},
    {"modify_by_thing", modify_by_thing},
    {"name_kind", name_kind},
    {"negate", negate},
    {"of", of},
    {"pick", pick},
    {"place", place},
    {"rank", rank},
    {"reckon", reckon},
    {"relate", relate},
    {"relate_column", relate_column},
    {"relate_kind", relate_kind},
    {"same_of_another", same_of_another},
    {"share", share},
    {"spell", spell},
    {"tell_apart", tell_apart},
    {"things_of", things_of},
    {"unit_column", unit_column},
    {"verify", verify},
    {"verify_verb", verify_verb},
    {"whoever", whoever},
    {"with_pick", with_pick},
}};

}  // namespace

std::string SetSlots::option(const std::string& name) const {
  const auto found = match_.intent->options.find(name);
  return found == match_.intent->options.end() ? "" : found->second;
}

SetAction find_set_action(std::string_view operation) {
  for (const auto& [name, action] : kActions) {
    if (name == operation) return action;
  }
  return nullptr;
}

std::string check_set_intent(const intents::Intent& intent) {
  if (find_set_action(intent.operation) == nullptr) {
    std::vector<std::string> names;
    names.reserve(kActions.size());
    for (const auto& [name, action] : kActions) names.emplace_back(name);
    const std::string hint = base::did_you_mean(intent.operation, names);
    return "the operation \"" + intent.operation + "\" is not known" +
           (hint.empty() ? "" : "; " + hint);
  }
  constexpr std::array<std::string_view, 9> kOptions{
      "adjective", "as", "comparison", "cost", "counts", "degree", "position", "subject", "voice"};
  for (const auto& [name, value] : intent.options) {
    if (std::find(kOptions.begin(), kOptions.end(), name) != kOptions.end()) continue;
    return "the option \"" + name + "\" means nothing to a rule about sets";
  }
  return "";
}

}  // namespace jauap::understanding
