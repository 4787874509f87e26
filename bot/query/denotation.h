#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/project.h"

namespace jauap::query {

// What a query stands for in a fact store.
struct Denotation {
  enum class Kind : std::uint8_t {
    Nothing,    // no fact fits
    Lacking,    // facts fit, but do not hold the wanted part: `facts` are those
    Values,     // `values` from `facts`
    Ambiguous,  // facts fit that answer differently: `facts` are the readings
  };
  Kind kind = Kind::Nothing;
  std::vector<Projected> values;
  std::vector<knowledge::FactId> facts;  // that the denotation rests on, each once
  std::optional<bool> truth;             // of a Verify
  // The pack's default period was taken, since the question named none.
  bool default_period = false;
};

}  // namespace jauap::query
