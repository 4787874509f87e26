#pragma once

#include <cstddef>
#include <string_view>

#include "bot/base/trace.h"
#include "bot/chat/follow_up.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"

namespace jauap::chat {

// Stages 4 to 9 of the path of a question (ARCHITECTURE.md) for the words as they are, with what
// their pronouns stand for: mentions, sets, cascade, accounting, assembly, evaluation, premise.
// `message` is what was typed, for words that nothing explains. `lookups` is what the search for
// readings may still cost, and is left with what remains.
Understanding read_question(const Chatbot::Parts& parts, std::string_view message,
                            const FilledIn& filled, std::size_t& lookups, base::Trace* trace);

// Whether the reply says something of the facts.
bool is_certain(const Understanding& understanding);

}  // namespace jauap::chat
