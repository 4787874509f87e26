#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "bot/chat/chatbot.h"

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
  std::optional<knowledge::EntityId> entity(knowledge::EntityId id) const;
  std::optional<knowledge::FactId> fact(knowledge::FactId id) const;

  const Chatbot::Parts& from_;
  const Chatbot::Parts& to_;
  // By pack and key, of the new chatbot.
  std::unordered_map<std::string, knowledge::EntityId> entities_;
  std::unordered_map<std::string, knowledge::PropertyId> properties_;
  std::unordered_map<std::string, knowledge::FactId> written_;
};

}  // namespace jauap::chat
