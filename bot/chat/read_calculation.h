#pragma once

#include <optional>
#include <string_view>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// A line of names and words, of which frames have been dropped, as a question that something be
// worked out of several facts: what came out, or that one of them is not held. Nothing where the
// line asks for no calculation, or for one that leads nowhere.
std::optional<Understanding> read_calculation(const Chatbot::Parts& parts, std::string_view message,
                                              understanding::Line line, base::Trace* trace);

// Whether a line asks for such a calculation, whatever it leads to.
bool calculates(const Chatbot::Parts& parts, understanding::Line line);

}  // namespace jauap::chat
