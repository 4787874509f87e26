#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "bot/understanding/set_actions.h"

namespace jauap::understanding {

struct NamedSetAction {
  std::string_view name;
  SetAction action = nullptr;
};

// Sum, average or median, by the option "as" of the rule; nothing for any other.
std::optional<query::Quantity::Type> way_to_add_up(const SetSlots& slots);

// The actions by what they make: what narrows descriptions, the descriptions themselves, what is
// picked and reckoned, what may be so or not, and what is asked of things one by one.
std::span<const NamedSetAction> filter_actions();
std::span<const NamedSetAction> noun_actions();
std::span<const NamedSetAction> number_actions();
std::span<const NamedSetAction> claim_actions();
std::span<const NamedSetAction> each_actions();

}  // namespace jauap::understanding
