#pragma once

#include <optional>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// "What do the 170 Finnish firms in Norway sell?", where 170 Norwegian ones are in Finland: what a
// question that has no answer takes for granted of so many things, where the facts hold it
// otherwise. Nothing where it is so, or where nothing is held of it.
std::optional<Understanding> check_counted(const Chatbot::Parts& parts,
                                           const understanding::Line& line, base::Trace* trace);

}  // namespace jauap::chat
