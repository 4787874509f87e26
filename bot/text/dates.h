#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace jauap::text {

// A day, a month or a year of the Gregorian calendar. What is not known is 0: "7 November" has no
// year, "1993" neither month nor day.
struct Date {
  int year = 0;
  int month = 0;
  int day = 0;

  // clang-tidy 14 takes the 0 that it compares with for a null pointer.
  auto operator<=>(const Date&) const = default;  // NOLINT(modernize-use-nullptr)
};

// ISO 8601: "1993", "1993-11", "1993-11-07". Nothing for any other text or an impossible day.
std::optional<Date> parse_iso(std::string_view text);
// The inverse; without a year "--11-07" and "--11", as in ISO 8601:2000, which parse_iso does not
// read. "" where neither year nor month is known.
std::string to_iso(const Date& date);
// Whether `narrow` lies within `wide`: 1993 covers 1993-11-07, --11-07 covers 1993-11-07, and every
// date covers itself.
bool covers(const Date& wide, const Date& narrow);
// Whether the parts that are known make a possible date from year 1 to 9999 (29 February only in
// leap years). A day needs its month; a date of which nothing is known is not possible.
bool is_possible(const Date& date);

// The first day of a date with a year as a number that compares like days: years, with the rest
// behind the point; and how long it goes on in these, to its last day.
double years_of(const Date& date);
double stretch_of(const Date& date);

}  // namespace jauap::text
