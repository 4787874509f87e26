// Who may ask a server, and what it tells pages of other sites.

#include <httplib.h>

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bot/web/server.h"

namespace jauap::web {
namespace {

Routes routes() {
  const Handler handler = [](const Request& request) { return Response{.body = request.id}; };
  return {{"GET", "/open", handler, "", Access::Open},
          {"GET", "/closed", handler, ""},
          {"POST", "/closed", handler, ""},
          {"GET", "/admin", handler, "", Access::Admin},
          {"POST", "/admin", handler, "", Access::Admin}};
}

int status_of(const httplib::Result& result) {
  REQUIRE(result);
  return result->status;
}

}  // namespace

TEST_CASE("where a server has a token, only open routes do without it", "[web]") {
  Server server{routes(), {.port = 0, .token = "0123456789abcdef"}};
  server.start();
  httplib::Client client{"127.0.0.1", server.port()};
  const httplib::Headers right{{"Authorization", "Bearer 0123456789abcdef"}};
  const httplib::Headers wrong{{"Authorization", "Bearer 0123456789abcdeF"}};
  CHECK(status_of(client.Get("/open")) == 200);
  CHECK(status_of(client.Get("/closed")) == 401);
  CHECK(status_of(client.Get("/closed", wrong)) == 401);
  CHECK(status_of(client.Get("/closed", right)) == 200);
  CHECK(status_of(client.Head("/closed")) == 401);
  CHECK(status_of(client.Post("/closed", "x", "text/plain")) == 401);
  CHECK(status_of(client.Post("/closed", right, "x", "text/plain")) == 200);
  // What there is, is not told either.
  CHECK(status_of(client.Get("/none")) == 401);
  CHECK(status_of(client.Get("/none", right)) == 404);
  CHECK(client.Get("/closed")->get_header_value("WWW-Authenticate") == "Bearer");
  CHECK_FALSE(client.Get("/closed", right)->has_header("WWW-Authenticate"));
  CHECK(status_of(client.Get("/closed", {{"Authorization", "Bearer 0123456789abcdef"},
                                         {"Authorization", "Bearer 0123456789abcdef"}})) == 400);
}

TEST_CASE("routes for administrators take their token alone, and no page of another site",
          "[web]") {
  const std::string token = "0123456789abcdef";
  const std::string admin_token = "fedcba9876543210";
  const std::string origin = "https://example.org";
  const auto with = [](const std::string& bearer, const std::string& from = "") {
    httplib::Headers headers{{"Authorization", "Bearer " + bearer}};
    if (!from.empty()) headers.emplace("Origin", from);
    return headers;
  };
  Server server{
      routes(),
      {.port = 0, .allowed_origins = {origin}, .token = token, .admin_token = admin_token}};
  server.start();
  httplib::Client client{"127.0.0.1", server.port()};
  CHECK(status_of(client.Get("/admin")) == 401);
  CHECK(client.Get("/admin")->get_header_value("WWW-Authenticate") == "Bearer");
  CHECK(status_of(client.Get("/admin", with(token))) == 401);
  CHECK(status_of(client.Get("/admin", with(admin_token))) == 200);
  CHECK(status_of(client.Post("/admin", with(admin_token), "x", "text/plain")) == 200);
  CHECK(status_of(client.Get("/closed", with(admin_token))) == 401);  // it opens nothing else
  CHECK(status_of(client.Post("/admin", with(admin_token, origin), "x", "text/plain")) == 403);
  CHECK(status_of(client.Post("/closed", with(token, origin), "x", "text/plain")) == 200);
  for (const auto& answer : {client.Get("/admin", with(admin_token, origin)),
                             client.Options("/admin", {{"Origin", origin}})}) {
    CHECK_FALSE(answer->has_header("Access-Control-Allow-Origin"));
    CHECK_FALSE(answer->has_header("Access-Control-Allow-Methods"));
  }
  // Without such a token nobody is one.
  Server none{routes(), {.port = 0}};
  none.start();
  httplib::Client other{"127.0.0.1", none.port()};
  CHECK(status_of(other.Get("/closed")) == 200);
  CHECK(status_of(other.Get("/admin")) == 401);
  CHECK(status_of(other.Get("/admin", with(""))) == 401);
}

TEST_CASE("the address that a connection came to names the server that listens on all", "[web]") {
  // Another address of this machine, as a probe or Prometheus asks a pod.
  const auto status = [](const std::string& host, const std::string& named,
                         const std::string& origin = "") {
    Server server{routes(), {.host = host, .port = 0}};
    server.start();
    const std::string port = ":" + std::to_string(server.port());
    httplib::Client client{"127.0.0.9", server.port()};
    httplib::Headers headers{{"Host", named + port}};
    if (origin.empty()) return status_of(client.Get("/open", headers));
    headers.emplace("Origin", origin + port);
    return status_of(client.Post("/closed", headers, "x", "text/plain"));
  };
  for (const std::string host : {"0.0.0.0", "::"}) {
    INFO(host);
    CHECK(status(host, "127.0.0.9") == 200);
    CHECK(status(host, "127.0.0.8") == 421);  // not the one that was asked
    CHECK(status(host, "rebound.example") == 421);
    CHECK(status(host, "127.0.0.9", "http://127.0.0.9") == 200);
    CHECK(status(host, "127.0.0.9", "https://127.0.0.9") == 403);
    CHECK(status(host, "127.0.0.9", "http://127.0.0.8") == 403);
  }
  CHECK(status("127.0.0.9", "127.0.0.9") == 200);
  CHECK(status("127.0.0.9", "127.0.0.8") == 421);
}

TEST_CASE("a proxy may ask with the name of its own host", "[web]") {
  const auto status = [](const std::string& public_url, const std::string& host) {
    Server server{routes(), {.port = 0, .public_url = public_url}};
    server.start();
    httplib::Client client{"127.0.0.1", server.port()};
    return status_of(client.Get("/open", {{"Host", host}}));
  };
  CHECK(status("https://chat.example.org", "chat.example.org") == 200);
  CHECK(status("https://chat.example.org", "Chat.Example.org") == 200);
  CHECK(status("https://chat.example.org", "example.org") == 421);
  CHECK(status("", "chat.example.org") == 421);
}

TEST_CASE("pages of allowed sites may ask, and are told so", "[web]") {
  Server server{
      routes(),
      {.port = 0, .allowed_origins = {"https://example.org"}, .token = "t0123456789abcdef"}};
  server.start();
  httplib::Client client{"127.0.0.1", server.port()};
  const auto headers = [](const std::string& origin) {
    return httplib::Headers{{"Origin", origin}, {"Authorization", "Bearer t0123456789abcdef"}};
  };
  const std::string field = "Access-Control-Allow-Origin";
  const std::vector<std::pair<std::string, bool>> cases{
      {"https://example.org", true},   {"https://EXAMPLE.org", true},
      {"http://example.org", false},   {"https://example.org.evil.example", false},
      {"https://evil.example", false}, {"null", false}};
  for (const auto& [origin, allowed] : cases) {
    INFO(origin);
    const auto posted = client.Post("/closed", headers(origin), "x", "text/plain");
    CHECK(status_of(posted) == (allowed ? 200 : 403));
    const auto read = client.Get("/closed", headers(origin));
    const auto asked = client.Options("/closed", {{"Origin", origin}});
    CHECK(status_of(asked) == 204);
    for (const auto* answer : {&posted, &read, &asked}) {
      CHECK((*answer)->get_header_value(field) == (allowed ? "https://example.org" : ""));
      CHECK((*answer)->get_header_value("Vary") == "Accept-Encoding, Origin");
    }
    CHECK(asked->get_header_value("Access-Control-Allow-Methods") ==
          (allowed ? "GET, HEAD, POST, OPTIONS" : ""));
  }
  // An error is readable for the page too.
  CHECK(client.Get("/closed", {{"Origin", "https://example.org"}})->get_header_value(field) ==
        "https://example.org");
  CHECK_FALSE(client.Get("/open")->has_header(field));
}

TEST_CASE("a sane id of a request is passed through", "[web]") {
  Server server{routes(), {.port = 0}};
  server.start();
  httplib::Client client{"127.0.0.1", server.port()};
  for (const auto& [sent, passed] : std::vector<std::pair<std::string, bool>>{
           {"abc-1", true}, {"a b", false}, {"", false}, {std::string(200, 'a'), false}}) {
    const auto answer = client.Get("/closed", {{"X-Request-Id", sent}});
    const std::string id = answer->get_header_value("X-Request-Id");
    CHECK((id == sent) == passed);
    CHECK(answer->body == id);
    CHECK_FALSE(id.empty());
  }
}

}  // namespace jauap::web
