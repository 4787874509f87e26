#include "bot/knowledge/cell_values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "bot/text/dates.h"
#include "bot/text/typed_values.h"
#include "bot/text/units.h"

namespace jauap::knowledge {
namespace {

constexpr std::string_view kBlank = " \t";

// Figures with a point for the decimals alone.
std::string plain_figures(std::string_view cell, bool decimal_comma) {
  const char thousands = decimal_comma ? '.' : ',';
  std::string figures;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const bool sets_apart = (cell[i] == thousands || cell[i] == ' ') && i > 0 &&
                            is_digit(cell[i - 1]) && i + 3 < cell.size() && is_digit(cell[i + 1]) &&
                            is_digit(cell[i + 2]) && is_digit(cell[i + 3]);
    if (sets_apart) continue;
    figures += decimal_comma && cell[i] == ',' ? '.' : cell[i];
  }
  return figures;
}

// A number and what stands around it.
struct AmountText {
  std::string_view before;
  std::string_view number;
  std::string_view behind;
};

std::optional<AmountText> split_amount(std::string_view cell) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t first = cell.find_first_of(kDigits);
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t last = cell.find_last_of(kDigits);
  const bool is_negative = cell.front() == '-';
  std::size_t begin = first;
  if (begin > 0 && (cell[begin - 1] == '-' || cell[begin - 1] == '.')) --begin;
  const std::string_view before = trim(cell.substr(0, begin));
  if (is_negative && begin > 0) return std::nullopt;  // "-€5" is rare, and "- 5" a list
  return AmountText{before, cell.substr(begin, last + 1 - begin), trim(cell.substr(last + 1))};
}

// "days" and "1 day" are one unit.
std::string without_plural(std::string_view word) {
  if (word.size() > 2 && word.back() == 's') word.remove_suffix(1);
  return lower(word);
}

bool is_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

// What the sign or word beside a number says that it is in; "" where it says nothing.
std::string unit_beside(std::string_view beside, bool has_gap, const text::Words& words) {
  const auto currency = words.currencies.find(text::join(text::normalize(beside, words)));
  if (currency != words.currencies.end()) return currency->second;
  std::string written{beside};
  if (text::is_unit(text::unit_of(written, words))) return written;
  return has_gap && beside.size() > 2 && is_word(beside) ? written : "";
}

// The three whole numbers of "07/11/1993".
struct DateFigures {
  std::array<int, 3> parts{};
  char mark = 0;
};

std::optional<DateFigures> date_figures(std::string_view cell) {
  DateFigures figures;
  std::size_t part = 0;
  std::size_t length = 0;
  for (const char c : cell) {
    if (is_digit(c)) {
      if (++length > 4) return std::nullopt;
      figures.parts.at(part) = figures.parts.at(part) * 10 + (c - '0');
      continue;
    }
    const bool is_mark = c == '/' || c == '.' || c == '-';
    if (!is_mark || length == 0 || ++part == figures.parts.size()) return std::nullopt;
    if (figures.mark != 0 && figures.mark != c) return std::nullopt;
    figures.mark = c;
    length = 0;
  }
  if (part + 1 != figures.parts.size() || length == 0) return std::nullopt;
  return figures;
}

