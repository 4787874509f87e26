#pragma once

#include <optional>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/calculation.h"
#include "bot/query/query.h"
#include "bot/text/words.h"
#include "bot/understanding/line.h"

namespace jauap::understanding {

// One side of a calculation: what a part of a line says of it.
struct Side {
  std::optional<query::Query> query;    // what it names,
  std::optional<query::Operand> given;  // or the number or date that it gives
};

Side read_side(const Line& line, const text::Words& words);

// The one date that a side stands for: when what it names happened. What of it may be said on the
// other side: "was A built before B?".
std::optional<query::Operand> date_of(const Side& side, const Side& other,
                                      const knowledge::FactStore& store);

// The one number of exactly one fact that a side stands for.
std::optional<query::Operand> number_of(const Side& side, const knowledge::FactStore& store);

// The numbers that two sides stand for.
struct NumberPair {
  std::vector<query::Operand> operands;
  bool apart = false;  // each side names a time of its own
};

// The ways to understand two sides as numbers. What one of them leaves out is taken from the other:
// the time, whose it is, what of it ("exports and imports of A in 2021"). `plain` takes what the
// words say; where that leads to nothing, a side may also lack the name of what the other says of
// it: "did exports grow more than trade?".
struct NumberPairs {
  std::vector<NumberPair> plain;
  std::vector<NumberPair> stretched;
};
NumberPairs numbers_of(const Side& first, const Side& second, const knowledge::FactStore& store);

}  // namespace jauap::understanding
