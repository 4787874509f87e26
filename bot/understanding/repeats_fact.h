#pragma once

#include "bot/knowledge/fact_store.h"
#include "bot/query/query.h"
#include "bot/text/words.h"

namespace jauap::understanding {

// Whether a fact says every number, date and thing that a query gives, in its parts or in its
// sentence, so that the query says nothing else than the fact does. Who does what to whom is not
// looked at.
bool repeats_fact(const query::Query& query, const knowledge::FactStore& store,
                  const text::Words& words, knowledge::FactId id);

// Whether a fact's sentence names the things of a query in the order in which that names them.
bool names_in_order(const query::Query& query, const knowledge::FactStore& store,
                    const text::Words& words, knowledge::FactId id);

}  // namespace jauap::understanding