std::optional<text::Date> named_date(std::string_view cell, const text::Words& words) {
  const auto tokens = text::normalize(cell, words);
  for (const text::TypedValue& value : text::find_typed_values(tokens, words)) {
    const bool is_whole = value.first == 0 && value.count == tokens.size();
    if (is_whole && value.kind == text::ValueKind::Date && value.date.year != 0) return value.date;
  }
  return std::nullopt;
}

}  // namespace

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string lower(std::string_view text) {
  std::string small{text};
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

std::optional<double> read_number(std::string_view cell, const CellFormat& format) {
  if (format.has_unit) {
    const auto amount = split_amount(cell);
    if (!amount) return std::nullopt;
    cell = amount->number;
  }
  const std::string figures = plain_figures(cell, format.decimal_comma);
  double number = 0;
  const char* end = figures.data() + figures.size();
  const auto [stop, error] = std::from_chars(figures.data(), end, number);
  if (error != std::errc{} || stop != end || figures.empty()) return std::nullopt;
  return number;
}

std::optional<double> read_percent(std::string_view cell) {
  if (cell.empty() || cell.back() != '%') return std::nullopt;
  return read_number(trim(cell.substr(0, cell.size() - 1)));
}

std::optional<bool> read_boolean(std::string_view cell) {
  constexpr std::array<std::string_view, 5> kYes{"yes", "true", "y", "✓", "✔"};
  constexpr std::array<std::string_view, 5> kNo{"no", "false", "n", "✗", "✘"};
  const std::string word = lower(cell);
  if (std::find(kYes.begin(), kYes.end(), word) != kYes.end()) return true;
  if (std::find(kNo.begin(), kNo.end(), word) != kNo.end()) return false;
  return std::nullopt;
}

std::optional<text::Date> read_date(std::string_view cell, DateOrder order,
                                    const text::Words& words) {
  constexpr std::size_t kDay = 10;  // letters of "1993-11-07"
  if (order == DateOrder::Iso) {
    const bool has_time = cell.size() > kDay + 1 && (cell[kDay] == 'T' || cell[kDay] == ' ') &&
                          is_digit(cell[kDay + 1]);
    return text::parse_iso(has_time ? cell.substr(0, kDay) : cell);
  }
  if (order == DateOrder::Named) return named_date(cell, words);
  const auto figures = date_figures(cell);
  if (!figures) return std::nullopt;
  const auto [first, second, third] = figures->parts;
  text::Date date;
  if (order == DateOrder::YearFirst) date = {first, second, third};
  if (order == DateOrder::DayFirst) date = {third, second, first};
  if (order == DateOrder::MonthFirst) date = {third, first, second};
  constexpr int kFirstYear = 1000;  // "03/04/21" may be many things
  if (date.year < kFirstYear || date.day == 0 || !text::is_possible(date)) return std::nullopt;
  return date;
}

std::optional<double> read_time(std::string_view cell) {
  const std::size_t colon = cell.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 2 || cell.size() != colon + 3) {
    return std::nullopt;
  }
  const auto hour = read_number(cell.substr(0, colon));
  const auto minute = read_number(cell.substr(colon + 1));
  constexpr double kMinutes = 60;
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute >= kMinutes) {
    return std::nullopt;
  }
  return *hour * kMinutes + *minute;
}

std::optional<DateOrder> date_order(const std::vector<std::string_view>& cells,
                                    const text::Words& words) {
  const auto all = [&](DateOrder order) {
    return std::all_of(cells.begin(), cells.end(), [&](std::string_view cell) {
      return read_date(cell, order, words).has_value();
    });
  };
  if (all(DateOrder::Iso)) return DateOrder::Iso;
  if (all(DateOrder::YearFirst)) return DateOrder::YearFirst;
  const bool days_may_be_first = all(DateOrder::DayFirst);
  if (days_may_be_first && all(DateOrder::MonthFirst)) {
    // Where points stand, days come first everywhere.
    const bool has_points = std::all_of(cells.begin(), cells.end(), [](std::string_view cell) {
      return date_figures(cell)->mark == '.';
    });
    return has_points ? std::optional{DateOrder::DayFirst} : std::nullopt;
  }
  if (days_may_be_first) return DateOrder::DayFirst;
  if (all(DateOrder::MonthFirst)) return DateOrder::MonthFirst;
  return all(DateOrder::Named) ? std::optional{DateOrder::Named} : std::nullopt;
}

std::optional<NumberFormat> number_format(const std::vector<std::string_view>& cells,
                                          const text::Words& words) {
  const auto all = [&](const CellFormat& format) {
    return std::all_of(cells.begin(), cells.end(), [&](std::string_view cell) {
      return read_number(cell, format).has_value();
    });
  };
  NumberFormat found;
  if (all(found.format)) return found;
  const auto first = split_amount(cells.front());
  if (!first) return std::nullopt;
  const bool is_behind = first->before.empty();
  const std::string_view beside = is_behind ? first->behind : first->before;
  const auto has_same_signs = [&](std::string_view cell) {
    const auto amount = split_amount(cell);
    return amount && without_plural(amount->before) == without_plural(first->before) &&
           without_plural(amount->behind) == without_plural(first->behind);
  };
  found.format.has_unit = !beside.empty();
  if (found.format.has_unit) {
    const bool has_gap = cells.front().find(' ') != std::string_view::npos;
    found.unit = unit_beside(beside, is_behind && has_gap, words);
    if (found.unit.empty() || !std::all_of(cells.begin(), cells.end(), has_same_signs)) {
      return std::nullopt;
    }
  }
  if (all(found.format)) return found;
  found.format.decimal_comma = true;
  return all(found.format) ? std::optional{found} : std::nullopt;
}

}  // namespace jauap::knowledge
