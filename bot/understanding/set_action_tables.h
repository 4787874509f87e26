#pragma once

#include <span>
#include <string_view>

#include "bot/understanding/set_actions.h"

namespace jauap::understanding {

struct NamedSetAction {
  std::string_view name;
  SetAction action = nullptr;
};

// The actions by what they make: what narrows descriptions, the descriptions themselves, what is
// picked and reckoned, what may be so or not, and what is asked of things one by one.
std::span<const NamedSetAction> filter_actions();
std::span<const NamedSetAction> noun_actions();
std::span<const NamedSetAction> number_actions();
std::span<const NamedSetAction> claim_actions();
std::span<const NamedSetAction> each_actions();

}  // namespace jauap::understanding
