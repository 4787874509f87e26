#include "bot/web/json_rpc.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bot/web/http_json.h"

namespace jauap::web {
namespace {

// "method id" of a message, "" for a client's answer, the number of what is wrong otherwise.
std::string outcome(const std::string& text) {
  const auto document = read_json(text);
  REQUIRE(document.ok());
  const auto read = read_rpc(*document.value);
  if (const auto* failure = std::get_if<RpcFailure>(&read)) {
    CHECK_FALSE(failure->message.empty());
    return std::to_string(static_cast<int>(failure->code));
  }
  const auto& message = std::get<RpcMessage>(read);
  return message.method.empty() ? "" : message.method + " " + message.id.dump();
}

}  // namespace

TEST_CASE("a message of JSON-RPC is read strictly", "[web]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"({"jsonrpc": "2.0", "id": 1, "method": "ping"})", "ping 1"},
      {R"({"jsonrpc": "2.0", "id": "a", "method": "ping", "params": {}})", "ping \"a\""},
      {R"({"jsonrpc": "2.0", "id": "", "method": "ping"})", "ping \"\""},
      {R"({"jsonrpc": "2.0", "id": -9007199254740993, "method": "p"})", "p -9007199254740993"},
      {R"({"jsonrpc": "2.0", "method": "notifications/x"})", "notifications/x null"},
      {R"({"jsonrpc": "2.0", "id": 1, "result": {}})", ""},
      {R"({"jsonrpc": "2.0", "id": 1, "error": {}})", ""},
      {R"({"jsonrpc": "2.0", "id": null, "method": "ping"})", "-32600"},
      {R"({"jsonrpc": "2.0", "id": 1.5, "method": "ping"})", "-32600"},
      {R"({"jsonrpc": "2.0", "id": {}, "method": "ping"})", "-32600"},
      {R"({"jsonrpc": "2.0", "id": 1})", "-32600"},
      {R"({"jsonrpc": "2.0", "id": 1, "method": ""})", "-32600"},
      {R"({"jsonrpc": "2.0", "id": 1, "method": 7})", "-32600"},
      {R"({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []})", "-32600"},
      {R"({"jsonrpc": "1.0", "id": 1, "method": "ping"})", "-32600"},
      {R"({"id": 1, "method": "ping"})", "-32600"},
      {R"([{"jsonrpc": "2.0", "id": 1, "method": "ping"}])", "-32600"},
      {R"("ping")", "-32600"},
  };
  for (const auto& [text, wanted] : cases) {
    INFO(text);
    CHECK(outcome(text) == wanted);
  }
}

TEST_CASE("answers of JSON-RPC carry the id, and data where there is some", "[web]") {
  CHECK(rpc_result(1, {{"a", 2}}).dump() == R"({"jsonrpc":"2.0","id":1,"result":{"a":2}})");
  CHECK(rpc_error("x", {RpcCode::MethodNotFound, "no"}).dump() ==
        R"({"jsonrpc":"2.0","id":"x","error":{"code":-32601,"message":"no"}})");
  CHECK(rpc_error(nullptr, {RpcCode::InvalidParams, "no", {{"uri", "u"}}}).dump() ==
        R"({"jsonrpc":"2.0","id":null,"error":{"code":-32602,"message":"no","data":{"uri":"u"}}})");
}

TEST_CASE("half a surrogate pair is a replacement character", "[web]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"("\uD83D")", "\xEF\xBF\xBD"},
      {R"("\uDE00a")",
       "\xEF\xBF\xBD"
       "a"},
      {R"("\uD83D\uDE00")", "\xF0\x9F\x98\x80"},
      {R"("\uD83D\uD83D\uDE00")", "\xEF\xBF\xBD\xF0\x9F\x98\x80"},
      {R"("\\uD83D")", "\\uD83D"},
      {R"("\\\uD83D\n")", "\\\xEF\xBF\xBD\n"},
      {R"("\u00e9")", "é"},
  };
  for (const auto& [text, wanted] : cases) {
    INFO(text);
    const auto read = read_json(text);
    REQUIRE(read.ok());
    CHECK(read.value->text == wanted);
  }
  for (const std::string text :
       {"\"\\u", "\"\\uD8", "\"\\uD83D", "\"\\uZZZZ\"", "\\", "\"\\uD83D\\u\""}) {
    INFO(text);
    CHECK_FALSE(read_json(text).ok());
  }
}

}  // namespace jauap::web
