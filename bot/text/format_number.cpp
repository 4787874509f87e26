#include "bot/text/format_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

namespace jauap::text {
namespace {

constexpr std::array<std::pair<double, std::string_view>, 3> kScales{
    {{1e6, " million"}, {1e9, " billion"}, {1e12, " trillion"}}};

// "1234567.5" with all digits; no locale has a say.
std::string fixed(double number, int digits) {
  std::array<char, 512> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                    std::chars_format::fixed, std::clamp(digits, 0, 100));
  return {buffer.data(), result.ptr};
}

std::size_t figures_before_point(const std::string& text) {
  return std::min(text.find('.'), text.size());
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string grouped(std::string text) {
  for (std::size_t at = figures_before_point(text); at > 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

constexpr double kWordsOnly = 1e12;

// Whether a whole number of millions or billions would have more than three digits behind the point
// and an author may write as many.
bool is_odd(double number, int digits) {
  constexpr int kShort = 3;
  constexpr double kBillion = 1e9;
  if (digits <= kShort || number != std::floor(number)) return false;
  const double scaled = number / (number >= kBillion ? kBillion : kScales.front().first) * 1e3;
  return scaled != std::floor(scaled);
}

}  // namespace

std::string format_number(double number, int digits) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-∞" : "∞";
  const double size = std::fabs(number);
  std::string text = fixed(size, digits);
  // "2.5 million" reads well, "1.26422 million" does not: such a number has all its figures.
  if (size >= kScales.front().first && size < kWordsOnly && is_odd(size, digits)) {
    return (number < 0 ? "-" : "") + grouped(without_trailing_zeros(fixed(size, 0)));
  }
  std::string_view name;
  std::size_t most_figures = 6;
  // What counts is the rounded number: 999,960,000 is 1 billion.
  for (const auto& [scale, scale_name] : kScales) {
    if (figures_before_point(text) <= most_figures) break;
    text = fixed(size / scale, digits);
    name = scale_name;
    most_figures = 3;
  }
  text = without_trailing_zeros(std::move(text));
  const bool is_zero = text == "0";
  return (number < 0 && !is_zero ? "-" : "") + grouped(std::move(text)) + std::string{name};
}

std::string format_in_full(double number) {
  if (!std::isfinite(number)) return format_number(number);
  constexpr int kDigits = 9;
  std::string text = grouped(without_trailing_zeros(fixed(std::fabs(number), kDigits)));
  return (number < 0 && text != "0" ? "-" : "") + text;
}

}  // namespace jauap::text
