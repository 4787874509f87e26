#pragma once

#include <span>
#include <string_view>

namespace jauap::chat {

// The names of all texts of _messages.json that are ever said: a missing one is found when the
// files are loaded, and so is one that no code says.
std::span<const std::string_view> message_names();

}  // namespace jauap::chat
