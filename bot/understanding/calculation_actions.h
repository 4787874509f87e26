#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/understanding/actions.h"

namespace jauap::understanding {

// Actions that find in a line what is to be worked out.
//
//   calculate  what is to be worked out: option "as" names it (query::calculation_type); "turned"
//              asks for less or later instead of more or earlier; "unit" is days or months; "open"
//              marks a word that does not part the two ("more"). Of an anniversary a {number} or
//              {ordinal} tells which.
//   separate   what stands between the two operands: option "as" is "and", "or" or "than"
inline constexpr std::string_view kCalculate = "calculate";
inline constexpr std::string_view kSeparate = "separate";
std::optional<std::vector<Item>> calculate(const Line& line, const intents::Match& match);
std::optional<std::vector<Item>> separate(const Line& line, const intents::Match& match);

bool is_calculation_option(std::string_view operation, std::string_view name);
// What is wrong with an option of theirs, "" for nothing.
std::string check_calculation_option(std::string_view operation, std::string_view name,
                                     const std::string& value);

// What is wrong with the options of a rule that calculates, taken together; "" for nothing.
std::string check_calculation(const intents::Intent& intent);

}  // namespace jauap::understanding
