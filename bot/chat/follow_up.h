#pragma once

#include <optional>
#include <vector>

#include "bot/chat/conversation.h"
#include "bot/chat/parts.h"
#include "bot/knowledge/value.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// A message with what was said before put in.
struct FilledIn {
  std::vector<text::Token> tokens;
  std::vector<knowledge::EntityId> referents;  // what the pronouns in it stand for
  bool follows = false;                        // whether anything was put in
};

// A message in the light of a conversation.
struct FollowUp {
  // To fill it in, the likeliest first; of a message that points at nothing: further_ways().
  std::vector<FilledIn> ways;
  // Whether nothing in it points at what was said, so that few such messages are to be filled in.
  bool points_at_nothing = false;
  // Whether it says by itself what is asked. Else it is read so only where no way makes an answer.
  bool stands_alone = true;
  // "So total?": what does not add up is no answer.
  bool asks_for_total = false;
  // Whether it goes on with a question that was not understood, so that nothing can be made of it.
  bool goes_on_with_nothing = false;
  // Behind such a question: the one thing that it named, of which the answer must be.
  std::optional<knowledge::EntityId> only_of = {};
  // Whether it says itself who its pronouns stand for: "the other guest, who is he?".
  bool names_person = false;
  // Whether it is the last question with its parties exchanged: the same answer is none to that.
  bool is_reversal = false;
};

// The ways to understand a message as what follows from the last question: with the last question's
// parts where it names others of the same type ("and in 2020?"), with things for its pronouns
// ("their capitals"), or with the things of the last answer added ("which one is smaller?").
FollowUp follow_up(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                   const Conversation& conversation);

// The ways to fill in a message that points at nothing, for where it makes no question by itself.
std::vector<FilledIn> further_ways(const Chatbot::Parts& parts,
                                   const std::vector<text::Token>& tokens,
                                   const Conversation& conversation);

}  // namespace jauap::chat
