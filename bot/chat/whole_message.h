#pragma once

#include <optional>
#include <vector>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/intents/matcher.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// The intent whose sentence is the whole message, or all of it between polite frames, if any.
std::optional<intents::Match> match_whole_message(const Chatbot::Parts& parts,
                                                  const std::vector<text::Token>& tokens,
                                                  base::Trace* trace);

// Adds the templates that share most words with a message to a trace.
void trace_nearest(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                   base::Trace& trace);

}  // namespace jauap::chat
