#include "bot/text/encoding.h"

#include <utf8proc.h>

namespace jauap::text {

bool is_utf8(std::string_view bytes) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(bytes.data());
  auto left = static_cast<utf8proc_ssize_t>(bytes.size());
  while (left > 0) {
    utf8proc_int32_t code = 0;
    const utf8proc_ssize_t length = utf8proc_iterate(at, left, &code);
    if (length <= 0) return false;
    at += length;
    left -= length;
  }
  return true;
}

std::string from_latin1(std::string_view bytes) {
  constexpr unsigned char kFirstOfTwo = 0x80;
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto code = static_cast<unsigned char>(c);
    if (code < kFirstOfTwo) {
      text += c;
      continue;
    }
    text += static_cast<char>(0xC0U | (code >> 6U));
    text += static_cast<char>(0x80U | (code & 0x3FU));
  }
  return text;
}

}  // namespace jauap::text
