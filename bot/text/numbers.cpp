#include "bot/text/numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

// Number words are read as people say them: groups below a thousand, each with a scale smaller than
// the one before, then perhaps "and" with something smaller than the last unit said:
//   two million | three hundred four thousand | and six
// "And" may stand inside a group as well, which may be two numbers: both are read.

namespace jauap::text {
namespace {

// The greatest power of ten that divides the number: what "a hundred" or "half a million" is
// rounded to. Below a hundred people say units: 1.
double last_unit(double number) {
  double unit = 1;
  if (number < 100) return unit;
  while (std::fmod(number, unit * 10) == 0) unit *= 10;
  return unit;
}

class WordReader {
 public:
  WordReader(const std::vector<Token>& tokens, const Words& words)
      : tokens_{tokens}, words_{words} {}

  // The number without "and"; count 0 for none. `unit` is the last unit said.
  struct Sum {
    std::size_t count = 0;
    double value = 0;
    double unit = 1;
  };
  // With `joins` "and" may stand behind the hundreds of a group.
  Sum read(std::size_t first, bool joins = false) const {
    Sum sum;
    double group = 0;
    bool has_group = false;
    double last_scale = std::numeric_limits<double>::infinity();
    while (true) {
      if (joins && group >= 100 && std::fmod(group, 100) == 0 && is_joiner(first + sum.count) &&
          continues(first + sum.count + 1, group)) {
        ++sum.count;
      }
      const std::size_t at = first + sum.count;
      const auto number = longest_key(words_.number_words, tokens_, at, words_.longest_value_word);
      if (number.count > 0 && fits(number.entry->second, group, has_group, sum.count == 0)) {
        const double value = number.entry->second;
        sum.unit = last_unit(value);
        sum.count += number.count;
        if (value >= 1000) {  // "a thousand", whose scale is said already
          sum.value += value;
          last_scale = value;
        } else {
          group += value;
          has_group = true;
        }
        continue;
      }
      const auto scale = longest_key(words_.scale_words, tokens_, at, words_.longest_value_word);
      if (scale.count == 0 || group <= 0) break;
      const double factor = scale.entry->second;
      if (factor < 1000) {
        if (group >= 100) break;
        group *= factor;
      } else {
        if (factor >= last_scale) break;
        sum.value += group * factor;
        last_scale = factor;
        group = 0;
        has_group = false;
      }
      sum.unit *= last_unit(factor);
      sum.count += scale.count;
    }
    sum.value += group;
    return sum;
  }

  bool is_joiner(std::size_t at) const {
    return at < tokens_.size() && words_.number_joiners.count(tokens_[at].text) > 0;
  }

  // Whether a scale stands there, so that what stands before it is a number of its own.
  bool is_scaled(std::size_t at) const {
    return longest_key(words_.scale_words, tokens_, at, words_.longest_value_word).count > 0;
  }

 private:
  bool continues(std::size_t at, double group) const {
    const auto number = longest_key(words_.number_words, tokens_, at, words_.longest_value_word);
    return number.count > 0 && fits(number.entry->second, group, true, false);
  }

  // Whether a number word goes on with a group: "twenty" with "one", "two hundred" with "six".
  static bool fits(double value, double group, bool has_group, bool is_first) {
    if (!has_group) return value < 1000 || is_first;
    const double tens = std::fmod(group, 100);
    if (tens == 0 && group > 0) return value > 0 && value < 100;
    return tens >= 20 && std::fmod(tens, 10) == 0 && value > 0 && value < 10;
  }

