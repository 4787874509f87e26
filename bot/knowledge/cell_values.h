#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/knowledge/value.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// How the dates of a column are written.
enum class DateOrder : std::uint8_t {
  Iso,         // 1993-11-07, with a time of day behind it or without; 1993-11; 1993
  YearFirst,   // 1993/11/07
  DayFirst,    // 07/11/1993, 7.11.1993
  MonthFirst,  // 11/07/1993
  Named,       // 7 Nov 1993, November 7, 1993
};

// How the values of a column are written.
struct CellFormat {
  DateOrder dates = DateOrder::Iso;
  bool has_unit = false;       // "€ 14.50", "12 km": beside each number stands what it is in
  bool decimal_comma = false;  // "1.234,5"
};

// Each reads a whole cell without blanks around it; nothing for any other text.
// Thousands may be set apart by commas or spaces, or by points where the comma is decimal.
std::optional<double> read_number(std::string_view cell, const CellFormat& format = {});
// A number with a percent sign.
std::optional<double> read_percent(std::string_view cell);
// yes, no, true, false, y, n, ✓, ✗, in any case.
std::optional<bool> read_boolean(std::string_view cell);
std::optional<text::Date> read_date(std::string_view cell, DateOrder order,
                                    const text::Words& words);
// "20:35" as minutes since midnight.
std::optional<double> read_time(std::string_view cell);

// The order in which all cells are dates; nothing where they are none, or where days and months
// cannot be told apart: 03/04/2021 and 05/06/2022.
std::optional<DateOrder> date_order(const std::vector<std::string_view>& cells,
                                    const text::Words& words);

// Numbers as they are written in all cells, and their unit where one stands beside each: an ISO
// 4217 code ("€14.50") or the word behind ("12 km").
struct NumberFormat {
  CellFormat format;
  std::string unit;
};
std::optional<NumberFormat> number_format(const std::vector<std::string_view>& cells,
                                          const text::Words& words);

bool is_digit(char c);
// Without blanks around it.
std::string_view trim(std::string_view text);
// ASCII capitals as small letters.
std::string lower(std::string_view text);

}  // namespace jauap::knowledge
