#pragma once

#include <cstddef>
#include <string_view>

#include "bot/chat/parts.h"

namespace jauap::chat {

// The facts that have a place for everything that the words name; see Chatbot::find_facts.
FoundFacts find_facts(const Chatbot::Parts& parts, std::string_view words, std::size_t limit);

}  // namespace jauap::chat
