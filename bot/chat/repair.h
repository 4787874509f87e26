#pragma once

#include <optional>
#include <string_view>

#include "bot/base/trace.h"
#include "bot/chat/follow_up.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"

namespace jauap::chat {

// A question with one strange word, or a few, is read with every word that may have been meant,
// by typing first, then by meaning. Where all that are equally near and make an answer make the
// same, that is it.
// Words that were put in from what was said before stay as they are.
std::optional<Understanding> repair(const Chatbot::Parts& parts, std::string_view message,
                                    const FilledIn& question, base::Trace* trace);

}  // namespace jauap::chat
