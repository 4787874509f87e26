#pragma once

#include <optional>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// "Which was the earliest treaty?", "the highest growth rate": of several written facts that say
// what a line of names and words asks for without its superlative, the one that says it most. Of
// time, what happened to the things of a kind is compared; else numbers of one unit. Nothing where
// the line has no superlative or several, where fewer than two can be compared, or where none
// leads. Tables are asked as sets (read_sets.h).
std::optional<Understanding> extreme_fact(const Chatbot::Parts& parts,
                                          const understanding::Line& line, base::Trace* trace);

}  // namespace jauap::chat
