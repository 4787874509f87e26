#pragma once

#include <optional>

#include "bot/chat/parts.h"
#include "bot/query/denotation.h"
#include "bot/query/query.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// "Are there groups in the councils?", "do the councils have groups?": of what stands in front or
// is had, the one fact that says where it is, or else what it has to do with all that is named.
// Nothing for a query that asks for anything else than whether.
std::optional<query::Denotation> look_up_existence(const Chatbot::Parts& parts,
                                                   const understanding::Line& line,
                                                   const query::Query& query);

// "Groups in the two councils": what fits a query without the number, where each fact says so many
// things or concerns so many. Nothing where the line does not speak of "the two".
std::optional<query::Denotation> look_up_counted(const Chatbot::Parts& parts,
                                                 const understanding::Line& line,
                                                 const query::Query& query);

}  // namespace jauap::chat
