#pragma once

#include <optional>

#include "bot/knowledge/fact_store.h"
#include "bot/query/query.h"
#include "bot/text/words.h"

namespace jauap::understanding {

// What a question takes for granted and the facts hold differently.
struct Premise {
  knowledge::FactId fact{};  // what holds instead
};

// For a query that no fact fits: the one fact that fits in all but a given value. A number differs
// from a fact's value; a date differs from when an event was, or from that of the number that is
// given; two things stand in each other's place. A differing qualifier alone is not a wrong
// premise but something not held: the trade of a year for which there is no figure.
// Nothing where no such fact, or more than one, fits in all else, nor where that fact says every
// number, date and thing that the query gives (repeats_fact.h), unless it says them the other way
// round.
std::optional<Premise> check_premise(const query::Query& query, const knowledge::FactStore& store,
                                     const text::Words& words);

// For a query with a word that says the opposite of a property ("why did trade fall?"): the one
// fact of that property that fits in all else.
std::optional<Premise> check_antonym(const query::Query& query, const knowledge::FactStore& store);

// What a claim says of the number in a thing's name ("it is the 20th anniversary"), and what any
// other question but that for the time takes wrongly for granted of it ("how was the 20th
// marked?").
struct NumberedName {
  knowledge::FactId fact{};  // what happened to that thing
  bool is_so = false;        // whether its name has that number
};
std::optional<NumberedName> check_name(const query::Query& query, const knowledge::FactStore& store,
                                       const text::Words& words);

// Whether some fact fits a query that none fits, with two of its things in each other's place: what
// it asks for is said of them the other way round.
bool is_other_way_round(const query::Query& query, const knowledge::FactStore& store);

// The query without the times it gives, if it gives any: what is held of other times.
std::optional<query::Query> at_any_time(const query::Query& query);

// The one fact that a question asks for in a unit that it does not have, where that is all that
// keeps it from being the answer.
std::optional<Premise> check_unit(const query::Query& query, const knowledge::FactStore& store);

}  // namespace jauap::understanding
