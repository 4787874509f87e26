#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/query.h"

namespace jauap::answers {

// A fact, and how much of what was asked has a place in it: 3 for its property, 1 for a thing or
// for a word that stands beside its property.
struct NearFact {
  knowledge::FactId fact{};
  std::size_t weight = 0;
};

// The facts in which any of the conditions has a place, those of the most weight first; among
// equals what was written before cells of tables, in the order of the pack.
std::vector<NearFact> near(const knowledge::FactStore& store,
                           const std::vector<query::Condition>& conditions);

// The questions that those facts answer, without those in `exclude`; at most `limit`.
std::vector<std::string> suggest(const knowledge::FactStore& store,
                                 const std::vector<NearFact>& near,
                                 const std::vector<knowledge::FactId>& exclude, std::size_t limit);

// Questions to begin with, spread over the packs and what they hold; `skip` leaves out as many that
// were shown before. The same call gives the same ones.
std::vector<std::string> starters(const knowledge::FactStore& store, std::size_t limit,
                                  std::size_t skip = 0);

}  // namespace jauap::answers
