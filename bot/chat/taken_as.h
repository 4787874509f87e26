#pragma once

#include <string>
#include <vector>

#include "bot/chat/follow_up.h"
#include "bot/chat/parts.h"

namespace jauap::chat {

// What a message that follows from another was understood as, for the reader to check.
struct TakenAs {
  std::string question;            // the whole of it in words
  std::vector<std::string> about;  // the names and values that it did not say itself
};

// `filled`: a message with what was said before put in. `about` is empty where it asks with the
// words of the last question ("and Denmark?").
TakenAs taken_as(const Chatbot::Parts& parts, const FilledIn& filled);

}  // namespace jauap::chat
