#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/query.h"

namespace jauap::answers {

// Questions that the facts answer and that are near what was asked: those of the facts in which the
// most of the conditions have a place, in the order of the pack among equals; at most `limit`.
// Facts in `exclude` are left out. Empty where no fact has a place for any condition.
std::vector<std::string> suggest(const knowledge::FactStore& store,
                                 const std::vector<query::Condition>& conditions,
                                 const std::vector<knowledge::FactId>& exclude, std::size_t limit);

// Questions to begin with, spread over the packs and what they hold; `skip` leaves out as many that
// were shown before. The same call gives the same ones.
std::vector<std::string> starters(const knowledge::FactStore& store, std::size_t limit,
                                  std::size_t skip = 0);

}  // namespace jauap::answers
