// Codes of which the form is laid down are known by it; any other word by how many digits it has.

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "bot/text/personal_numbers.h"

namespace jauap::text {
namespace {

constexpr std::string_view kNumber = "[number]";

bool is_upper(char shape) {
  return shape >= 'A' && shape <= 'Z';
}
bool is_hex(char shape) {
  return is_digit_shape(shape) || (shape >= 'a' && shape <= 'f') || (shape >= 'A' && shape <= 'F');
}
bool is_word(char shape) {
  return is_digit_shape(shape) || is_letter_shape(shape) || shape == '_';
}

std::size_t end_of_word(std::string_view shapes, std::size_t at) {
  while (at < shapes.size() && is_word(shapes[at])) ++at;
  return at;
}

// IPv6 and MAC: hexadecimal groups with colons between. A time has two at most.
std::size_t end_of_hex_address(std::string_view shapes, std::size_t at, char mark,
                               std::size_t fewest) {
  constexpr std::size_t kLongest = 48;
  shapes = shapes.substr(0, at + kLongest);
  std::size_t marks = 0;
  bool has_gap = false;
  std::size_t end = at;
  while (at < shapes.size()) {
    const std::size_t begin = at;
    while (at < shapes.size() && is_hex(shapes[at])) ++at;
    if (at - begin > 4 || (at < shapes.size() && is_letter_shape(shapes[at]))) return 0;
    has_gap = has_gap || (at == begin && marks > 0);
    if (at > begin) end = at;
    if (at == shapes.size() || shapes[at] != mark) break;
    ++marks;
    ++at;
  }
  return marks >= fewest || (mark == ':' && has_gap && marks >= 2) ? end : 0;
}

// An account number as ISO 13616-1 has it, with single spaces where people put them. One with a
// wrong check number is known by its groups of four.
std::size_t end_of_iban(std::string_view shapes, std::size_t begin) {
  constexpr std::size_t kFewest = 15;
  constexpr std::size_t kMost = 34;
  const auto is_upper_word = [](char shape) { return is_letter_shape(shape) && shape != '\1'; };
  if (begin + 4 > shapes.size() || !is_upper_word(shapes[begin]) ||
      !is_upper_word(shapes[begin + 1]) || !is_digit_shape(shapes[begin + 2]) ||
      !is_digit_shape(shapes[begin + 3])) {
    return 0;
  }
  std::string code;
  std::size_t valid_end = 0;
  std::size_t fours = 0;
  bool are_fours = true;
  std::size_t fours_end = 0;
  std::size_t at = begin;
  while (code.size() < kMost) {
    const std::size_t end = end_of_word(shapes, at);
    const auto group = shapes.substr(at, end - at);
    const bool has_digit = std::any_of(group.begin(), group.end(), is_digit_shape);
    if (group.empty() || group.find('\1') != group.npos || code.size() + group.size() > kMost)
      break;
    code += group;
    if (are_fours && has_digit && group.size() <= 4) {
      ++fours;
      fours_end = end;
    }
    are_fours = are_fours && group.size() == 4 && has_digit;
    if (code.size() >= kFewest) {
      int rest = 0;
      for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[(i + 4) % code.size()];
        const int value = is_digit_shape(c) ? c - '0' : (c | 0x20) - 'a' + 10;
        rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
      }
      if (rest == 1) valid_end = end;
    }
    if (end == shapes.size() || (shapes[end] != ' ' && shapes[end] != '-')) break;
    at = end + 1;
  }
  if (valid_end != 0) return valid_end;
  return fours >= 4 ? fours_end : 0;
}

// "QQ 12 34 56 C", a number of British insurance.
std::size_t end_of_insurance_number(std::string_view shapes, std::size_t at) {
  constexpr std::string_view kForm = "AA 00 00 00 A";
  if (shapes.size() - at < kForm.size()) return 0;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const char shape = shapes[at + i];
    const bool fits = kForm[i] == 'A'   ? is_upper(shape)
                      : kForm[i] == '0' ? is_digit_shape(shape)
                                        : shape == ' ';
    if (!fits) return 0;
  }
  const std::size_t end = at + kForm.size();
  return end == shapes.size() || !is_word(shapes[end]) ? end : 0;
}

// 8-4-4-4-12 hexadecimal digits (RFC 9562).
std::size_t end_of_uuid(std::string_view shapes, std::size_t at) {
  for (const std::size_t size : {8U, 4U, 4U, 4U, 12U}) {
    const std::size_t begin = at;
    while (at < shapes.size() && is_hex(shapes[at])) ++at;
    if (at - begin != size) return 0;
    if (size == 12U) return at;
    if (at == shapes.size() || shapes[at] != '-') return 0;
    ++at;
  }
  return 0;
}

// Digits with a unit or a currency: "USD454200", "12345678km".
bool is_measure(std::string_view word) {
  constexpr std::array<std::string_view, 9> kCurrencies{"USD", "EUR", "GBP", "KZT", "RUB",
                                                        "CNY", "JPY", "CHF", "PLN"};
  const auto is_digit = [](char shape) { return is_digit_shape(shape); };
  const auto letters = std::find_if_not(word.begin(), word.end(), is_digit);
  if (letters == word.begin()) {
    const auto digits = std::find_if(word.begin(), word.end(), is_digit);
    const std::string_view front = word.substr(0, static_cast<std::size_t>(digits - word.begin()));
    return std::all_of(digits, word.end(), is_digit) &&
           std::find(kCurrencies.begin(), kCurrencies.end(), front) != kCurrencies.end();
  }
  return std::none_of(letters, word.end(), is_digit) &&
         (word.end() - letters > 1 || !is_upper(*letters));
}

}  // namespace

Personal read_code(std::string_view shapes, std::size_t begin) {
  const std::size_t end = end_of_word(shapes, begin);
  for (const auto& [mark, fewest] : {std::pair{':', 3U}, std::pair{'-', 5U}}) {
    const std::size_t address = end_of_hex_address(shapes, begin, mark, fewest);
    if (address != 0) return {address, "[address]"};
  }
  if (const std::size_t iban = end_of_iban(shapes, begin)) return {iban, "[iban]"};
  if (const std::size_t uuid = end_of_uuid(shapes, begin)) return {uuid, kNumber};
  if (const std::size_t number = end_of_insurance_number(shapes, begin)) return {number, kNumber};
  const std::string_view word = shapes.substr(begin, end - begin);
  const auto digits = static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char shape) { return is_digit_shape(shape); }));
  constexpr std::size_t kFewestDigits = 6;
  constexpr std::size_t kLongCode = 20;
  const bool is_long = word.size() >= kLongCode && digits >= 3;
  if (digits == 0 || digits == word.size()) return {end, ""};
  if ((digits >= kFewestDigits && !is_measure(word)) || is_long) return {end, kNumber};
  return {end, ""};
}

}  // namespace jauap::text
