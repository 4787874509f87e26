#pragma once

#include <optional>

#include "bot/chat/chatbot.h"
#include "bot/chat/lasting_keys.h"

namespace jauap::chat {

// Makes conversations that one chatbot had into such of another one over other versions of the same
// packs. What the new packs do not hold is forgotten; the rest of the conversation goes on. A cell
// of a table is found by its row and column, wherever these stand now; a fact that was written, by
// its key. Refers to both. Costs time for each thing of the new chatbot once, and then nothing that
// grows with them. Safe for concurrent use.
class CarryOver {
 public:
  CarryOver(const Chatbot& from, const Chatbot& to);

  Conversation operator()(Conversation conversation) const;

 private:
  const Chatbot::Parts& from_;
  LastingKeys keys_;  // of the new chatbot
};

}  // namespace jauap::chat
