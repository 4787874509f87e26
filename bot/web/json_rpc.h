#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <variant>

#include "bot/base/json_file.h"

namespace jauap::web {

// Messages of JSON-RPC 2.0, as far as a server needs them that never asks its client anything.
// Batches are none: the Model Context Protocol gave them up after its version of 2025-03-26.

// The numbers of JSON-RPC 2.0, and behind them those of the Model Context Protocol.
enum class RpcCode : int {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  InternalError = -32603,
  HeaderMismatch = -32020,
  UnsupportedVersion = -32022,
};

struct RpcFailure {
  RpcCode code = RpcCode::InternalError;
  std::string message;
  nlohmann::ordered_json data = nullptr;  // null for none
};

// A request or a notification. Refers to the document that it was read from.
// NOLINTNEXTLINE(bugprone-exception-escape): moving JSON throws nothing.
struct RpcMessage {
  nlohmann::ordered_json id;  // a text or a whole number; null for a notification
  std::string method;         // "" for what a client answers, which is nothing to be done about
  const base::JsonValue* params = nullptr;  // an object; null for none

  bool is_request() const { return !id.is_null(); }
  // A member of the parameters, null where there is none.
  const base::JsonValue* param(std::string_view name) const;
};

std::variant<RpcMessage, RpcFailure> read_rpc(const base::JsonValue& document);

nlohmann::ordered_json rpc_result(const nlohmann::ordered_json& id, nlohmann::ordered_json result);
// `id` is null where the request was not even read.
nlohmann::ordered_json rpc_error(const nlohmann::ordered_json& id, const RpcFailure& failure);

}  // namespace jauap::web
