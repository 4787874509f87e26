// What picks and what is reckoned: "the second largest", "how many", "the total area of".
#include <algorithm>
#include <array>
#include <utility>

#include "bot/understanding/set_action_tables.h"

namespace jauap::understanding {
using query::Measure;
using query::Quantity;

std::optional<Quantity::Type> way_to_add_up(const SetSlots& slots) {
  constexpr std::array<std::pair<std::string_view, Quantity::Type>, 3> kTypes{{
      {"total", Quantity::Type::Total},
      {"average", Quantity::Type::Average},
      {"median", Quantity::Type::Median},
  }};
  const std::string wanted = slots.option("as");
  const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                  [&](const auto& entry) { return entry.first == wanted; });
  if (found == kTypes.end()) return std::nullopt;
  return found->second;
}

namespace {

bool leaves_out(const query::Set& set) {
  if (set.type != query::Set::Type::Filtered) return false;
  const auto is_left_out = [](const query::Filter& filter) {
    return filter.type == query::Filter::Type::Not &&
           filter.parts.front().type == query::Filter::Type::Among;
  };
  const auto& parts = set.filter->parts;
  return is_left_out(*set.filter) || leaves_out(*set.operand) ||
         (set.filter->type == query::Filter::Type::All &&
          std::any_of(parts.begin(), parts.end(), is_left_out));
}

// "the largest", "the second largest", "the three most populous"; option "degree" "less" for the
// other end.
Made pick(const SetComposer& composer, const SetSlots& slots) {
  Pick pick;
  const bool is_less = slots.option("degree") == "less";
  if (const auto type = way_to_add_up(slots)) {
    // "the highest average salary"
    const auto* column = slots.get<Column>("property");
    const auto measure = column == nullptr ? std::nullopt : composer.measure_of(*column);
    if (!measure || *type == Quantity::Type::Median) return std::nullopt;
    pick.measure = *measure;
    pick.measure.add_up =
        *type == Quantity::Type::Total ? query::AddUp::Total : query::AddUp::Average;
    pick.up = !is_less;
    return pick;
  }
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
      // "borders the fewest states excluding Alaska": what is left out is not picked.
      if (leaves_out(*set->set)) return std::nullopt;
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

// Whether a verb beside a column says the same: "languages" that are "spoken".
bool belongs(const SetSlots& slots, const Column& column) {
  const auto* verb = slots.get<Verb>("verb");
  if (verb == nullptr) return true;
  return std::any_of(column.choices.begin(), column.choices.end(), [&](const auto& choices) {
    return std::any_of(choices.front().begin(), choices.front().end(), [&](const auto property) {
      return query::holds(verb->link.properties, property);
    });
  });
}

// "capital of Texas" as a thing, "population of Texas" as values.
Made of(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  const auto* set = slots.get<Noun>("set");
  if (column == nullptr || set == nullptr || !belongs(slots, *column)) {
    return std::nullopt;
  }
  // "when does X leave" asks for a time, "how much did X earn" for a number, "where does X go" for
  // a thing.
  const std::string wanted = slots.option("as");
  if (wanted == "dates" && !composer.holds_dates(*column) && !composer.holds_times(*column)) {
    return std::nullopt;
  }
  if (wanted == "numbers" && (!composer.measure_of(*column) || composer.holds_dates(*column))) {
    return std::nullopt;
  }
  if (wanted == "things" && !composer.link_of(*column)) return std::nullopt;
  // "how many goals did X score": both words name the same.
  if (const auto* again = slots.get<Column>("again")) {
    const auto same = composer.common(*column, *again);
    if (!same) return std::nullopt;
    return made(composer.values(*same, *set));
  }
  if (auto image = composer.image(*column, *set)) {
    return made(std::move(image));
  }
  return made(composer.values(*column, *set));
}

// "how large is Texas".
Made degree(const SetComposer& composer, const SetSlots& slots) {
  const auto* adjective = slots.get<ComparingAdjective>("adjective");
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr) return std::nullopt;
  // "how much is X" asks how expensive it is.
  if (const std::string word = slots.option("adjective"); !word.empty()) {
    const auto column = composer.column_of(word);
    if (!column) return std::nullopt;
    return made(composer.values(*column, *set));
  }
  if (adjective == nullptr || adjective->choices.empty()) return std::nullopt;
  if (auto values = composer.values({{adjective->choices}}, *set)) return made(std::move(values));
  return made(composer.extent(*set));
}

// "how many states"; "how many neighbours has Texas" counts what the column leads to.
Made count(const SetComposer& composer, const SetSlots& slots) {
  const auto* set = slots.get<Noun>("set");
  std::optional<Noun> any;
  if (const auto* filter = slots.get<Modifier>("filter")) {
    any = composer.whoever(*filter);
    set = any ? &*any : nullptr;
  }
  if (set == nullptr) return std::nullopt;
  if (const auto* column = slots.get<Column>("property")) {
    if (!belongs(slots, *column)) return std::nullopt;
    const auto image = composer.image(*column, *set);
    if (!image) return made(composer.values(*column, *set));
    Quantity quantity;
    quantity.type = Quantity::Type::Count;
    quantity.set = image->set;
    return Sought{{std::move(quantity)}};
  }
  // "how many flights are delayed": those of the kind.
  if (const auto* kind = slots.get<Noun>("kind")) {
    if (!kind->is_bare || query::is_named(*set->set)) return std::nullopt;
    if (!composer.is_of_kind(*set, kind->set->kind)) return std::nullopt;
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
  const auto type = way_to_add_up(slots);
  const auto* sought = slots.get<Sought>("quantity");
  std::optional<Sought> values;
  if (sought != nullptr) {
    values = *sought;
  } else {
    const auto* column = slots.get<Column>("property");
    const auto* set = slots.get<Noun>("set");
    // "the total of the unpaid invoices": of the one column of money.
    const auto money =
        column == nullptr && slots.option("as") == "total" ? composer.only_money() : std::nullopt;
    if (money) column = &*money;
    if (column == nullptr) return std::nullopt;
    // "the average price": of all, where all are of one kind.
    const auto everything = set == nullptr ? composer.whoever({}) : std::nullopt;
    if (set == nullptr && !everything) return std::nullopt;
    values = set == nullptr ? composer.values(*column, *everything)
                            : composer.values_within(*column, *set);
  }
  if (!values || !type || values->quantities.size() != 1) return std::nullopt;
  Quantity& quantity = values->quantities.front();
  if (quantity.type != Quantity::Type::Value) return std::nullopt;
  quantity.type = *type;
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
    const bool is_named = slots.get<Column>("property") != nullptr;
    // "How much later is A than B?", where no table has times.
    if (adjective->choices.empty() && !is_named) return std::nullopt;
    if (!is_named) column = Column{{adjective->choices}};
    if (result.type == Quantity::Type::Difference) result.presumed = slots.text("comparative");
    result.up = adjective->up;
  } else if (const auto word = slots.option("adjective"); !word.empty()) {
    column = composer.column_of(word);
    if (!column) return std::nullopt;
  }
  // "how many people more populous", "how many times larger in population": as it is named.
  if (const auto* named = slots.get<Column>("property")) column = *named;
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

// "how much did the population of X grow between 2010 and 2020"; option "as" "growth" in percent.
Made grow(const SetComposer& composer, const SetSlots& slots) {
  const auto* column = slots.get<Column>("property");
  const auto* set = slots.get<Noun>("set");
  if (column == nullptr || set == nullptr) return std::nullopt;
  const auto of = [&](const text::TypedValue* year, std::optional<Column> otherwise) {
    if (year == nullptr) return otherwise;
    if (year->kind != text::ValueKind::Date) return std::optional<Column>{};
    return composer.in_year(*column, year->date.year);
  };
  const auto before = of(slots.get<text::TypedValue>("from"), composer.in_first_year(*column));
  const auto after = of(slots.get<text::TypedValue>("to"), composer.in_last_year(*column));
  if (!before || !after) return std::nullopt;
  Quantity result;
  result.type = slots.option("as") == "growth" ? Quantity::Type::Growth : Quantity::Type::Change;
  for (const auto* one : {&*after, &*before}) {
    const auto values = composer.values(*one, *set);
    if (!values) return std::nullopt;
    result.operands.push_back(values->quantities.front());
  }
  return Sought{{std::move(result)}};
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

}  // namespace

std::span<const NamedSetAction> number_actions() {
  static constexpr std::array<NamedSetAction, 12> kActions{{
      {"add_up", add_up},
      {"convert", convert},
      {"count", count},
      {"degree", degree},
      {"grow", grow},
      {"of", of},
      {"pick", pick},
      {"place", place},
      {"rank", rank},
      {"reckon", reckon},
      {"same_of_another", same_of_another},
      {"share", share},
  }};
  return kActions;
}

}  // namespace jauap::understanding
