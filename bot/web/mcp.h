#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "bot/web/bots.h"
#include "bot/web/http.h"
#include "bot/web/json_rpc.h"
#include "bot/web/mcp_tools.h"
#include "bot/web/mcp_version.h"

namespace jauap::web {

// A server of the Model Context Protocol, of both eras (mcp_version.h), for programs that let a
// language model use tools. It keeps no sessions: every message is answered by itself. Immutable;
// safe for concurrent use.
class Mcp {
 public:
  // Reads mcp.json and openapi.json in the folder `web`; throws std::runtime_error where one is
  // missing or broken.
  Mcp(const Bots& bots, const std::filesystem::path& web);

  // POST /mcp: one message, answered with one JSON object; a notification with 202 and nothing.
  Response post(const Request& request) const;

  // One message of standard input: the line to print, "" for none. Any bytes are a valid message.
  std::string answer_line(std::string_view line) const;

 private:
  // An answer with the status that HTTP gives it.
  struct Answer {
    int status = 200;
    nlohmann::ordered_json message;  // null for none
  };
  using Result = std::variant<nlohmann::ordered_json, RpcFailure>;

  // `request` is null on standard input.
  Answer answer(std::string_view text, const Request* request) const;
  Result call(const RpcMessage& message, McpEra era, bool may_be_kept) const;
  Result call_legacy(const RpcMessage& message, bool may_be_kept) const;
  Result call_modern(const RpcMessage& message, bool may_be_kept) const;
  Result call_any(const RpcMessage& message, bool may_be_kept) const;

  Bots bots_;
  McpTools tools_;
};

}  // namespace jauap::web
