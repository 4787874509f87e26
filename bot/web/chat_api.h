#pragma once

#include <memory>

#include "bot/chat/chatbot.h"
#include "bot/sessions/sessions.h"
#include "bot/web/http.h"

namespace jauap::web {

// The longest name of a conversation, in bytes.
inline constexpr std::size_t kMaxSession = 200;

// POST /api/chat {"message": text, "session"?: text, "explain"?: true or false}: the reply object
// (chat/reply.h). Every message is answered with 200, unknown and too long ones too; a body that is
// not of this form gets a problem document with the place of each mistake.
Response post_chat(const chat::Chatbot& chatbot, sessions::Sessions& sessions,
                   const Request& request);

// GET /api/chat?q=…&session=…&explain=true: the same from an address.
Response get_chat(const chat::Chatbot& chatbot, sessions::Sessions& sessions,
                  const Request& request);

}  // namespace jauap::web
