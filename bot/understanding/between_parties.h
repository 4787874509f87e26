#pragma once

#include <optional>

#include "bot/knowledge/fact_store.h"
#include "bot/query/query.h"
#include "bot/understanding/premise.h"

namespace jauap::understanding {

// For a claim that a thing is between two parties ("the treaty is between A and C") which no fact
// says: the fact that names one of the two as a party of that thing beside another, and so says
// between whom it is. Nothing where no fact does, or where the claim says anything else.
std::optional<Premise> check_parties(const query::Query& query, const knowledge::FactStore& store);

}  // namespace jauap::understanding
