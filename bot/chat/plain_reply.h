#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/chat/sources.h"

namespace jauap::chat {

// The reply in parts; see Chatbot::sections.
ReplySections compose_sections(const Chatbot::Parts& parts, const Reply& reply);

// The reply as one text; see Chatbot::plain.
PlainReply compose_plain(const Chatbot::Parts& parts, const Reply& reply);

}  // namespace jauap::chat
