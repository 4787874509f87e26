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
// picked and reckoned, and what may be so or not.
std::span<const NamedSetAction> filter_actions();
std::span<const NamedSetAction> noun_actions();
std::span<const NamedSetAction> number_actions();
std::span<const NamedSetAction> claim_actions();

}  // namespace jauap::understanding
