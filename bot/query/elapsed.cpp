#include "bot/query/elapsed.h"

#include <chrono>

namespace jauap::query {
namespace {

constexpr int kMonths = 12;

std::chrono::sys_days to_days(const text::Date& date) {
  return std::chrono::year_month_day{std::chrono::year{date.year},
                                     std::chrono::month{static_cast<unsigned>(date.month)},
                                     std::chrono::day{static_cast<unsigned>(date.day)}};
}

int days_in_month_before(const text::Date& date) {
  const std::chrono::year_month month{std::chrono::year{date.year},
                                      std::chrono::month{static_cast<unsigned>(date.month)}};
  const auto before = month - std::chrono::months{1};
  const std::chrono::year_month_day_last last{before.year(),
                                              std::chrono::month_day_last{before.month()}};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

}  // namespace

std::optional<int> order_of(const text::Date& left, const text::Date& right) {
  if (left.year == 0 || right.year == 0) return std::nullopt;
  if (left == right) return 0;
  if (left.year != right.year) return left.year < right.year ? -1 : 1;
  if (left.month == 0 || right.month == 0) return std::nullopt;
  if (left.month != right.month) return left.month < right.month ? -1 : 1;
  if (left.day == 0 || right.day == 0) return std::nullopt;
  return left.day < right.day ? -1 : 1;
}

std::optional<Elapsed> elapsed(const text::Date& from, const text::Date& to) {
  const auto order = order_of(from, to);
  if (!order || *order > 0) return std::nullopt;
  Elapsed result;
  result.years = to.year - from.year;
  if (from.month == 0 || to.month == 0) return result;
  int months = to.month - from.month;
  if (from.day != 0 && to.day != 0) {
    int days = to.day - from.day;
    if (days < 0) {
      days += days_in_month_before(to);
      --months;
    }
    // From the 31st on, a short month has no such day.
    if (days < 0) return std::nullopt;
    result.days = days;
    result.all_days = static_cast<int>((to_days(to) - to_days(from)).count());
  }
  if (months < 0) {
    months += kMonths;
    --result.years;
  }
  result.months = months;
  return result;
}

text::Date years_later(text::Date date, int years) {
  date.year += years;
  if (!text::is_possible(date) && date.day > 0) --date.day;
  return date;
}

}  // namespace jauap::query
