#pragma once

#include <optional>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/chat/reply.h"

namespace jauap::chat {

// The most bars or points that a picture has.
inline constexpr std::size_t kMostBars = 30;

// A picture of the facts that a reply rests on: bars where several things have a number of the same
// property, or several properties of one unit are compared; a line where one thing has a number for
// each of three or more times. Nothing where the facts are anything else, or more than kMostBars.
std::optional<Chart> draw_facts(const Chatbot::Parts& parts, const std::vector<CitedFact>& cited);

}  // namespace jauap::chat
