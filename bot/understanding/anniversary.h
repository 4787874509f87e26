#pragma once

#include <optional>

#include "bot/knowledge/fact_store.h"
#include "bot/query/calculation.h"
#include "bot/text/words.h"
#include "bot/understanding/line.h"

namespace jauap::understanding {

// 30 of "the 30th anniversary of …": what happened on it happened 30 years after what it is of. 0
// where the name of a thing has no such number.
int ordinal_in_name(knowledge::EntityId thing, const knowledge::FactStore& store,
                    const text::Words& words);

// "When will the 40th anniversary be?": the day of the one thing that is numbered in its name and
// called by a word that marks the calculation in the line. Nothing where there are several.
std::optional<query::Operand> find_anniversary(const Line& line, const knowledge::FactStore& store,
                                               const text::Words& words);

// "50 years of relations": the one thing that happened once of all to which the words of a question
// point, where none of them is its name.
std::optional<query::Operand> find_event(const query::Query& query,
                                         const knowledge::FactStore& store);

}  // namespace jauap::understanding
