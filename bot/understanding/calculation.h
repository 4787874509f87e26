#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/knowledge/fact_store.h"
#include "bot/query/calculation.h"
#include "bot/text/words.h"
#include "bot/understanding/line.h"

namespace jauap::understanding {

// What a line in which something is to be worked out stands for.
struct CalculationReading {
  std::optional<query::CalculationDenotation> found;
  // Where one of two is held and the other is not: the words of the other.
  std::string lacking;
};

// Reads a line that mark_calculations() and run_cascade() have gone over. The line is cut into two
// sides where a joint stands, at what marks the calculation, or else anywhere between two names;
// each side is an ordinary query that must stand for exactly one fact. Of the ways to cut that are
// equally likely all that lead anywhere must lead to the same. Nothing where the line asks for no
// calculation, or for something else besides.
std::optional<CalculationReading> read_calculation(const Line& line,
                                                   const knowledge::FactStore& store,
                                                   const text::Words& words,
                                                   std::string_view question);

}  // namespace jauap::understanding
