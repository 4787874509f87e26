#pragma once

#include <optional>
#include <string>

#include "bot/text/words.h"

namespace jauap::text {

// A number of one unit in another: convert_unit(2, "km", "m") is 2000. Units are written as
// UDUNITS-2 reads them ("km2", "mile", "degC"). Nothing where one of them is no unit or they
// measure different things. Safe for concurrent use.
std::optional<double> convert_unit(double number, const std::string& from, const std::string& to);

// Whether it is a unit, in the form that convert_unit() reads.
bool is_unit(const std::string& text);

// A unit as people write it ("square miles", "km²") in the form that convert_unit() reads; the text
// itself where the language has no such name.
std::string unit_of(const std::string& written, const Words& words);

// "million USD" for 1e6 and "USD"; the unit itself where the scale has no name. convert_unit() and
// unit_of() know such units.
std::string scaled_unit(double scale, const std::string& unit);
// 1e6 of "million USD"; 1 of "USD".
double scale_of(const std::string& unit);
// "USD" of "million USD".
std::string plain_unit(const std::string& unit);

}  // namespace jauap::text
