#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "bot/chat/chatbot.h"
#include "bot/chat/parts.h"
#include "bot/understanding/line.h"

namespace jauap {

// The lighthouse pack with the shipped English intents, as parts for the stages and as a whole.
// Loaded once each.
const chat::Chatbot::Parts& lighthouse_parts();
const chat::Chatbot& lighthouse_chatbot();

// The ways to cut a question into names, best first; the best one as the cascade leaves it; and the
// query that becomes of it. The spelling is taken as it is.
std::vector<understanding::Line> lighthouse_cuts(std::string_view question);
understanding::Line lighthouse_line(std::string_view question);
std::optional<query::Query> lighthouse_query(std::string_view question);

}  // namespace jauap
