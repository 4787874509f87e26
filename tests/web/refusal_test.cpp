#include "bot/web/refusal.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace jauap::web {

using nlohmann::json;

TEST_CASE("the server's errors have the form that clients of the path read", "[web]") {
  const Response problem = refusal("/api/chat", 403, "why");
  CHECK(problem.status == 403);
  CHECK(problem.type == "application/problem+json; charset=utf-8");
  CHECK(json::parse(problem.body)["detail"] == "why");
  CHECK(refusal("", 400, "").type == problem.type);
  CHECK(refusal("/v1", 404, "").type == problem.type);

  const Response openai = refusal("/v1/chat/completions", 413, "why");
  CHECK(openai.status == 413);
  CHECK(json::parse(openai.body)["error"] == json{{"message", "why"},
                                                  {"type", "invalid_request_error"},
                                                  {"param", nullptr},
                                                  {"code", nullptr}});
  CHECK(json::parse(refusal("/v1/models", 401, "").body)["error"]["code"] == "invalid_api_key");
  CHECK(json::parse(refusal("/v1/models", 500, "").body)["error"]["type"] == "server_error");

  const Response rpc = refusal("/mcp", 405, "why");
  CHECK(rpc.status == 405);
  CHECK(json::parse(rpc.body) == json{{"jsonrpc", "2.0"},
                                      {"id", nullptr},
                                      {"error", {{"code", -32600}, {"message", "why"}}}});
  CHECK(json::parse(refusal("/mcp", 500, "").body)["error"]["code"] == -32603);
}

}  // namespace jauap::web
