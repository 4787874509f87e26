#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "bot/chat/pack_chatbots.h"
#include "bot/web/json_rpc.h"

namespace jauap::web {

// Packs as resources of the Model Context Protocol: what can be asked about, and what to begin
// with.

inline constexpr std::string_view kPackMediaType = "application/json";

// "jauap://packs/NAME".
std::string pack_uri(std::string_view pack);

// The packs as resources/list gives them.
nlohmann::ordered_json list_packs(const chat::PackChatbots& chatbots);

// The result of resources/read: name, title, description, number of facts, and questions to begin
// with. A resource that does not exist is a failure that names it.
std::variant<nlohmann::ordered_json, RpcFailure> read_pack(const chat::PackChatbots& chatbots,
                                                           const RpcMessage& message);

}  // namespace jauap::web
