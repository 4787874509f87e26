#pragma once

#include <optional>

#include "bot/query/query.h"
#include "bot/text/words.h"
#include "bot/understanding/line.h"

namespace jauap::understanding {

// Combines what a line holds into a query, in any order of its parts: names, times and numbers
// become conditions, question words what is wanted. A preposition or possessive mark beside a name
// goes with it, since it decides the name's role. Nothing where the line names nothing. Words that
// nothing explains are not looked at: accounting comes first.
std::optional<query::Query> assemble(const Line& line, const text::Words& words);

}  // namespace jauap::understanding
