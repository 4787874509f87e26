#pragma once

#include <cstdint>
#include <vector>

#include "bot/knowledge/fact_store.h"

namespace jauap {

// Cells and written facts, in their order.
inline std::vector<knowledge::Fact> all_facts(const knowledge::FactStore& store) {
  std::vector<knowledge::Fact> facts;
  for (std::uint32_t i = 0; i < store.fact_count(); ++i) {
    facts.push_back(store.fact(knowledge::FactId{i}));
  }
  return facts;
}

}  // namespace jauap
