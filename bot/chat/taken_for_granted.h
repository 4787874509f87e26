#pragma once

#include <optional>

#include "bot/chat/parts.h"
#include "bot/query/query.h"
#include "bot/understanding/premise.h"

namespace jauap::chat {

// "Who chaired the signing of the treaty in A?", where it was signed in B: what a question that no
// fact answers takes for granted of the one thing that it names, to which it happened once,
// whatever is asked besides. Nothing where it asks when or how much, or where it may be about
// another thing of the kind.
std::optional<understanding::Premise> taken_for_granted(const Chatbot::Parts& parts,
                                                        const query::Query& query);

}  // namespace jauap::chat
