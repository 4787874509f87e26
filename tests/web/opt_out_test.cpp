#include "bot/web/opt_out.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "bot/web/recorder.h"
#include "bot/web/site.h"
#include "tests/support/shipped_chatbot.h"
#include "tests/support/temporary_folder.h"

namespace jauap::web {
namespace {

const std::filesystem::path kWeb = std::filesystem::path{JAUAP_SOURCE_DIR} / "web";

Response ask(const Routes& routes, const Request& request) {
  for (const Route& route : routes) {
    if (route.path == request.path && route.method == request.method) return route.handler(request);
  }
  return {.status = 404};
}

Request post(const std::string& path, const std::string& body, Fields fields = {}) {
  Request request{"POST", path, {}, "application/json", body};
  request.fields = std::move(fields);
  return request;
}

Request get(const std::string& path, const std::string& question, Fields fields = {}) {
  Request request{"GET", path, {{"q", question}}, "", ""};
  request.fields = std::move(fields);
  return request;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::string bytes;
  for (const char* suffix : {"", "-wal"}) {
    std::ifstream file{path.string() + suffix, std::ios::binary};
    bytes.append(std::istreambuf_iterator<char>{file}, {});
  }
  return bytes;
}

std::string rpc(const std::string& question) {
  return R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"ask","arguments":)"
         R"({"question":")" +
         question + R"("}}})";
}

std::string completion(const std::string& question, const std::string& more) {
  return R"({"model":"jauap","messages":[{"role":"user","content":")" + question + R"("}])" + more +
         "}";
}

std::string message(const std::string& question, const std::string& more) {
  return R"({"message":")" + question + "\"" + more + "}";
}

}  // namespace

TEST_CASE("nothing is kept of who opts out, on any way of asking", "[web]") {
  const Fields dnt{{"dnt", "1"}};
  const Fields gpc{{"sec-gpc", "1"}};
  const Fields neither{{"dnt", "0"}, {"sec-gpc", "?"}};
  Request not_stored = get("/api/chat", "Private4?");
  not_stored.parameters.emplace_back("store", "false");
  const std::vector<Request> private_ones{
      post("/api/chat", message("Private1?", ""), dnt),
      post("/api/chat", message("Private2?", R"(,"store":false)")),
      get("/api/chat", "Private3?", gpc),
      not_stored,
      get("/", "Private5?", dnt),
      post("/v1/chat/completions", completion("Private6?", ""), gpc),
      post("/v1/chat/completions", completion("Private7?", R"(,"store":false)")),
      post("/mcp", rpc("Private8?"), dnt),
  };
  const std::vector<Request> open_ones{
      post("/api/chat", message("Open1?", R"(,"store":true)")),
      get("/api/chat", "Open2?", neither),
      get("/", "Open3?"),
      post("/v1/chat/completions", completion("Open4?", "")),
      post("/mcp", rpc("Open5?")),
  };
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
  {
    const auto ledger = std::make_shared<sessions::Ledger>(
        file, sessions::LedgerOptions{.questions = sessions::KeptQuestions::All});
    const Routes routes = site_routes(
        Bots{shipped_chatbots(), recorder(std::make_shared<Metrics>(), ledger)}, kWeb, ledger);
    for (const Request& request : private_ones) CHECK(ask(routes, request).status == 200);
    for (const Request& request : open_ones) CHECK(ask(routes, request).status == 200);
    CHECK(ask(routes, get("/", "", dnt)).body.find("data-feedback") == std::string::npos);
    CHECK(ask(routes, get("/", "", neither)).body.find("data-feedback") != std::string::npos);
  }
  const std::string bytes = bytes_of(file);
  CHECK(bytes.find("Private") == bytes.npos);
  for (std::size_t i = 1; i <= open_ones.size(); ++i) {
    CHECK(bytes.find("Open" + std::to_string(i) + "?") != bytes.npos);
  }
  const auto statistics =
      sessions::LedgerFile(file, sessions::LedgerFile::Open::Existing).statistics();
  std::uint64_t counted = 0;
  for (const auto& [day, count] : statistics.counts) counted += count;
  CHECK(counted == open_ones.size());
}

}  // namespace jauap::web
