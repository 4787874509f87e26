#pragma once

#include <span>

#include "bot/knowledge/fact_store.h"
#include "bot/knowledge/fact_view.h"
#include "bot/knowledge/value.h"

namespace jauap::knowledge {

// Whether a thing stands in a fact, in any role: subject, counterpart, place or value. Linear in
// what the fact holds.
bool has_thing(const Fact& fact, EntityId thing);

// The rows with a thing, and none where it has more than a few hundred: what is told so often, as a
// word in a column is, tells nothing by any one of them.
std::span<const RowId> few_rows_with(const FactStore& store, EntityId thing);

// Whether what a property says is how many of something there are, or who does or is something.
bool says_how_many(const Property& property);
bool says_who(const Property& property);

// Whether the words of a thing's name stand in another's: "Finland" in "the Parliament of Finland".
bool is_in_name_of(const FactStore& store, EntityId part, EntityId whole);

}  // namespace jauap::knowledge
