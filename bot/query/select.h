#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bot/knowledge/fact_store.h"
#include "bot/query/query.h"

namespace jauap::query {

// How a row came to fit: the smaller the surer. Rows of different sureness are never mixed in one
// answer.
enum class Sureness : std::uint8_t {
  Named,     // its property is named
  AskedFor,  // the question word asks for its property, and a thing in it is named
  // Two hints of its property, or one and a subject, value, date or number of it, or one and two
  // things that it concerns where the question word asks for its property.
  Hinted,
  Given,  // a date, a number or a thing in it is given, its property is not
};

struct FittingRow {
  knowledge::RowId row{};
  Sureness sureness = Sureness::Named;
  std::size_t hints = 0;  // names that nothing but a hint of its property explains
};

// Whether a number is that of an amount, as far as the places that were given tell.
bool agrees(const Amount& amount, double number);

// Whether a date lies within a time that a question gives.
bool covers(const At& at, const text::Date& date);

// The unit of what a fact says: "USD"; "%" of a percentage; "" of none.
std::string unit_said(const knowledge::FactStore& store, const knowledge::Fact& fact);

// "How many people live in B?": whether a query asks for an amount and names nothing of a row but
// where it is. How many of A's there are in B does not tell it.
bool counts_at_place_only(const knowledge::FactStore& store, const knowledge::FactRow& row,
                          const Query& query);

// Whether one condition of a query has a place in a row.
bool fits(const knowledge::FactStore& store, const knowledge::FactRow& row,
          const Condition& condition, const Query& query);

// All rows that fit every condition, ascending. Begins with the condition that the fewest rows can
// fit, so the cost follows the rarest name, not the number of facts. No condition: no rows.
std::vector<FittingRow> select(const knowledge::FactStore& store, const Query& query);

}  // namespace jauap::query
