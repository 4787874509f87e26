#pragma once

#include <cstddef>
#include <string_view>

namespace jauap::text {

// A stretch that may tell who somebody is, and what it is replaced by; no label where there is
// none.
struct Personal {
  std::size_t end = 0;
  std::string_view label;  // "[phone]", "" for an ordinary figure, which ends there all the same
};

// What the number is that begins at `begin`, as redact() has it. `shapes` has one byte a character:
// digits and spaces of every script as those of ASCII, "\1" for any letter beyond ASCII.
// `is_announced`: a word in front says that it is somebody's. Linear in the length of the number.
Personal read_number(std::string_view shapes, std::size_t begin, bool is_announced);

// The same of what begins with letters, or has letters among its digits: account numbers, addresses
// of machines, codes.
Personal read_code(std::string_view shapes, std::size_t begin);

bool is_digit_shape(char shape);
bool is_letter_shape(char shape);

}  // namespace jauap::text
