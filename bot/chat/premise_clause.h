#pragma once

#include <string_view>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// A question with a clause in front that takes something for granted: "As Texas borders Ohio, how
// large is it?".
struct PremiseClause {
  std::vector<text::Token> clause;  // "Texas borders Ohio"
  std::vector<text::Token> rest;    // "how large is it"; possessives as "it 's"
  bool is_time = false;             // "when Texas joined in 1845": where it is so, it says when
};

// The ways to tell the clause from what is asked, at a comma of the message first, then before each
// word that begins a question. None where the words do not open such a clause.
std::vector<PremiseClause> premise_clauses(const Chatbot::Parts& parts, std::string_view message,
                                           const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
