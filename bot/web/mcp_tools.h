#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <variant>

#include "bot/web/bots.h"
#include "bot/web/json_rpc.h"

namespace jauap::web {

// The tools of the Model Context Protocol: "ask" is the reply to a question, "find_facts" the facts
// that words name. Immutable; safe for concurrent use.
class McpTools {
 public:
  // Their descriptions and schemas are in `folder` / "mcp.json", where {"$ref":
  // "openapi.json#/components/schemas/NAME"} is the schema of the file beside it. Throws
  // std::runtime_error where one is missing or broken.
  McpTools(Bots bots, const std::filesystem::path& folder);

  // The tools as tools/list gives them, always in the same order.
  const nlohmann::ordered_json& list() const { return list_; }
  // What a client is told about this server.
  const std::string& instructions() const { return instructions_; }

  // The result of tools/call. What is wrong with the arguments is a result too ("isError"), for the
  // model that wrote them; a tool that does not exist is a failure.
  std::variant<nlohmann::ordered_json, RpcFailure> call(const RpcMessage& message,
                                                        bool may_be_kept) const;

 private:
  Bots bots_;
  nlohmann::ordered_json list_;
  std::string instructions_;
};

}  // namespace jauap::web
