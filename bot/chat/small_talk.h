#pragma once

#include <string_view>
#include <vector>

#include "bot/chat/conversation.h"
#include "bot/chat/parts.h"
#include "bot/chat/reply.h"
#include "bot/intents/matcher.h"

namespace jauap::chat {

// Operations of intents that are a whole message.
inline constexpr std::string_view kSay = "say";            // the intent's own text
inline constexpr std::string_view kFacts = "facts";        // the facts that a pack's intent names
inline constexpr std::string_view kOverview = "overview";  // what the packs hold, in short
inline constexpr std::string_view kTimeline = "timeline";  // what happened, in its order
inline constexpr std::string_view kCite = "cite";          // where the last answer stands
inline constexpr std::string_view kMore = "more";          // what else is held of the same things
inline constexpr std::string_view kForget = "forget";      // the conversation begins anew

// Those that the intents of a language may have; packs' own have kFacts.
const std::vector<std::string>& message_operations();

// The variants of an intent's answers: what is said, and what where there is nothing to tell.
inline constexpr std::string_view kFound = "found";
inline constexpr std::string_view kNone = "none";
std::vector<std::string_view> answers_of(std::string_view operation);

// The reply to a message that is not about facts, or about those told last. Keeps in the
// conversation, if there is one, what was told, so that nothing is told twice.
Reply compose_small_talk(const Chatbot::Parts& parts, const intents::Match& match,
                         Conversation* conversation);

}  // namespace jauap::chat
