#include "bot/cli/printable.h"

#include <cstddef>
#include <cstdint>

namespace jauap::cli {
namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 1;  // in bytes
  bool valid = false;
};

// The code point at the beginning of a text that is not empty, by table 3-7 of the Unicode
// standard.
CodePoint decode(std::string_view text) {
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[at])) : 0U;
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1, true};
  std::size_t length = 0;
  if (first >= 0xC2 && first <= 0xDF) length = 2;
  if (first >= 0xE0 && first <= 0xEF) length = 3;
  if (first >= 0xF0 && first <= 0xF4) length = 4;
  if (length == 0) return {};
  std::uint32_t value = first & (0xFFU >> (length + 1));
  for (std::size_t at = 1; at < length; ++at) {
    if ((byte(at) & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (byte(at) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {};
  return {value, length, true};
}

bool is_obeyed(std::uint32_t value) {
  if (value == '\n' || value == '\t') return false;
  if (value < 0x20 || (value >= 0x7F && value <= 0x9F)) return true;
  if (value == 0x061C || value == 0x200E || value == 0x200F) return true;
  return (value >= 0x2028 && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
}

std::string hexadecimal(std::uint32_t value, unsigned digits) {
  std::string text;
  for (unsigned shift = digits * 4; shift > 0; shift -= 4) {
    text += "0123456789abcdef"[(value >> (shift - 4)) & 0xFU];
  }
  return text;
}

template <class Escape>
std::string replaced(std::string_view text, Escape escape) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = decode(text);
    if (!point.valid) {
      result += "\xEF\xBF\xBD";
    } else if (is_obeyed(point.value)) {
      result += escape(point.value);
    } else {
      result += text.substr(0, point.length);
    }
    text.remove_prefix(point.length);
  }
  return result;
}

}  // namespace

std::string printable(std::string_view text) {
  return replaced(text, [](std::uint32_t value) {
    return value < 0x80 ? "\\x" + hexadecimal(value, 2) : "\\u" + hexadecimal(value, 4);
  });
}

std::string printable_json(std::string_view line) {
  return replaced(line, [](std::uint32_t value) { return "\\u" + hexadecimal(value, 4); });
}

}  // namespace jauap::cli
