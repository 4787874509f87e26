#pragma once

#include <optional>

#include "bot/knowledge/fact_store.h"
#include "bot/query/set.h"
#include "bot/text/words.h"
#include "bot/understanding/line.h"

namespace jauap::understanding {

// A line about the things of a table's kind as a query over a set; nothing where it is about
// something else, or where any word of it has no place in the reading. Read from right to left,
// since English puts what a set is picked by behind it:
//
//   the largest | city | in a | state | that borders | Texas
//   extreme of    cities related to states related by border to Texas
//
// Only kinds of tables are sets: of others it is not known whether all their things are held.
std::optional<query::SetQuery> read_set(const Line& line, const knowledge::FactStore& store,
                                        const text::Words& words);

}  // namespace jauap::understanding
