// What is asked of several things one by one: "the largest city of each state".
#include <algorithm>
#include <array>
#include <utility>

#include "bot/understanding/set_action_tables.h"

namespace jauap::understanding {
namespace {

using query::Quantity;

// "each state", "per state"; a column of things stands for what it holds.
Made each(const SetComposer& composer, const SetSlots& slots) {
  if (const auto* set = slots.get<Noun>("set")) {
    if (query::is_named(*set->set) || set->is_part) return std::nullopt;
    return Each{*set, std::nullopt};
  }
  const auto* column = slots.get<Column>("property");
  if (column == nullptr) return std::nullopt;
  auto things = composer.things_of(*column);
  if (!things) return std::nullopt;
  return Each{std::move(*things), composer.link_of(*column)};
}

// "largest city of each state".
Made best_of_each(const SetComposer& composer, const SetSlots& slots) {
  const auto* pick = slots.get<Pick>("pick");
  const auto* set = slots.get<Noun>("set");
  const auto* each = slots.get<Each>("each");
  if (pick == nullptr || set == nullptr || each == nullptr) return std::nullopt;
  return made(composer.best_of_each(*pick, *set, *each));
}

// "how many cities in each state", "how many neighbours has each state".
Made count_of_each(const SetComposer& composer, const SetSlots& slots) {
  const auto* each = slots.get<Each>("each");
  if (each == nullptr) return std::nullopt;
  if (const auto* column = slots.get<Column>("property")) {
    return made(composer.counts_of_each(*column, *each));
  }
  const auto* set = slots.get<Noun>("set");
  if (set == nullptr) return std::nullopt;
  Quantity quantity;
  quantity.type = Quantity::Type::Count;
  quantity.set = set->set;
  return made(composer.of_each(std::move(quantity), *each));
}

// "average population of the cities in each state"; option "as".
Made add_up_each(const SetComposer& composer, const SetSlots& slots) {
  const auto type = way_to_add_up(slots);
  const auto* column = slots.get<Column>("property");
  const auto* each = slots.get<Each>("each");
  if (column == nullptr || each == nullptr || !type) return std::nullopt;
  const auto* set = slots.get<Noun>("set");
  const auto values =
      set != nullptr ? composer.values(*column, *set) : composer.values_within(*column, each->noun);
  if (!values || values->quantities.size() != 1) return std::nullopt;
  Quantity quantity = values->quantities.front();
  if (quantity.type != Quantity::Type::Value) return std::nullopt;
  quantity.type = *type;
  return made(composer.of_each(std::move(quantity), *each));
}

// "what columns are there", "what do you know about each state".
Made hold(const SetComposer& composer, const SetSlots& slots) {
  const auto* each = slots.get<Each>("each");
  const auto* set = each != nullptr ? &each->noun : slots.get<Noun>("set");
  if (set != nullptr && !set->is_bare) return std::nullopt;
  return made(composer.held_of(set));
}

// "population of each state", "how large is each state": what every one of them has.
Made have_each(const SetComposer& composer, const SetSlots& slots) {
  const auto* each = slots.get<Each>("each");
  if (each == nullptr) return std::nullopt;
  Column column;
  if (const auto* adjective = slots.get<ComparingAdjective>("adjective")) {
    if (adjective->choices.empty()) return std::nullopt;
    column.choices = {adjective->choices};
  } else if (const auto* named = slots.get<Column>("property")) {
    column = *named;
  } else {
    return each->noun;  // "list every state"
  }
  column.is_plural = true;
  return made(composer.values(column, each->noun));
}

}  // namespace

std::span<const NamedSetAction> each_actions() {
  static constexpr std::array<NamedSetAction, 6> kActions{{
      {"add_up_each", add_up_each},
      {"best_of_each", best_of_each},
      {"count_of_each", count_of_each},
      {"each", each},
      {"have_each", have_each},
      {"hold", hold},
  }};
  return kActions;
}

}  // namespace jauap::understanding
