#pragma once

#include <memory>

#include "bot/chat/pack_chatbots.h"

namespace jauap {

// The chatbot over the packs of this repository, loaded once. Tests that use it ask what it offers
// itself to begin with, so that they hold for any packs.
std::shared_ptr<const chat::Chatbot> shipped_chatbot();

// The same, with one for each pack by itself.
const chat::PackChatbots& shipped_chatbots();

}  // namespace jauap
