#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "bot/chat/chatbot.h"
#include "bot/chat/lasting_keys.h"

namespace jauap::chat {

// A conversation as a text that another process with the same packs, or another version of them,
// reads as the same conversation. Things and facts stand in it by their lasting keys: what the
// reader's packs do not hold is forgotten, as where packs are replaced (carry_over.h). The text
// bears the version of its form and a checksum. Refers to the chatbot; making one costs time for
// each thing that it knows. Safe for concurrent use.
class ConversationText {
 public:
  // The longest text, in bytes. A conversation of more is told as one that has not begun.
  static constexpr std::size_t kMost = 131'072;

  explicit ConversationText(const Chatbot& chatbot);

  std::string write(const Conversation& conversation) const;
  // Nothing for any text that write() did not make, and for one of another version.
  std::optional<Conversation> read(std::string_view text) const;

 private:
  const Chatbot::Parts& parts_;
  LastingKeys keys_;
};

// A text of that form around what it tells (JSON), for whoever tries how broken ones are read.
std::string with_checksum(std::string_view told);

}  // namespace jauap::chat
