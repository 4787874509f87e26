#pragma once

#include <optional>

#include "bot/base/trace.h"
#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/understanding/line.h"

namespace jauap::chat {

// "It went from 10 to 40 million, how many times as much is that?": a line of names and words, of
// which frames have been dropped, that asks how much and gives two numbers or more of one growth:
// what it was, what it began from and what it led to. All that is held of that growth answers it.
// Nothing where a number is of something else, or where the line names anything else.
std::optional<Understanding> read_course(const Chatbot::Parts& parts,
                                         const understanding::Line& line, base::Trace* trace);

// "It went from 10 million to what?", "what was it before the rise of 30 %?": the same of one such
// number, where words say that a course is asked for, and none says anything else.
std::optional<Understanding> read_course_of_one(const Chatbot::Parts& parts,
                                                const understanding::Line& line,
                                                base::Trace* trace);

}  // namespace jauap::chat