  const std::vector<Token>& tokens_;
  const Words& words_;
};

// What stands behind the decimal point of a number in words: "point three", "point nine five".
struct Decimals {
  std::size_t count = 0;  // of tokens, the point included; 0 for none
  double value = 0;
  std::size_t places = 0;
};

Decimals decimals_at(const std::vector<Token>& tokens, std::size_t first, const Words& words) {
  Decimals found;
  if (first >= tokens.size() || words.decimal_points.count(tokens[first].text) == 0) return found;
  std::size_t at = first + 1;
  for (; at < tokens.size(); ++at) {
    const auto digit = words.number_words.find(tokens[at].text);
    if (digit == words.number_words.end() || digit->second >= 10) break;
    ++found.places;
    found.value += digit->second * std::pow(10.0, -static_cast<double>(found.places));
  }
  if (found.places > 0) found.count = at - first;
  return found;
}

// "Million" behind the last of the readings. A letter may be a unit of its own kind, so that the
// number without it is kept; a word may not.
void add_scales(const std::vector<Token>& tokens, std::size_t first, const Words& words,
                std::vector<NumberReading>& readings) {
  NumberReading reading = readings.back();
  double last_scale = 1;
  while (true) {
    const std::size_t at = first + reading.count;
    const auto scale = longest_key(words.scale_words, tokens, at, words.longest_value_word);
    if (scale.count == 0 || scale.entry->second <= last_scale) break;
    last_scale = scale.entry->second;
    if (tokens[at].text.size() > 1) readings.pop_back();
    reading = {reading.count + scale.count, reading.value * last_scale,
               reading.tolerance * last_scale};
    if (!std::isfinite(reading.value)) break;
    readings.push_back(reading);
  }
}

double tolerance_of(std::size_t places) {
  return 0.5 * std::pow(10.0, -static_cast<double>(places));
}

// "356.3 million", "3 hundred thousand".
std::vector<NumberReading> from_figures(const std::vector<Token>& tokens, std::size_t first,
                                        const Words& words) {
  std::vector<NumberReading> readings;
  const std::string& figures = tokens[first].text;
  const std::optional<double> value = plain_number(figures);
  if (!value) return readings;
  const std::size_t point = figures.find('.');
  const std::size_t places = point == std::string::npos ? 0 : figures.size() - point - 1;
  readings.push_back({1, *value, tolerance_of(places)});
  add_scales(tokens, first, words, readings);
  std::reverse(readings.begin(), readings.end());
  return readings;
}

std::vector<NumberReading> from_words(const std::vector<Token>& tokens, std::size_t first,
                                      const Words& words) {
  std::vector<NumberReading> readings;
  const WordReader reader{tokens, words};
  WordReader::Sum sum = reader.read(first);
  if (sum.count == 0) return readings;
  if (const auto decimals = decimals_at(tokens, first + sum.count, words); decimals.count > 0) {
    readings.push_back(
        {sum.count + decimals.count, sum.value + decimals.value, tolerance_of(decimals.places)});
    add_scales(tokens, first, words, readings);
    std::reverse(readings.begin(), readings.end());
    return readings;
  }
  readings.push_back({sum.count, sum.value, sum.unit / 2});
  // With the next that "and" joins, or as it is.
  const auto with_joined = [&](const WordReader::Sum& before) {
    const std::size_t at = first + before.count;
    if (before.unit < 100 || !reader.is_joiner(at)) return before;
    const WordReader::Sum rest = reader.read(at + 1);
    if (rest.count == 0 || rest.value >= before.unit) return before;
    return WordReader::Sum{before.count + 1 + rest.count, before.value + rest.value, rest.unit};
  };
  for (auto more = with_joined(sum); more.count > sum.count; more = with_joined(sum)) {
    sum = more;
    readings.push_back({sum.count, sum.value, sum.unit / 2});
  }
  // "Four hundred and fifty four million and six".
  WordReader::Sum joined = reader.read(first, true);
  if (joined.count > reader.read(first).count && !reader.is_scaled(first + joined.count)) {
    joined = with_joined(joined);
    if (joined.count > sum.count) readings.push_back({joined.count, joined.value, joined.unit / 2});
  }
  std::reverse(readings.begin(), readings.end());
  return readings;
}

}  // namespace

std::optional<double> plain_number(std::string_view figures) {
  double value = 0;
  const auto result = std::from_chars(figures.data(), figures.data() + figures.size(), value,
                                      std::chars_format::fixed);
  const bool is_whole = result.ptr == figures.data() + figures.size();
  if (figures.empty() || result.ec != std::errc{} || !is_whole || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

std::vector<NumberReading> numbers_at(const std::vector<Token>& tokens, std::size_t first,
                                      const Words& words) {
  switch (tokens[first].kind) {
    case TokenKind::Number:
      return from_figures(tokens, first, words);
    case TokenKind::Word:
      return from_words(tokens, first, words);
    case TokenKind::Symbol:
      break;
  }
  return {};
}

std::optional<NumberReading> year_at(const std::vector<Token>& tokens, std::size_t first,
                                     const Words& words) {
  if (first >= tokens.size()) return std::nullopt;
  if (tokens[first].kind == TokenKind::Number) {
    const std::string& text = tokens[first].text;
    const bool is_year = text.size() == 4 && text[0] >= '1' && text[0] <= '2' &&
                         text.find_first_not_of("0123456789") == std::string::npos;
    if (!is_year) return std::nullopt;
    return NumberReading{1, *plain_number(text), 0};
  }
  const WordReader reader{tokens, words};
  // "Nineteen ninety three": a century and the years of it.
  const auto century = longest_key(words.number_words, tokens, first, words.longest_value_word);
  if (century.count > 0 && century.entry->second >= 18 && century.entry->second <= 20) {
    const WordReader::Sum rest = reader.read(first + century.count);
    if (rest.count > 0 && rest.value >= 10 && rest.value < 100) {
      return NumberReading{century.count + rest.count, century.entry->second * 100 + rest.value, 0};
    }
  }
  // "Two thousand and sixteen".
  for (const NumberReading& number : from_words(tokens, first, words)) {
    // "In two thousand" with nothing behind that could be counted, "the year two thousand".
    const std::string before = first == 0 ? "" : tokens[first - 1].text;
    const bool is_last = first + number.count == tokens.size();
    const bool is_millennium =
        number.value == 2000 &&
        ((before == words.place_preposition && is_last) || words.time_measures.count(before) > 0);
    if (is_millennium || (number.value > 2000 && number.value < 2100))
      return NumberReading{number.count, number.value, 0};
  }
  return std::nullopt;
}

std::optional<NumberReading> ordinal_at(const std::vector<Token>& tokens, std::size_t first,
                                        const Words& words) {
  if (tokens[first].kind == TokenKind::Number) {
    const std::optional<double> value = plain_number(tokens[first].text);
    const bool has_ending =
        first + 1 < tokens.size() && words.ordinal_endings.count(tokens[first + 1].text) > 0;
    if (!value || !has_ending || *value < 0 || *value != std::floor(*value)) return std::nullopt;
    return NumberReading{2, *value, 0};
  }
  if (words.ordinal_marks.count(tokens[first].text) > 0) {
    const bool has_figures =
        first + 1 < tokens.size() && tokens[first + 1].kind == TokenKind::Number;
    const auto value = has_figures ? plain_number(tokens[first + 1].text) : std::nullopt;
    constexpr double kMostRank = 1000;
    if (!value || *value < 1 || *value > kMostRank || *value != std::floor(*value)) {
      return std::nullopt;
    }
    return NumberReading{2, *value, 0};
  }
  const auto whole = longest_key(words.ordinal_words, tokens, first, words.longest_value_word);
  if (whole.count > 0) return NumberReading{whole.count, whole.entry->second, 0};
  const auto tens = longest_key(words.number_words, tokens, first, words.longest_value_word);
  if (tens.count == 0 || tens.entry->second < 20 || tens.entry->second >= 100) return std::nullopt;
  const auto unit =
      longest_key(words.ordinal_words, tokens, first + tens.count, words.longest_value_word);
  if (unit.count == 0 || unit.entry->second >= 10) return std::nullopt;
  return NumberReading{tens.count + unit.count, tens.entry->second + unit.entry->second, 0};
}

}  // namespace jauap::text
