#pragma once

#include <vector>

#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// What talk beside a question says that it is about: "I am only interested in A", "I need the
// numbers of 2019". What is held of something else is no answer then.
struct Focus {
  std::vector<std::vector<knowledge::EntityId>> things;  // places: what each name may mean
  std::vector<int> years;
  bool is_of_period = false;  // names a stretch of time that has no date
};

// Adds what a sentence names, if it says that it is about that (Words::focus_words).
void add_focus(const Chatbot::Parts& parts, const std::vector<text::Token>& sentence, Focus& focus);

// Whether an answer to a question is of what the talk beside it is about. Of sets and of what is
// worked out it is taken to be.
bool is_in_focus(const Chatbot::Parts& parts, const Focus& focus, const Understanding& answer);

}  // namespace jauap::chat
