#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bot/text/dates.h"
#include "bot/text/tokens.h"
#include "bot/text/words.h"

namespace jauap::text {

enum class ValueKind : std::uint8_t {
  Number,   // 170, "seven thousand", "1.5 million"
  Ordinal,  // 30th, "thirtieth", "3rd"
  Percent,  // 311 %, "311 percent"
  Money,    // USD 454 million, "$356.3m", "454 million dollars"
  Date,     // 7 November 1993, November 7th, 1993-11-07, 07.11.1993, November 1993, 1993
  Time,     // 20:35, "8:35 pm"
};

// A stretch of a question that is a value of a type, by its form alone.
struct TypedValue {
  ValueKind kind = ValueKind::Number;
  std::size_t first = 0;  // index of the first token
  std::size_t count = 0;  // in tokens
  double number = 0;      // the amount; minutes since midnight for a Time
  // Half a unit in the last place given, in the unit of `number`: 0.5e5 for "356.3 million". Two
  // numbers agree where they differ by no more than this.
  double tolerance = 0;
  std::string unit;  // "USD" for Money where named, "" otherwise
  Date date;         // of a Date
  int years = 1;     // of a Date that is a year: how many it stands for, 10 for "the 1990s"
};

// All typed values in tokens, by their first token, the longest reading first. Readings may
// overlap: "2021" is a Date (a bare number from 1000 to 2999) and a Number, "454 m" is 454 million
// and, since m may be another word, 454; "one hundred and fifty" is 150 and 100. A date in figures
// is read day first unless only month first makes a possible day: 7/11/1993 is in November, so is
// 11/30/1993. A month alone is a Date ("may" too: the caller knows whether it is a verb), a day
// alone is not. Before an amount stands a currency's sign or code, behind it any name of it. Dates
// and times that do not exist are no values. Linear in the tokens.
std::vector<TypedValue> find_typed_values(const std::vector<Token>& tokens, const Words& words);

}  // namespace jauap::text
