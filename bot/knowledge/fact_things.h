#pragma once

#include "bot/knowledge/fact_view.h"
#include "bot/knowledge/value.h"

namespace jauap::knowledge {

// Whether a thing stands in a fact, in any role: subject, counterpart, place or value. Linear in
// what the fact holds.
bool has_thing(const Fact& fact, EntityId thing);

}  // namespace jauap::knowledge
