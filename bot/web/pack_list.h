#pragma once

#include <nlohmann/json_fwd.hpp>

#include "bot/chat/chatbot.h"

namespace jauap::web {

// The packs that a chatbot answers from, for whoever runs the server: [{"name", "title", "facts"}].
nlohmann::ordered_json pack_list(const chat::Chatbot& chatbot);

}  // namespace jauap::web
