#pragma once

#include <string>

#include "bot/channels/delivery.h"

namespace jauap::channels {

// Who a bot is in rooms of Matrix.
struct MatrixName {
  std::string user;     // "@answers:example.org"
  std::string display;  // what people see, "" where it is not known
};

// A message of Matrix, as far as a bot needs it (Client-Server API, m.room.message).
struct MatrixMessage {
  std::string text;           // without the quotation of a reply, and without the bot's name
  bool is_addressed = false;  // to the bot, by a mention or by its name in front
  std::string thread;         // the event that its thread begins with; "" outside of threads
  bool is_reply = false;
};

// Reads the content of an event with a text. Safe for concurrent use; costs a few copies of the
// text.
MatrixMessage read_matrix_message(Node content, const MatrixName& bot);

}  // namespace jauap::channels
