#pragma once

#include <optional>

#include "bot/text/dates.h"

namespace jauap::query {

// The time between two dates, as exact as both are: years, months and days where both are days;
// years and months where one is a month; else calendar years alone.
struct Elapsed {
  int years = 0;
  std::optional<int> months;
  std::optional<int> days;
  std::optional<int> all_days;  // all of it in days, where both dates are days

  bool operator==(const Elapsed&) const = default;
};

// From 1993-11-07 to 2022-06-15: 28 years, 7 months, 8 days. Nothing where `from` is later than
// `to` or one of them has no year.
std::optional<Elapsed> elapsed(const text::Date& from, const text::Date& to);

// Which of two dates is the earlier: -1, 0 or 1. Nothing where that cannot be told, since one of
// them lies in the other: 1993 and 7 November 1993.
std::optional<int> order_of(const text::Date& left, const text::Date& right);

// The same day some years later; of 29 February the day before where there is none.
text::Date years_later(text::Date date, int years);

}  // namespace jauap::query
