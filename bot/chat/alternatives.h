#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/chat/understand.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// A question that leaves the choice between two things or values of a sort: "was it signed in A or
// in B", "by 311 or 382 per cent", "who signed it, X or Y".
struct Alternatives {
  std::vector<text::Token> first;   // the question with the first alone
  std::vector<text::Token> second;  // with the second alone
  // Without either, where they stand at the end and the question asks for one of them: "who signed
  // it". Empty where it asks whether.
  std::vector<text::Token> open;
  std::vector<knowledge::EntityId> things;  // that the two may name
};

// Nothing where the question leaves no such choice.
std::optional<Alternatives> find_alternatives(const Chatbot::Parts& parts, std::string_view message,
                                              const std::vector<text::Token>& tokens);

// Which of the answers to `first` and `second` decides the question, 0 or 1: the one that is so, or
// what is so where neither is. Nothing where they do not decide it.
std::optional<std::size_t> choose_alternative(const Understanding& first,
                                              const Understanding& second);

// Which of the answers to questions of several options is the only one that is so, or (`which_not`)
// the only one that is not so: nothing may be held of it, or something else. Nothing where they do
// not decide it.
std::optional<std::size_t> choose_option(const std::vector<Understanding>& answers, bool which_not);

// The same answer to a question that does not ask whether: the facts alone. A correction stays one.
Understanding without_yes(Understanding answer);
// Likewise of a correction.
Understanding told_plainly(Understanding answer);

// Whether an answer to the open question is about one of the two.
bool is_about_alternative(const Chatbot::Parts& parts, const Alternatives& alternatives,
                          const Understanding& answer);

}  // namespace jauap::chat
