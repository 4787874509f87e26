#pragma once

#include <functional>
#include <optional>

#include "bot/chat/parts.h"
#include "bot/query/denotation.h"
#include "bot/query/query.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// "Is A among B's top twenty partners?": what the rank of A says to it, where one is held and what
// was `found` otherwise does not speak of so many itself; else whether what was found is of more.
// The denotation's truth says whether it is so.
std::optional<query::Denotation> check_top_claim(const Chatbot::Parts& parts,
                                                 const understanding::Line& line,
                                                 const std::function<query::Query()>& claim,
                                                 const query::Denotation& found);

}  // namespace jauap::chat
