#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// A message without the words in front of its question by which people come to it, whatever they
// are: "nobody here could tell me who signed it". Such words speak of those who talk or of asking
// (Words::talk_words), and neither name anything, nor give a value, nor suppose that something is
// so; or they say of oneself what names no thing, and that one asks: "we run a firm and would like
// to know". A request is a question, too: "we would appreciate the number of", "for our records,
// please list". Nothing where there are none. What is left must make a question by itself.
std::optional<std::vector<text::Token>> without_lead_in(const Chatbot::Parts& parts,
                                                        std::string_view message,
                                                        const std::vector<text::Token>& tokens);

// "…, for a school essay", "…, so I can tell my class": without what a question is asked for, which
// names nothing. Nothing where it does not end so.
std::optional<std::vector<text::Token>> without_purpose(const Chatbot::Parts& parts,
                                                        std::string_view message,
                                                        const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
