#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// A stretch of a message that may be a question by itself.
struct MessagePart {
  std::size_t first = 0;  // of its tokens in the message
  std::size_t count = 0;
  bool is_marked = false;  // a question mark ends it
  // Begins as questions and requests do: "how many", "could you please tell me".
  bool is_opened = false;
  bool begins_sentence = true;
};

// The sentences of a message, cut again where a clause begins as a question does: behind a comma or
// a colon, or behind a word that joins ("…, and how many …"). In their order; every token is in
// one. Linear in the message.
std::vector<MessagePart> split_message(const Chatbot::Parts& parts, std::string_view message,
                                       const std::vector<text::Token>& tokens);

// Whether a part says nothing about what is asked beside it: "I need it for school". It must not be
// what a question could hang on, such as a name or a time by itself.
bool is_aside(const Chatbot::Parts& parts, std::string_view message,
              const std::vector<text::Token>& tokens, const MessagePart& part);

// How long the opening of a question is that asks for more than whether: 2 for "in which", 0 where
// none begins at this place, or only "is".
std::size_t asks_for_more(const text::Words& words, const std::vector<text::Token>& tokens,
                          std::size_t at);

// "In 2021": whether tokens give a time and say nothing else, which then belongs to what follows.
bool is_only_time(const text::Words& words, const std::vector<text::Token>& tokens);

// "When A joined B": a clause that says when, unlike "when did A join B?".
bool is_time_clause(const text::Words& words, const std::vector<text::Token>& tokens);

// Whether a comma was typed between two tokens of the message. Of tokens without places in it none
// was.
bool has_comma(std::string_view message, const text::Token& before, const text::Token& token);

}  // namespace jauap::chat
