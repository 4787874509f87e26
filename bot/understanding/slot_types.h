#pragma once

#include <string>
#include <vector>

namespace jauap::understanding {

// All types of tokens that {slots} of rules may name: of phrases and of sets. Sorted.
const std::vector<std::string>& all_slot_types();

}  // namespace jauap::understanding
