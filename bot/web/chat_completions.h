#pragma once

#include <cstdint>

#include "bot/web/bots.h"
#include "bot/web/http.h"

namespace jauap::web {

// Packs as models for any client of OpenAI's chat completions API: "jauap" is all packs, and each
// pack that can be asked by itself is a model of its name.

// The model that is all packs.
inline constexpr std::string_view kAllPacks = "jauap";

// How much of a conversation is read again before its last message: so many messages of the user,
// the last ones.
inline constexpr std::size_t kReplayedMessages = 20;

// GET /v1/models. `created` is in seconds since 1970, of the models.
Response get_models(const chat::PackChatbots& chatbots, std::int64_t created);

// POST /v1/chat/completions: the reply to the last message of the user, as one JSON object or, with
// "stream", as server-sent events. The messages of the user before it are asked again first, in a
// conversation that ends with this request, so that follow-ups are understood. The answer is
// followed by its sources as lines of text; those with an address are url_citation annotations too,
// whose indexes count code points. Tokens of "usage" are words. What is not known here is ignored,
// as such clients expect; an explicit
// "store": false keeps the question out of the ledger; what is wrong has OpenAI's form
// (openai_error.h). `now` is in seconds since 1970.
Response post_chat_completion(const Bots& bots, const Request& request, std::int64_t now);

}  // namespace jauap::web
