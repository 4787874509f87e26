#pragma once

#include <string>

namespace jauap::text {

// A number as people read it: 356.3 million, 7,000, 12.4, 1.5 billion. From a million on in words,
// with at most `digits` digits behind the point and no trailing zeros. English. Where more than
// three digits may stand there and would have to, a whole number has all its figures: 1,264,220.
std::string format_number(double number, int digits = 1);

// The same with all figures before the point and as many behind it as the number has, up to nine:
// 356,300,000, 0.454.
std::string format_in_full(double number);

}  // namespace jauap::text
