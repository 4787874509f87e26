#pragma once

#include <optional>

#include "bot/knowledge/fact_store.h"
#include "bot/query/calculation.h"
#include "bot/query/query.h"

namespace jauap::query {

// For a query that no fact fits at the time it gives, of a property that is a part of another
// (Property::sum), or is such a whole: the number, worked out of the other two of that time. Whose
// it is, the facts of other times say. Nothing where one of the two is not held, or where the query
// asks for anything but an amount.
std::optional<CalculationDenotation> work_out_by_sum(const Query& query,
                                                     const knowledge::FactStore& store);

}  // namespace jauap::query
