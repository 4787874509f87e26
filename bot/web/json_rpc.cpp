#include "bot/web/json_rpc.h"

#include <utility>

namespace jauap::web {
namespace {

using base::JsonKind;
using base::JsonValue;
using Json = nlohmann::ordered_json;

// Nothing where it is neither a text nor a whole number.
std::optional<Json> read_id(const JsonValue& value) {
  if (value.kind == JsonKind::Text) return Json(value.text);
  if (value.kind != JsonKind::Number) return std::nullopt;
  Json number = Json::parse(value.text, nullptr, false);
  if (!number.is_number_integer()) return std::nullopt;
  return number;
}

RpcFailure invalid(std::string message) {
  return {RpcCode::InvalidRequest, std::move(message)};
}

}  // namespace

const JsonValue* RpcMessage::param(std::string_view name) const {
  return params == nullptr ? nullptr : params->find(name);
}

std::variant<RpcMessage, RpcFailure> read_rpc(const JsonValue& document) {
  if (document.kind != JsonKind::Object) {
    return invalid("expected one JSON-RPC message, found " + describe(document));
  }
  const JsonValue* version = document.find("jsonrpc");
  if (version == nullptr || version->text != "2.0") {
    return invalid("expected \"jsonrpc\": \"2.0\"");
  }
  RpcMessage message;
  const JsonValue* method = document.find("method");
  if (method == nullptr) {
    if (document.find("result") != nullptr || document.find("error") != nullptr) return message;
    return invalid("the member \"method\" is missing");
  }
  if (method->kind != JsonKind::Text || method->text.empty()) {
    return invalid("expected the name of a method, found " + describe(*method));
  }
  message.method = method->text;
  if (const JsonValue* id = document.find("id")) {
    auto read = read_id(*id);
    if (!read) return invalid("expected a text or a whole number as \"id\"");
    message.id = std::move(*read);
  }
  message.params = document.find("params");
  if (message.params != nullptr && message.params->kind != JsonKind::Object) {
    return invalid("expected an object as \"params\", found " + describe(*message.params));
  }
  return message;
}

Json rpc_result(const Json& id, Json result) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

Json rpc_error(const Json& id, const RpcFailure& failure) {
  Json error{{"code", static_cast<int>(failure.code)}, {"message", failure.message}};
  if (!failure.data.is_null()) error["data"] = failure.data;
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", std::move(error)}};
}

}  // namespace jauap::web
