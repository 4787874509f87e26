#pragma once

#include <utf8proc.h>

namespace jauap::text {

// A decimal digit of any script (Unicode category Nd) as one of ASCII: those of a script are ten
// neighbours in the order of their values.
inline utf8proc_int32_t ascii_digit(utf8proc_int32_t code) {
  utf8proc_int32_t value = 0;
  while (value < 9 && utf8proc_category(code - value - 1) == UTF8PROC_CATEGORY_ND) ++value;
  return '0' + value;
}

}  // namespace jauap::text
