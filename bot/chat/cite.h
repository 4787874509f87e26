#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/chat/reply.h"

namespace jauap::chat {

using Placeholders = std::vector<std::pair<std::string, std::string>>;

// A text of _messages.json with its placeholders filled.
std::string say(const Chatbot::Parts& parts, const std::string& name,
                const Placeholders& placeholders = {});

// A value as data of the reply: names without their article, dates as in ISO 8601.
ReplyValue to_reply_value(const Chatbot::Parts& parts, const knowledge::Scalar& value,
                          knowledge::ValueType type);

// What one reply shows at most.
inline constexpr std::size_t kFactsTold = 4;
inline constexpr std::size_t kSuggestions = 3;

// The first `most` facts as one text; how many more there are is said behind it.
std::string tell_all(const Chatbot::Parts& parts, const std::vector<knowledge::FactId>& facts,
                     std::size_t most = kFactsTold);

// Facts as a reader needs them, each with its source.
std::vector<CitedFact> cite_all(const Chatbot::Parts& parts,
                                const std::vector<knowledge::FactId>& facts);

// Adds facts to those that the reply rests on, each with its source.
void add_facts(const Chatbot::Parts& parts, const std::vector<knowledge::FactId>& facts,
               Reply& reply);

// "“Title”, publisher, date, paragraph 1, paragraph 7" of the facts of a reply, each source once.
std::string places_of(const Reply& reply);

}  // namespace jauap::chat
