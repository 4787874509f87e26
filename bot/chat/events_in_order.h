#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// "Put these in order of time: the bridge, the harbour, the railway": what happened to each, the
// earliest first. Nothing where a message asks for no order (Words::order_phrases), where one of
// those that it lists is not one event with a date, or where two dates leave open which was first.
std::optional<Understanding> read_events_in_order(const Chatbot::Parts& parts,
                                                  std::string_view message,
                                                  const std::vector<text::Token>& tokens,
                                                  base::Trace* trace);

}  // namespace jauap::chat
