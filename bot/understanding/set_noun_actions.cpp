// Descriptions of things: "the largest city in Texas", "Texas and Ohio".
#include <array>
#include <utility>

#include "bot/understanding/set_action_tables.h"

namespace jauap::understanding {
namespace {

using query::Filter;
using query::Measure;
using query::related;
using query::Set;

Made extreme(const SetComposer& composer, const SetSlots& slots) {
  const auto* pick = slots.get<Pick>("pick");
  const auto* set = slots.get<Noun>("set");
  if (pick == nullptr || set == nullptr) return std::nullopt;
  return made(composer.extreme(*pick, *set));
}

// "top 3 teams by points", "the 3 teams with the most points".
Made top(const SetComposer& composer, const SetSlots& slots) {
  const auto* amount = slots.get<text::TypedValue>("amount");
  const auto* set = slots.get<Noun>("set");
  if (amount == nullptr || set == nullptr) return std::nullopt;
  constexpr double kMost = 1000;
  const bool is_count =
      amount->kind == text::ValueKind::Number && amount->number >= 1 && amount->number <= kMost;
  if (!is_count) return std::nullopt;
  Pick pick;
  if (const auto* picked = slots.get<Pick>("pick")) {
    pick = *picked;
    if (pick.rank != 1 || pick.count != 1) return std::nullopt;
  } else {
    const auto* column = slots.get<Column>("property");
    const auto measure = column == nullptr ? std::nullopt : composer.measure_of(*column);
    if (!measure) return std::nullopt;
    pick.measure = *measure;
  }
  pick.count = static_cast<std::size_t>(amount->number);
  return made(composer.extreme(pick, *set));
}

// "the team that scored the most goals": the verb and what it has the most of name the same.
Made extreme_again(const SetComposer& composer, const SetSlots& slots) {
  const auto* pick = slots.get<Pick>("pick");
  const auto* again = slots.get<Column>("again");
  if (pick == nullptr || again == nullptr || pick->measure.choices.empty()) return std::nullopt;
  const auto same = composer.common({{pick->measure.choices}}, *again);
  if (!same) return std::nullopt;
  Pick narrowed = *pick;
  narrowed.measure.choices = same->choices.front();
  const auto* set = slots.get<Noun>("set");
  const auto everything = set == nullptr ? composer.whoever({}) : std::nullopt;
  if (set == nullptr && !everything) return std::nullopt;
  return made(composer.extreme(narrowed, set == nullptr ? *everything : *set));
}

// "the most common language"; option "degree".
Made commonest(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  if (column == nullptr) return std::nullopt;
  return made(composer.commonest(*column, slots.option("degree") != "less"));
}

// "which was founded last"; "first" as an ordinal.
Made pick_by_date(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  if (column == nullptr || !composer.holds_dates(*column)) return std::nullopt;
  const auto measure = composer.measure_of(*column);
  if (!measure) return std::nullopt;
  Pick pick;
  pick.measure = *measure;
  pick.up = slots.option("degree") != "less";
  if (const auto* ordinal = slots.get<text::TypedValue>("ordinal")) {
    constexpr double kFarthest = 1000;
    if (ordinal->number < 1 || ordinal->number > kFarthest) return std::nullopt;
    pick.rank = static_cast<std::size_t>(ordinal->number);
    pick.up = false;
  }
  const auto* set = slots.get<Noun>("set");
  const auto everything = set == nullptr ? composer.whoever({}) : std::nullopt;
  if (set == nullptr && !everything) return std::nullopt;
  return made(composer.extreme(pick, set == nullptr ? *everything : *set));
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
  if (!slots.option("cost").empty() && !query::is_named(*thing->set)) return std::nullopt;
  return made(composer.modify(*set, {{}, {thing->set}, {}}));
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

Made name_kind(const SetComposer& composer, const SetSlots& slots) {
  const auto* kind = slots.get<Noun>("kind");
  const auto* thing = slots.get<Noun>("thing");
  if (kind == nullptr || thing == nullptr) return std::nullopt;
  return made(composer.named(*kind, *thing));
}

// A modifier of one condition as a filter.
std::optional<Filter> as_filter(const Modifier& modifier) {
  if (!modifier.picks.empty() || !modifier.not_places.empty()) return std::nullopt;
  if (modifier.filters.size() + modifier.places.size() != 1) return std::nullopt;
  if (!modifier.filters.empty()) return modifier.filters.front();
  Filter lying;
  lying.type = Filter::Type::Lying;
  lying.set = modifier.places.front();
  return lying;
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
    // "states that border Texas and Ohio": what is described and a name are no list.
    const bool is_described = first->set->type == Set::Type::Filtered &&
                              !query::is_named(*first->set) && !query::is_listed(*first->set);
    if (is_described && query::is_named(*second->set)) return std::nullopt;
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
    both.not_places.insert(both.not_places.end(), second->not_places.begin(),
                           second->not_places.end());
    both.stands_in_front = first->stands_in_front && second->stands_in_front;
    both.is_having = first->is_having || second->is_having;
    return both;
  }
  auto one = as_filter(*first);
  auto other = as_filter(*second);
  if (!one || !other) return std::nullopt;
  Filter either;
  either.type = Filter::Type::Any;
  either.parts = {std::move(*one), std::move(*other)};
  return only(std::move(either));
}

// "the 50 states", "that are landlocked", "the latitude column": words that change nothing.
Made keep(const SetComposer& composer, const SetSlots& slots) {
  if (const auto* filter = slots.get<Modifier>("filter")) return *filter;
  if (const auto* column = slots.get<Column>("property")) {
    // "the number of pages" is what a column of numbers says; of things it counts them.
    const bool is_counted = slots.option("as") == "numbers" && composer.link_of(*column);
    if (is_counted) return std::nullopt;
    return *column;
  }
  if (const auto* sought = slots.get<Sought>("quantity")) return *sought;
  if (const auto* pick = slots.get<Pick>("pick")) return *pick;
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr) return std::nullopt;
  if (!slots.option("cost").empty() && query::is_named(*set->set)) return std::nullopt;
  // "both" takes two: it says nothing of the first of them alone.
  if (slots.option("as") == "each" && set->set->type != Set::Type::Joined) return std::nullopt;
  return *set;
}

// "the entries", where all are of one kind.
Made everything(const SetComposer& composer, const SetSlots& /*slots*/) {
  return made(composer.whoever({}));
}

// "a person from Texas, which state is that": the thing that is told by another word of it.
Made home(const SetComposer& composer, const SetSlots& slots) {
  const auto* thing = slots.get<Noun>("thing");
  const auto* kind = slots.get<Noun>("kind");
  if (thing == nullptr || (kind != nullptr && !kind->is_bare)) return std::nullopt;
  return made(composer.home(*thing, kind));
}

// "whose capital is Austin".
Made whoever_has(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  const auto* set = slots.get<Noun>("set");
  if (column == nullptr || set == nullptr) return std::nullopt;
  auto link = composer.link_of(*column);
  if (!link) return std::nullopt;
  return made(composer.whoever(only(related(std::move(*link), set->set))));
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

// "which state is the largest state": what it is, of the kind asked for.
Made be(const SetComposer& composer, const SetSlots& slots) {
  const auto* kind = slots.get<Noun>("kind");
  const auto* set = slots.get<Noun>("set");
  if (kind == nullptr || set == nullptr || !kind->is_bare) return std::nullopt;
  if (query::is_named(*set->set)) return std::nullopt;
  if (!composer.is_of_kind(*set, kind->set->kind)) return std::nullopt;
  return *set;
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

// "the capitals" of all.
Made things_of(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  if (column == nullptr) return std::nullopt;
  return made(composer.things_of(*column));
}

// "square miles" as what is asked for.
Made unit_column(const SetComposer& composer, const SetSlots& slots) {
  const auto* unit = slots.get<InUnit>("unit");
  if (unit == nullptr) return std::nullopt;
  return made(composer.column_in(unit->unit));
}

// "where is Austin", "in which state is Austin".
Made locate(const SetComposer& composer, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  const auto* kind = slots.get<Noun>("kind");
  if (set == nullptr || (kind != nullptr && !kind->is_bare)) return std::nullopt;
  return made(composer.places(*set, kind));
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
  if (!query::is_named(*set->set) && !query::is_listed(*set->set)) return std::nullopt;
  return made(composer.extreme(pick, *set));
}

}  // namespace

std::span<const NamedSetAction> noun_actions() {
  static constexpr std::array<NamedSetAction, 23> kActions{{
      {"be", be},
      {"choose", choose},
      {"commonest", commonest},
      {"everything", everything},
      {"everywhere", everywhere},
      {"extreme", extreme},
      {"extreme_again", extreme_again},
      {"home", home},
      {"join", join},
      {"keep", keep},
      {"locate", locate},
      {"measure_pick", measure_pick},
      {"modify", modify},
      {"modify_by_thing", modify_by_thing},
      {"name_kind", name_kind},
      {"pick_by_date", pick_by_date},
      {"relate_column", relate_column},
      {"relate_kind", relate_kind},
      {"things_of", things_of},
      {"top", top},
      {"unit_column", unit_column},
      {"whoever", whoever},
      {"whoever_has", whoever_has},
  }};
  return kActions;
}

}  // namespace jauap::understanding
