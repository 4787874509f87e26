#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "bot/knowledge/value.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// What a conversation was about, so that "and Latvia?" and "which of them?" are understood. Plain
// data of one Chatbot: what another one made of its own packs means nothing to it.
struct Conversation {
  // The last question that was answered, with what was said before it put in; empty before the
  // first.
  std::vector<text::Token> question;
  std::vector<knowledge::EntityId> answered;   // the things that it was answered with
  std::vector<knowledge::EntityId> listed;     // the several things that were told last, in order
  std::vector<knowledge::EntityId> subjects;   // the things that it was about
  std::vector<knowledge::EntityId> referents;  // what its pronouns stand for
  std::vector<knowledge::EntityId> named;      // things of the last questions, the latest last
  std::vector<knowledge::FactId> last_told;    // the facts that the last answer rested on
  std::set<knowledge::FactId> told;            // those of all answers, as far as they are kept
  // The last two numbers told one after the other, or the last two things that happened.
  std::vector<knowledge::FactId> compared;
  bool is_lost = false;            // whether the last question was not understood at all
  std::size_t examples_shown = 0;  // how many questions were offered to begin with
  std::vector<std::vector<text::Token>> options;  // the questions that were asked back about

  bool operator==(const Conversation&) const = default;
};

}  // namespace jauap::chat
