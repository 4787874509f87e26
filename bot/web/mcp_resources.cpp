#include "bot/web/mcp_resources.h"

#include <utility>

#include "bot/web/http_json.h"

namespace jauap::web {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kStarters = 10;

}  // namespace

std::string pack_uri(std::string_view pack) {
  return "jauap://packs/" + std::string{pack};
}

Json list_packs(const chat::PackChatbots& chatbots) {
  Json list = Json::array();
  for (const auto& pack : chatbots.all().packs()) {
    Json resource{{"uri", pack_uri(pack.name)}, {"name", pack.name}};
    if (!pack.title.empty()) resource["title"] = pack.title;
    if (!pack.description.empty()) resource["description"] = pack.description;
    resource["mimeType"] = kPackMediaType;
    list.push_back(std::move(resource));
  }
  return list;
}

std::variant<Json, RpcFailure> read_pack(const chat::PackChatbots& chatbots,
                                         const RpcMessage& message) {
  const base::JsonValue* uri = message.param("uri");
  if (uri == nullptr || uri->kind != base::JsonKind::Text) {
    return RpcFailure{RpcCode::InvalidParams, "expected the address of a resource as \"uri\""};
  }
  for (const auto& pack : chatbots.all().packs()) {
    if (uri->text != pack_uri(pack.name)) continue;
    Json content{{"name", pack.name},
                 {"title", pack.title},
                 {"description", pack.description},
                 {"facts", pack.facts}};
    if (const chat::Chatbot* chatbot = chatbots.find(pack.name)) {
      content["questions"] = chatbot->starters(kStarters);
    }
    return Json{{"contents", Json::array({{{"uri", uri->text},
                                           {"mimeType", kPackMediaType},
                                           {"text", to_body(content)}}})}};
  }
  return RpcFailure{RpcCode::InvalidParams, "Resource not found", Json{{"uri", uri->text}}};
}

}  // namespace jauap::web
