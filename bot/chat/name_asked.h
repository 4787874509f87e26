#pragma once

#include "bot/chat/parts.h"
#include "bot/query/denotation.h"
#include "bot/query/query.h"

namespace jauap::chat {

// "What is it called?": of all that is held of the things of a query one fact of each that says its
// whole name, with the thing as its value. Several are Ambiguous: where the words mean several
// things, which is meant is asked.
query::Denotation naming_facts(const Chatbot::Parts& parts, const query::Denotation& described,
                               const query::Query& query);

// "The name of X": the query without what marks the places of its names in a fact, of which that
// says nothing.
query::Query without_roles(query::Query query);

}  // namespace jauap::chat
