#pragma once

#include "bot/knowledge/fact_store.h"
#include "bot/query/denotation.h"
#include "bot/query/query.h"

namespace jauap::query {

// Runs a query over the facts. The same query over the same facts always stands for the same.
//
// Among fitting rows the surest count; a row of a fact as written counts before the same relation
// read from another fact's other end; where rows differ only by their period and the question names
// none, the pack's default period counts. Values on which several rows agree are one answer.
Denotation evaluate(const Query& query, const knowledge::FactStore& store);

}  // namespace jauap::query
