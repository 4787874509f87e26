#include "bot/web/mcp.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/shipped_chatbot.h"

namespace jauap::web {
namespace {

using Catch::Matchers::Contains;
using nlohmann::json;

const std::filesystem::path kWeb = std::filesystem::path{JAUAP_SOURCE_DIR} / "web";

const Mcp& server() {
  static const Mcp kServer{shipped_chatbots(), kWeb};
  return kServer;
}

json line(const json& message) {
  return json::parse(server().answer_line(message.dump()));
}

json request(const std::string& method, const json& params = json::object()) {
  return {{"jsonrpc", "2.0"}, {"id", 7}, {"method", method}, {"params", params}};
}

json with_meta(json params, const std::string& version = "2026-07-28") {
  params["_meta"] = {{"io.modelcontextprotocol/protocolVersion", version},
                     {"io.modelcontextprotocol/clientCapabilities", json::object()}};
  return params;
}

struct Sent {
  json message;
  Fields fields;
};

// "200", or the status with the number of the error.
std::string outcome(const Sent& sent) {
  const Response response = server().post(
      Request{"POST", "/mcp", {}, "application/json", sent.message.dump(), "", sent.fields});
  std::string text = std::to_string(response.status);
  if (response.body.empty()) return text;
  const json body = json::parse(response.body);
  if (body.contains("error")) text += " " + body["error"]["code"].dump();
  return text;
}

Fields modern_fields(const std::string& method, const std::string& name = "") {
  Fields fields{{"mcp-protocol-version", "2026-07-28"}, {"mcp-method", method}};
  if (!name.empty()) fields.emplace_back("mcp-name", name);
  return fields;
}

json ask(const std::string& question) {
  return {{"name", "ask"}, {"arguments", {{"question", question}}}};
}

}  // namespace

TEST_CASE("a client of before 2026 opens a conversation and asks", "[web]") {
  for (const auto& [asked, given] :
       std::vector<std::pair<std::string, std::string>>{{"2025-11-25", "2025-11-25"},
                                                        {"2025-03-26", "2025-03-26"},
                                                        {"2024-11-05", "2025-11-25"},
                                                        {"2026-07-28", "2025-11-25"}}) {
    const json opened = line(request("initialize", {{"protocolVersion", asked}}))["result"];
    CHECK(opened["protocolVersion"] == given);
    CHECK(opened["serverInfo"]["version"] == JAUAP_VERSION);
    CHECK_FALSE(opened.contains("resultType"));
  }
  CHECK(line(request("ping")) == json{{"jsonrpc", "2.0"}, {"id", 7}, {"result", json::object()}});
  CHECK(server().answer_line(R"({"jsonrpc":"2.0","method":"notifications/initialized"})").empty());
  CHECK(line(request("initialize"))["error"]["code"] == -32602);
}

TEST_CASE("a client of 2026 says in each message what it speaks", "[web]") {
  const json found = line(request("server/discover", with_meta({})))["result"];
  CHECK(found["supportedVersions"] == json{"2026-07-28"});
  CHECK(found["resultType"] == "complete");
  CHECK(found["cacheScope"] == "public");
  CHECK(found["_meta"]["io.modelcontextprotocol/serverInfo"]["name"] == "jauap");
  const json wrong = line(request("tools/list", with_meta({}, "2099-01-01")))["error"];
  CHECK(wrong["code"] == -32022);
  CHECK(wrong["data"] ==
        json{{"supported", found["supportedVersions"]}, {"requested", "2099-01-01"}});
  CHECK(line(request("ping", with_meta({})))["error"]["code"] == -32601);
  CHECK(line(request("initialize", with_meta({})))["error"]["code"] == -32601);
}

TEST_CASE("over HTTP the header fields say what the body says", "[web]") {
  const json call = request("tools/call", with_meta(ask("hello")));
  json no_capabilities = call;
  no_capabilities["params"]["_meta"].erase("io.modelcontextprotocol/clientCapabilities");
  const auto without = [](Fields fields, const std::string& name) {
    std::erase_if(fields, [&](const auto& field) { return field.first == name; });
    return fields;
  };
  const Fields fields = modern_fields("tools/call", "ask");
  const std::vector<std::pair<Sent, std::string>> cases{
      {{call, fields}, "200"},
      {{call, modern_fields("tools/call", "=?base64?YXNr?=")}, "200"},
      {{call, modern_fields("tools/call", "=?base64?YXN?=")}, "400 -32020"},
      {{call, modern_fields("tools/call", "=?base64?Y*Nr?=")}, "400 -32020"},
      {{call, modern_fields("tools/call", "=?base64?")}, "400 -32020"},
      {{call, modern_fields("tools/call", "Ask")}, "400 -32020"},
      {{call, modern_fields("Tools/call", "ask")}, "400 -32020"},
      {{call, without(fields, "mcp-name")}, "400 -32020"},
      {{call, without(fields, "mcp-method")}, "400 -32020"},
      {{call, without(fields, "mcp-protocol-version")}, "400 -32020"},
      {{no_capabilities, fields}, "400 -32602"},
      {{request("tools/list"), modern_fields("tools/list")}, "400 -32602"},
      {{request("tools/list", with_meta({}, "2099-01-01")),
        {{"mcp-protocol-version", "2099-01-01"}, {"mcp-method", "tools/list"}}},
       "400 -32022"},
      {{request("tools/list"), {{"mcp-protocol-version", "1999-01-01"}}}, "400 -32022"},
      {{request("no/such", with_meta({})), modern_fields("no/such")}, "404 -32601"},
      {{request("resources/read", with_meta({{"uri", "jauap://packs/none"}})),
        modern_fields("resources/read", "jauap://packs/none")},
       "200 -32602"},
      // Before 2026.
      {{request("tools/list"), {}}, "200"},
      {{request("tools/list"), {{"mcp-protocol-version", "2025-06-18"}}}, "200"},
      {{request("no/such"), {}}, "200 -32601"},
      {{request("tools/call", {{"name", "none"}}), {}}, "200 -32602"},
      {{request("tools/call"), {}}, "200 -32602"},
      {{{{"jsonrpc", "2.0"}, {"method", "notifications/cancelled"}}, {}}, "202"},
      {{{{"jsonrpc", "2.0"}, {"id", 1}, {"result", json::object()}}, {}}, "202"},
      // No message at all.
      {{json::array({request("ping")}), {}}, "400 -32600"},
      {{"ping", {}}, "400 -32600"},
  };
  for (const auto& [sent, wanted] : cases) {
    INFO(sent.message.dump());
    for (const auto& [name, value] : sent.fields) UNSCOPED_INFO(name << ": " << value);
    CHECK(outcome(sent) == wanted);
  }
  CHECK(server().post(Request{"POST", "/mcp", {}, "text/plain", "{}"}).status == 415);
  CHECK(server().post(Request{"POST", "/mcp", {}, "application/json", "{"}).status == 400);
}

TEST_CASE("the tools are the same each time, with schemas that stand by themselves", "[web]") {
  const json tools = line(request("tools/list"))["result"]["tools"];
  CHECK(tools == line(request("tools/list"))["result"]["tools"]);
  REQUIRE(tools.size() == 2);
  for (const json& tool : tools) {
    CHECK_THAT(tool.dump(),
               !Contains("openapi.json") && !Contains("#/components") && !Contains("{packs}"));
    CHECK(tool["outputSchema"]["type"] == "object");
  }
  CHECK_THAT(tools[0]["description"].get<std::string>(),
             Contains(shipped_chatbots().all().packs().at(0).title));
}

TEST_CASE("a tool asks as everybody asks", "[web]") {
  const auto& bot = shipped_chatbots().all();
  const std::string question = bot.starters(1).at(0);
  const json result = line(request("tools/call", ask(question)))["result"];
  const chat::Reply reply = bot.reply(question);
  CHECK(result["structuredContent"] == json::parse(chat::to_json_line(reply, "")));
  CHECK(result["content"][0]["text"] == bot.plain(reply).text);
  CHECK(result["content"][1]["type"] == "resource_link");
  CHECK_FALSE(result.contains("isError"));
  for (const auto& pack : bot.packs()) {
    const std::string one = shipped_chatbots().find(pack.name)->starters(1).at(0);
    json arguments = ask(one);
    arguments["arguments"]["pack"] = pack.name;
    CHECK(line(request("tools/call", arguments))["result"]["structuredContent"]["status"] ==
          "answered");
  }
}

TEST_CASE("wrong arguments are a result that says what is wrong", "[web]") {
  const std::vector<std::pair<json, std::string>> cases{
      {{{"name", "ask"}}, "question"},
      {{{"name", "ask"}, {"arguments", json::array()}}, "an object"},
      {{{"name", "ask"}, {"arguments", {{"question", 7}}}}, "question: expected a text"},
      {{{"name", "ask"}, {"arguments", {{"question", "a"}, {"pack", "none"}}}}, "only: "},
      {{{"name", "ask"}, {"arguments", {{"question", "a"}, {"packs", "none"}}}}, "did you mean"},
      {{{"name", "find_facts"}, {"arguments", {{"words", "a"}, {"limit", 101}}}}, "from 1 to 100"},
      {{{"name", "find_facts"}, {"arguments", {{"words", "a"}, {"limit", "2"}}}}, "a number"},
  };
  for (const auto& [params, wanted] : cases) {
    INFO(params.dump());
    const json result = line(request("tools/call", params))["result"];
    CHECK(result["isError"] == true);
    CHECK_THAT(result["content"][0]["text"].get<std::string>(), Contains(wanted));
  }
}

TEST_CASE("packs are resources", "[web]") {
  const json listed = line(request("resources/list"))["result"]["resources"];
  CHECK(listed.size() == shipped_chatbots().all().packs().size());
  for (const json& resource : listed) {
    const json read = line(request("resources/read", {{"uri", resource["uri"]}}))["result"];
    CHECK(json::parse(read["contents"][0]["text"].get<std::string>())["name"] == resource["name"]);
  }
  const json missing = line(request("resources/read", {{"uri", "file:///etc/passwd"}}))["error"];
  CHECK(missing["code"] == -32602);
  CHECK(missing["data"]["uri"] == "file:///etc/passwd");
  CHECK(line(request("resources/read"))["error"]["code"] == -32602);
}

TEST_CASE("any line is answered, or is none", "[web]") {
  for (const std::string& bytes :
       {std::string{"{"}, std::string{"\xFF\xFE"}, std::string{"a\0b", 3},
        std::string(100'000, '['), std::string{"null"}, std::string{"{}"}}) {
    const json answer = json::parse(server().answer_line(bytes));
    CHECK(answer["id"].is_null());
    CHECK(answer["error"]["code"].get<int>() < 0);
  }
}

TEST_CASE("a description of the tools that is broken stops the start", "[web]") {
  const auto folder = std::filesystem::temp_directory_path() / "jauap_mcp_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  CHECK_THROWS_WITH(Mcp(shipped_chatbots(), folder), Contains("mcp.json"));
  std::filesystem::copy(kWeb / "openapi.json", folder / "openapi.json");
  std::ifstream file{kWeb / "mcp.json"};
  const json good = json::parse(file);
  json bad = good;
  bad["tools"][0]["name"] = "aks";
  std::ofstream{folder / "mcp.json"} << bad;
  CHECK_THROWS_WITH(Mcp(shipped_chatbots(), folder), Contains("the tool ask"));
  bad = good;
  bad["tools"][0]["outputSchema"]["$ref"] = "openapi.json#/components/schemas/None";
  std::ofstream{folder / "mcp.json"} << bad;
  CHECK_THROWS_WITH(Mcp(shipped_chatbots(), folder), Contains("no schema"));
  bad = good;
  bad["tools"].erase(1);
  std::ofstream{folder / "mcp.json"} << bad;
  CHECK_THROWS_WITH(Mcp(shipped_chatbots(), folder), Contains("two tools"));
  std::filesystem::remove_all(folder);
}

}  // namespace jauap::web
