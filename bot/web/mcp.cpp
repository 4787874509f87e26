#include "bot/web/mcp.h"

#include <optional>
#include <utility>

#include "bot/web/http_json.h"
#include "bot/web/mcp_resources.h"
#include "bot/web/opt_out.h"
#include "bot/web/refusal.h"

namespace jauap::web {
namespace {

using base::JsonValue;
using Json = nlohmann::ordered_json;

// How long what is listed holds: packs may be replaced
// meanwhile, which a client then learns a minute later.
constexpr int kListedForMs = 60'000;

Json server_info() {
  return {{"name", "jauap"}, {"title", "Jauap"}, {"version", JAUAP_VERSION}};
}

Json capabilities() {
  return {{"tools", Json::object()}, {"resources", Json::object()}};
}

RpcFailure unknown_method() {
  return {RpcCode::MethodNotFound, "Method not found"};
}

bool is_listed(const std::string& method) {
  return method == "server/discover" || method == "tools/list" || method == "resources/list" ||
         method == "resources/templates/list" || method == "resources/read";
}

// The status of an error over HTTP. A legacy client takes any other than 200 for a broken
// connection, but for what is no message at all.
int status_of(RpcCode code, McpEra era, bool is_bad_version) {
  switch (code) {
    case RpcCode::ParseError:
    case RpcCode::InvalidRequest:
    case RpcCode::HeaderMismatch:
    case RpcCode::UnsupportedVersion:
      return 400;
    case RpcCode::MethodNotFound:
      return era == McpEra::Modern ? 404 : 200;
    case RpcCode::InvalidParams:
      return is_bad_version ? 400 : 200;
    case RpcCode::InternalError:
      return 500;
  }
  return 500;
}

}  // namespace

Mcp::Mcp(const Bots& bots, const std::filesystem::path& web) : bots_{bots}, tools_{bots, web} {}

Response Mcp::post(const Request& request) const {
  if (request.content_type != "application/json") {
    return refusal(request.path, 415, "send the body as JSON, with Content-Type: application/json");
  }
  const Answer found = answer(request.body, &request);
  return {.status = found.status, .body = found.message.is_null() ? "" : to_body(found.message)};
}

std::string Mcp::answer_line(std::string_view line) const {
  const Answer found = answer(line, nullptr);
  return found.message.is_null() ? "" : to_body(found.message);
}

Mcp::Answer Mcp::answer(std::string_view text, const Request* request) const {
  const Fields* fields = request == nullptr ? nullptr : &request->fields;
  const auto fail = [](const Json& id, const RpcFailure& failure, McpEra era, bool is_bad_version) {
    return Answer{status_of(failure.code, era, is_bad_version), rpc_error(id, failure)};
  };
  const auto document = read_json(text, kLongBodyLimits);
  if (!document.ok()) {
    return fail(nullptr, {RpcCode::ParseError, to_line(document.problems.front())}, McpEra::Legacy,
                false);
  }
  const auto read = read_rpc(*document.value);
  if (const auto* failure = std::get_if<RpcFailure>(&read)) {
    return fail(nullptr, *failure, McpEra::Legacy, false);
  }
  const auto& message = std::get<RpcMessage>(read);
  const McpEra era = era_of(message, fields);
  if (const auto wrong = check_version(message, era, fields)) {
    return fail(message.id, *wrong, era, true);
  }
  if (!message.is_request()) return {202, nullptr};
  Result result = call(message, era, request == nullptr || !opts_out(*request));
  if (const auto* failure = std::get_if<RpcFailure>(&result)) {
    return fail(message.id, *failure, era, false);
  }
  return {200, rpc_result(message.id, std::move(std::get<Json>(result)))};
}

Mcp::Result Mcp::call(const RpcMessage& message, McpEra era, bool may_be_kept) const {
  if (era == McpEra::Legacy) return call_legacy(message, may_be_kept);
  Result result = call_modern(message, may_be_kept);
  if (Json* json = std::get_if<Json>(&result)) {
    (*json)["resultType"] = "complete";
    if (is_listed(message.method)) {
      (*json)["ttlMs"] = kListedForMs;
      (*json)["cacheScope"] = "public";
    }
    (*json)["_meta"] = Json{{meta_name("serverInfo"), server_info()}};
  }
  return result;
}

Mcp::Result Mcp::call_legacy(const RpcMessage& message, bool may_be_kept) const {
  if (message.method == "ping") return Json::object();
  if (message.method != "initialize") return call_any(message, may_be_kept);
  const JsonValue* version = message.param("protocolVersion");
  if (version == nullptr || version->kind != base::JsonKind::Text) {
    return RpcFailure{RpcCode::InvalidParams, "expected a text as \"protocolVersion\""};
  }
  return Json{{"protocolVersion", legacy_version(version->text)},
              {"capabilities", capabilities()},
              {"serverInfo", server_info()},
              {"instructions", tools_.instructions()}};
}

Mcp::Result Mcp::call_modern(const RpcMessage& message, bool may_be_kept) const {
  if (message.method != "server/discover") return call_any(message, may_be_kept);
  return Json{{"supportedVersions", modern_versions()},
              {"capabilities", capabilities()},
              {"serverInfo", server_info()},
              {"instructions", tools_.instructions()}};
}

Mcp::Result Mcp::call_any(const RpcMessage& message, bool may_be_kept) const {
  if (message.method == "tools/list") return Json{{"tools", tools_.list()}};
  if (message.method == "tools/call") return tools_.call(message, may_be_kept);
  if (message.method == "resources/list") return Json{{"resources", list_packs(bots_.chatbots())}};
  if (message.method == "resources/templates/list") {
    return Json{{"resourceTemplates", Json::array()}};
  }
  if (message.method == "resources/read") return read_pack(bots_.chatbots(), message);
  return unknown_method();
}

}  // namespace jauap::web
