#pragma once

#include "bot/chat/parts.h"
#include "bot/query/denotation.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// "What goods are traded?", "what does A sell to B?", "how many jobs have the firms?", "a quote
// from A": whether a line asks for something else than the facts found tell, though they fit all
// that it names. The cascade must have run.
bool asks_for_others(const Chatbot::Parts& parts, const understanding::Line& line,
                     const query::Denotation& found);

}  // namespace jauap::chat
