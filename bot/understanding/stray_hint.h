#pragma once

#include <vector>

#include "bot/query/query.h"
#include "bot/understanding/line.h"
#include "bot/understanding/vocabulary.h"

namespace jauap::understanding {

// A query without one of the words that say nothing by themselves: "the partnership deal", where
// "deal" may stand beside another property only. Such words are used beside what they were not
// foreseen for, and are no ground to hold an answer back where the rest fits one fact alone.
// One query for each such word of the line, as long as the rest names a property or two words still
// hint at one. Never without what picks ("the biggest"), what is asked for ("which president") or
// what is to be worked out ("the share of"), which is marked in `marked`.
std::vector<query::Query> without_stray_hint(const Line& line, const Line& marked,
                                             const query::Query& query,
                                             const Vocabulary& vocabulary,
                                             const text::Words& words);

}  // namespace jauap::understanding
