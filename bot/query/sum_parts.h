#pragma once

#include <optional>

#include "bot/knowledge/fact_store.h"
#include "bot/query/calculation.h"
#include "bot/query/query.h"

namespace jauap::query {

// The property that one is a part of (Property::sum), if it is of any.
std::optional<knowledge::PropertyId> whole_of(knowledge::PropertyId part,
                                              const knowledge::FactStore& store);

// For a query that no fact fits at the time it gives, of a property that is a part of another
// (Property::sum), or is such a whole: the number, worked out of the other two of that time. Whose
// it is, the facts of other times say. Nothing where one of the two is not held, or where the query
// asks for anything but an amount.
std::optional<CalculationDenotation> work_out_by_sum(const Query& query,
                                                     const knowledge::FactStore& store);

// What is left of a whole without one of its parts, both given by their numbers: "40 million
// without 30 million" of what came in and out in the same year. Nothing where no two facts of one
// time have those numbers, or more than two have. What is left is said to be unsaid where no fact
// gives it.
struct Rest {
  CalculationDenotation calculation;
  knowledge::PropertyId other{};  // the part that is left
};
std::optional<Rest> rest_of_whole(const Amount& whole, const Amount& part,
                                  const knowledge::FactStore& store);

}  // namespace jauap::query
