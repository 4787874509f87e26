#include "bot/text/dates.h"

#include <array>
#include <cstddef>

namespace jauap::text {
namespace {

constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in(int year, int month) {
  // Where the year is not known it may be a leap year.
  if (month == 2 && (year == 0 || is_leap(year))) return 29;
  return kDays.at(static_cast<std::size_t>(month) - 1);
}

// Exactly `count` figures at `at`; nothing else is a part of a date.
std::optional<int> figures(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::string padded(int number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

}  // namespace

std::optional<Date> parse_iso(std::string_view text) {
  const bool has_month = text.size() >= 7 && text[4] == '-';
  const bool has_day = text.size() == 10 && text[7] == '-';
  if (text.size() != 4 && !(text.size() == 7 && has_month) && !(has_month && has_day)) {
    return std::nullopt;
  }
  const auto year = figures(text, 0, 4);
  const auto month = has_month ? figures(text, 5, 2) : 0;
  const auto day = has_day ? figures(text, 8, 2) : 0;
  if (!year || !month || !day) return std::nullopt;
  // A 0 stands for what is not known; in the text it is a mistake.
  if (*year == 0 || (has_month && *month == 0) || (has_day && *day == 0)) return std::nullopt;
  const Date date{*year, *month, *day};
  if (!is_possible(date)) return std::nullopt;
  return date;
}

std::string to_iso(const Date& date) {
  if (date.year == 0 && date.month == 0) return "";
  std::string text = date.year == 0 ? "-" : padded(date.year, 4);
  if (date.month == 0) return text;
  text += '-' + padded(date.month, 2);
  if (date.day != 0) text += '-' + padded(date.day, 2);
  return text;
}

bool covers(const Date& wide, const Date& narrow) {
  return (wide.year == 0 || wide.year == narrow.year) &&
         (wide.month == 0 || wide.month == narrow.month) &&
         (wide.day == 0 || wide.day == narrow.day);
}

bool is_possible(const Date& date) {
  if (date.year < 0 || date.year > 9999 || date.month < 0 || date.month > 12 || date.day < 0) {
    return false;
  }
  if (date.month == 0) return date.day == 0 && date.year != 0;
  return date.day <= days_in(date.year, date.month);
}

namespace {

constexpr double kMonthsOfYear = 12;
constexpr double kDaysOfMonth = 31;  // of all months, so that a day is what it is in any

}  // namespace

double years_of(const Date& date) {
  const double day = date.day == 0 ? 0 : (date.day - 1) / kDaysOfMonth;
  return date.year + (date.month == 0 ? 0 : (date.month - 1 + day) / kMonthsOfYear);
}

double stretch_of(const Date& date) {
  constexpr double kMonth = (kDaysOfMonth - 1) / kDaysOfMonth / kMonthsOfYear;
  if (date.month == 0) return (kMonthsOfYear - 1) / kMonthsOfYear + kMonth;
  return date.day == 0 ? kMonth : 0;
}

}  // namespace jauap::text
