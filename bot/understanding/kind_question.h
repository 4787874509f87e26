#pragma once

#include <optional>

#include "bot/query/set.h"
#include "bot/understanding/line.h"

namespace jauap::understanding {

// "Which treaties are mentioned?": nothing but a kind is asked for, so that all things of it are
// meant. Nothing for a line that names or asks for anything else, or where the kind may be one of
// several.
std::optional<query::SetQuery> ask_for_kind(const Line& line);

}  // namespace jauap::understanding
