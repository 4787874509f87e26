// What narrows descriptions: "that border Texas", "over 3 million", "not in Asia".
#include <algorithm>
#include <array>
#include <utility>

#include "bot/understanding/set_action_tables.h"

namespace jauap::understanding {
namespace {

using query::Comparison;
using query::Filter;
using query::Measure;
using query::measured;
using query::Quantity;
using query::related;
using query::reversed;
using query::Set;

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

// "in Texas"; option "preposition" for "from Texas", where a column says from where or to where.
Made lie(const SetComposer& composer, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr) return std::nullopt;
  if (const std::string preposition = slots.option("preposition"); !preposition.empty()) {
    if (auto link = composer.link_by(preposition)) return only(related(std::move(*link), set->set));
    if (preposition == "to") return std::nullopt;
  }
  return Modifier{{}, {set->set}, {}};
}

// Whether it is what a column says is so or not, and nothing else.
bool is_flag(const Modifier& modifier) {
  return modifier.filters.size() == 1 && modifier.places.empty() && modifier.not_places.empty() &&
         modifier.picks.empty() && modifier.filters.front().type == Filter::Type::Holding;
}

// "with a city", "has the capital Salem", "with the highest point".
Made have(const SetComposer& composer, const SetSlots& slots) {
  // "with a garden", where a column says so or not.
  if (const auto* flag = slots.get<Modifier>("flag")) {
    if (!is_flag(*flag)) return std::nullopt;
    return only(flag->filters.front());
  }
  const auto* set = slots.get<Noun>("set");
  if (set != nullptr && set->is_part) return std::nullopt;
  if (const auto* best = slots.get<Column>("best")) {
    if (const auto pick = composer.best_by(*best)) return Modifier{{}, {}, {*pick}};
    // "with a capital": at least one.
    auto link = composer.link_of(*best);
    if (!link) return std::nullopt;
    Quantity one;
    one.number = 1;
    return only(measured({{}, std::move(link), nullptr}, Comparison::AtLeast, {one}));
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
  const bool is_date = slots.option("as") == "dates";
  std::optional<Column> dates;
  if (column == nullptr && is_date) {
    // "films from 2016": the one date that they have.
    const auto* amount = slots.get<text::TypedValue>("amount");
    if (amount == nullptr || amount->kind != text::ValueKind::Date) return std::nullopt;
    dates = composer.only_dates();
    column = dates ? &*dates : nullptr;
  }
  if (column == nullptr) return std::nullopt;
  // "made in 2013", where a word names a number as well as the year.
  if (is_date && !dates) {
    dates = composer.dates_in(*column);
    if (dates) column = &*dates;
  }
  // "that leave on 14 May": at a time of the day that the one date says.
  if (is_date && composer.holds_times(*column)) {
    const auto* amount = slots.get<text::TypedValue>("amount");
    if (amount == nullptr || amount->kind != text::ValueKind::Date) return std::nullopt;
    dates = composer.only_dates();
    if (!dates) return std::nullopt;
    column = &*dates;
  }
  // "in 2013" is a time of what has a time only.
  if (is_date && !composer.holds_dates(*column)) return std::nullopt;
  const auto measure = composer.measure_of(*column);
  const auto* first = slots.get<Bound>("first");
  const auto* second = slots.get<Bound>("second");
  if (first != nullptr && second != nullptr) {
    // "over 3 and under 5 million people"
    if (!measure) return std::nullopt;
    Modifier both = only(measured(*measure, first->comparison, first->bounds));
    both.filters.push_back(measured(*measure, second->comparison, second->bounds));
    return both;
  }
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

// "more people than Texas"; option "degree" "less" for the other way round.
Made compare_column(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  const auto* set = slots.get<Noun>("set");
  if (column == nullptr || set == nullptr) return std::nullopt;
  const Comparison comparison =
      slots.option("degree") == "less" ? Comparison::Less : Comparison::More;
  if (auto measure = composer.measure_of(*column)) {
    return only(measured(std::move(*measure), comparison, {same_of(set->set)}));
  }
  // "more neighbours than Texas": so many as it has.
  const auto link = composer.link_of(*column);
  const auto own = composer.image(*column, *set);
  if (!link || !own) return std::nullopt;
  Quantity count = same_of(own->set->operand);  // the thing of the name that has any
  count.measure.link = link;
  return only(measured({{}, link, nullptr}, comparison, {std::move(count)}));
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

// "more than 3 neighbours", "border more than 3 states".
Made count_bound(const SetComposer& composer, const SetSlots& slots) {
  const auto* bound = slots.get<Bound>("bound");
  std::optional<Bound> exactly;
  if (const auto* amount = slots.get<text::TypedValue>("amount")) {
    // "border 3 states": so many, whichever they are.
    const auto* counted = slots.get<Noun>("set");
    if (!is_number(*amount) || (counted != nullptr && !counted->is_bare)) return std::nullopt;
    exactly = Bound{Comparison::Equal, {number(*amount)}};
    bound = &*exactly;
  }
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

// What a modifier is denied of is outside of it.
std::optional<Modifier> denied(const Modifier& modifier) {
  if (!modifier.picks.empty() || !modifier.not_places.empty()) return std::nullopt;
  if (modifier.filters.empty() && modifier.places.size() == 1) {
    Modifier outside;
    outside.not_places = modifier.places;
    return outside;
  }
  if (modifier.filters.size() != 1 || !modifier.places.empty()) return std::nullopt;
  return only(query::negated(modifier.filters.front()));
}

// "neither in Texas nor in Ohio", "border neither Texas nor Ohio".
Made deny_both(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* verb = slots.get<Verb>("verb");
  const auto* set = slots.get<Noun>("first");
  const auto* other = slots.get<Noun>("second");
  std::optional<Modifier> first;
  std::optional<Modifier> second;
  if (set != nullptr && other != nullptr) {
    const auto in = [&](const Noun& noun) {
      return verb != nullptr ? only(related(verb->link, noun.set)) : Modifier{{}, {noun.set}, {}};
    };
    first = denied(in(*set));
    second = denied(in(*other));
  } else {
    const auto* one = slots.get<Modifier>("first");
    const auto* another = slots.get<Modifier>("second");
    if (one == nullptr || another == nullptr) return std::nullopt;
    first = denied(*one);
    second = denied(*another);
  }
  if (!first || !second) return std::nullopt;
  first->filters.insert(first->filters.end(), second->filters.begin(), second->filters.end());
  first->not_places.insert(first->not_places.end(), second->not_places.begin(),
                           second->not_places.end());
  return *first;
}

// "share no border", "border nobody".
Made join_none(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* verb = slots.get<Verb>("verb");
  if (verb == nullptr) return std::nullopt;
  return only(measured({{}, verb->link, nullptr}, Comparison::Equal, {Quantity{}}));
}

// "use the same currency as Texas".
Made have_same(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  const auto* set = slots.get<Noun>("set");
  if (column == nullptr || set == nullptr || !query::is_named(*set->set)) return std::nullopt;
  auto same = composer.same_as(*column, *set);
  if (!same) return std::nullopt;
  return only(std::move(*same));
}

// "with a capital of the same name".
Made have_namesake(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  const auto* set = slots.get<Noun>("set");
  if (column == nullptr || (set != nullptr && !set->is_bare)) return std::nullopt;
  auto filter = composer.namesakes(*column);
  if (!filter) return std::nullopt;
  return only(std::move(*filter));
}

// "not in Texas", "border no states".
Made negate(const SetComposer& composer, const SetSlots& slots) {
  if (const auto* modifier = slots.get<Modifier>("filter")) return made(denied(*modifier));
  if (const auto* flag = slots.get<Modifier>("flag")) {
    if (!is_flag(*flag)) return std::nullopt;
    return made(denied(*flag));
  }
  Measure measure;  // how many there are, which is to be none
  const auto* set = slots.get<Noun>("set");
  if (const auto* verb = slots.get<Verb>("verb")) {
    if (set == nullptr) return std::nullopt;
    return only(query::negated(related(verb->link, set->set)));
  }
  if (const auto* column = slots.get<Column>("property")) {
    measure.link = composer.link_of(*column);
    if (!measure.link) {
      auto none = composer.lacking(*column);
      if (!none) return std::nullopt;
      return only(std::move(*none));
    }
  } else {
    if (set == nullptr || set->is_part) return std::nullopt;
    if (query::is_named(*set->set)) return only(query::negated(related({}, set->set)));
    measure.link = query::Link{};
    measure.counted = set->set;
  }
  return only(measured(std::move(measure), Comparison::Equal, {Quantity{}}));
}

// "excluding Alaska".
Made exclude(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr) return std::nullopt;
  return only(query::negated(query::among(set->set)));
}

// "called Austin".
Made call(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr || !query::is_named(*set->set)) return std::nullopt;
  return only(query::among(set->set));
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
  return only(query::among(query::share(std::move(things))));
}

// "in third place", by the one column that ranks.
Made place_in_order(const SetComposer& composer, const SetSlots& slots) {
  const auto* ordinal = slots.get<text::TypedValue>("ordinal");
  const auto column = composer.column_of(slots.option("adjective"));
  if (ordinal == nullptr || !column) return std::nullopt;
  Quantity place;
  place.number = ordinal->number;
  return only(measured({column->choices.front(), std::nullopt, nullptr}, Comparison::Equal,
                       {std::move(place)}));
}

Made with_pick(const SetComposer& /*composer*/, const SetSlots& slots) {
  const auto* pick = slots.get<Pick>("pick");
  if (pick == nullptr) return std::nullopt;
  return Modifier{{}, {}, {*pick}};
}

}  // namespace

std::span<const NamedSetAction> filter_actions() {
  static constexpr std::array<NamedSetAction, 21> kActions{{
      {"bound", bound},
      {"call", call},
      {"compare", compare},
      {"compare_column", compare_column},
      {"count_bound", count_bound},
      {"deny_both", deny_both},
      {"exclude", exclude},
      {"extend", extend},
      {"have", have},
      {"have_namesake", have_namesake},
      {"have_same", have_same},
      {"join_none", join_none},
      {"lie", lie},
      {"measure", measure},
      {"measure_unit", measure_unit},
      {"negate", negate},
      {"place_in_order", place_in_order},
      {"relate", relate},
      {"spell", spell},
      {"tell_apart", tell_apart},
      {"with_pick", with_pick},
  }};
  return kActions;
}

}  // namespace jauap::understanding
