#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// A question about sets of things, of which `lines` are cuts: what the cheapest reading of any of
// them stands for. Nothing where it is none; not held where it asks whether, and nothing says so.
// Takes from `lookups` what it costs (set_search.h).
std::optional<Understanding> read_as_sets(const Chatbot::Parts& parts,
                                          const std::vector<understanding::Line>& lines,
                                          std::size_t& lookups, base::Trace* trace);

}  // namespace jauap::chat
