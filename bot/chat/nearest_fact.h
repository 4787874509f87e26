#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// The written fact that says nearly all that a question names, for questions that no rule reads to
// the end. How much that is is the share of the question's words, weighted by how much each tells
// (PassageIndex), for which the fact has a place, which its sentence holds, or that mean the same
// as what it says; a word that nothing explains counts in full. Each of these is a reason for none:
// a name, number, date or word of comparison that the fact does not have; a part that is asked for
// ("who", "when") and that it lacks; another fact that says about as much. Two or three that say
// all of it are told together. Where the one word that is left over is the opposite of what the
// fact says ("among the last"), the fact corrects the question.
// What is left over stands in `unknown_words`. What it costs is bounded, however many facts there
// are; a question of very many names or strange words has none.
std::optional<Understanding> nearest_fact(const Chatbot::Parts& parts, std::string_view message,
                                          const std::vector<text::Token>& tokens,
                                          base::Trace* trace);

}  // namespace jauap::chat
