#pragma once

#include <optional>
#include <string_view>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/query/query.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// One cut of a question as a look-up among written facts, followed to its end: what fits it, what
// is so instead of what it takes for granted, or why there is nothing. Of what is told as a claim,
// where `is_claim`.
Understanding look_up(const Chatbot::Parts& parts, std::string_view message,
                      understanding::Line line, base::Trace* trace, bool is_claim = false);

// "It was the last one to do so": whether a line asks nothing, and tells something of a thing that
// it does not name. Nothing near to it is meant. The cascade must have run.
bool tells_of_it(const understanding::Line& line, const text::Words& words);

// What a query that nothing fits comes to without a word that says nothing by itself, if that is
// one fact, or several that say the same, whichever word it is.
std::optional<Understanding> look_beside(const Chatbot::Parts& parts,
                                         const understanding::Line& line, const query::Query& query,
                                         base::Trace* trace);

}  // namespace jauap::chat
