#pragma once

#include <span>
#include <string_view>

namespace jauap::chat {

// The operation of an intent that is a whole message and has its answer with it.
inline constexpr std::string_view kSay = "say";
// The operation of a pack's own intent: its facts are the answer.
inline constexpr std::string_view kFacts = "facts";
// The variant of an intent's answers that is said.
inline constexpr std::string_view kFound = "found";

// The names of all texts of _messages.json that are ever said: a missing one is found when the
// files are loaded, and so is one that no code says.
std::span<const std::string_view> message_names();

}  // namespace jauap::chat
