#pragma once

#include <cstddef>

#include "bot/web/bots.h"
#include "bot/web/http.h"

namespace jauap::web {

// The longest name of a conversation, in bytes.
inline constexpr std::size_t kMaxSession = 200;

// POST /api/chat {"message": text, "session"?: text, "explain"?: true or false, "pack"?: text,
// "store"?: true or false}: the reply object (chat/reply.h), of one pack where several are there to
// choose. Every message is answered with 200, unknown and too long ones too; a body that is not of
// this form gets a problem document with the place of each mistake. With "store": false, and where
// the request opts out (opt_out.h), nothing of it is kept anywhere. A conversation that asks more
// often than it may gets 429.
Response post_chat(const Bots& bots, const Request& request);

// GET /api/chat?q=…&session=…&explain=true&pack=…&store=false: the same from an address.
Response get_chat(const Bots& bots, const Request& request);

}  // namespace jauap::web
