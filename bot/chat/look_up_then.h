#pragma once

#include <optional>

#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/query/query.h"
#include "bot/understanding/line.h"
#include "bot/understanding/premise.h"

namespace jauap::chat {

// Whether a date stands in the message, not only in what was said before.
bool gives_date_itself(const understanding::Line& line);

// "What did A and C sign in Riga on 1 May 2001?", where B signed it with A: the day tells which
// event is meant, whatever is asked of it. Nothing for a query that gives no day.
std::optional<understanding::Premise> other_party_then(const Chatbot::Parts& parts,
                                                       const query::Query& query);

// For a query that gives a time at which no fact fits it: what is held of other times. What
// happened once is thereby corrected, and what the time belongs to otherwise answered: to what a
// fact says ("why was the feast held on that day?"), to what a growth began from.
void look_up_at_other_times(const Chatbot::Parts& parts, const understanding::Line& line,
                            Understanding& not_held);

}  // namespace jauap::chat
