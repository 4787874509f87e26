#include "bot/web/site.h"

#include <httplib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "bot/web/admin_api.h"
#include "bot/web/bots.h"
#include "bot/web/server.h"
#include "tests/support/shipped_chatbot.h"

namespace jauap::web {
namespace {

using Catch::Matchers::Contains;
using nlohmann::json;

const std::filesystem::path kWeb = std::filesystem::path{JAUAP_SOURCE_DIR} / "web";

// The page for a question that was sent as a form sends it.
std::string page(const std::string& question) {
  for (const Route& route : site_routes(shipped_chatbot(), kWeb)) {
    if (route.path == "/") {
      return route.handler(Request{"GET", "/", {{"q", question}}, "", ""}).body;
    }
  }
  return "";
}

std::string escaped(std::string text) {
  for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos;) {
    text.replace(at, 1, "&#39;");
  }
  return text;
}

}  // namespace

TEST_CASE("every route of the site is described, and nothing else", "[web]") {
  std::ifstream file{kWeb / "openapi.json"};
  const json document = json::parse(file);
  CHECK(document["openapi"] == "3.1.0");
  CHECK(document["info"]["version"] == JAUAP_VERSION);
  std::set<std::string> described;
  for (const auto& [path, operations] : document["paths"].items()) {
    for (const auto& [method, operation] : operations.items()) {
      described.insert(std::string{method}.append(" ").append(path));
    }
  }
  std::set<std::string> served;
  for (const Route& route : site_routes(shipped_chatbot(), kWeb)) {
    served.insert((route.method == "GET" ? "get " : "post ") + route.path);
    CHECK_FALSE(route.about.empty());
  }
  for (const Route& route : admin_routes({})) {
    served.insert((route.method == "GET" ? "get " : "post ") + route.path);
    CHECK(document["paths"][route.path][route.method == "GET" ? "get" : "post"]["security"] ==
          json::parse(R"([{"adminToken": []}])"));
  }
  CHECK(described == served);
}

TEST_CASE("the site is served", "[web]") {
  Server server{shipped_chatbot(), kWeb, {.port = 0}};
  server.start();
  httplib::Client client{"127.0.0.1", server.port()};
  const std::vector<std::pair<std::string, std::string>> cases{
      {"/", "text/html; charset=utf-8"},
      {"/facts", "text/html; charset=utf-8"},
      {"/api/facts", "application/json; charset=utf-8"},
      {"/api/suggestions?q=the", "application/json; charset=utf-8"},
      {"/chat.js", "text/javascript; charset=utf-8"},
      {"/turn.js", "text/javascript; charset=utf-8"},
      {"/chart.js", "text/javascript; charset=utf-8"},
      {"/completion.js", "text/javascript; charset=utf-8"},
      {"/widget.js", "text/javascript; charset=utf-8"},
      {"/chat.css", "text/css; charset=utf-8"},
      {"/icon.svg", "image/svg+xml"},
      {"/openapi.json", "application/json; charset=utf-8"},
      {"/livez", "application/json; charset=utf-8"},
      {"/readyz", "application/json; charset=utf-8"},
      {"/api/chat?q=hello", "application/json; charset=utf-8"},
  };
  for (const auto& [path, type] : cases) {
    const auto answer = client.Get(path);
    INFO(path);
    CHECK(answer->status == 200);
    CHECK(answer->get_header_value("Content-Type") == type);
    CHECK_FALSE(answer->body.empty());
  }
  CHECK(client.Get("/livez")->body == R"({"status":"live"})");
  CHECK(client.Get("/readyz")->body == R"({"status":"ready"})");
  const json ready = json::parse(client.Get("/readyz?verbose")->body);
  CHECK(ready["packs"].size() == shipped_chatbot()->packs().size());
  CHECK(ready["packs"][0]["facts"].is_number_integer());
  CHECK(json::parse(client.Post("/api/chat", R"({"message":"hello"})", "application/json")->body)
            .contains("answer"));
  CHECK(client.Get("/index.html")->status == 404);
}

TEST_CASE("one pack can be chosen where several are loaded, with conversations of its own",
          "[web]") {
  const auto both = shipped_chatbot();
  const Bots none{both};  // no chatbot for each pack
  CHECK(none.find("") != nullptr);
  CHECK(none.find(both->packs().front().name) == nullptr);
  const Bots several{shipped_chatbots()};
  const std::string name = both->packs().front().name;
  REQUIRE(several.find(name) != nullptr);
  CHECK(several.find(name)->sessions != several.all().sessions);
  CHECK(several.find("nothing") == nullptr);
  for (const Route& route : site_routes(shipped_chatbots(), kWeb)) {
    if (route.path != "/") continue;
    CHECK_THAT(route.handler({"GET", "/", {{"pack", name}}, "", ""}).body,
               Contains("value=\"" + name + "\" selected"));
    CHECK(route.handler({"GET", "/", {{"pack", "nothing"}}, "", ""}).status == 404);
  }
}

TEST_CASE("only the sites that are named may frame the page", "[web]") {
  for (const std::vector<std::string>& parents :
       {std::vector<std::string>{}, {"https://a.example", "http://b.example:8000"}}) {
    Server server{shipped_chatbot(), kWeb, {.port = 0, .widget_parents = parents}};
    server.start();
    httplib::Client client{"127.0.0.1", server.port()};
    CHECK_THAT(client.Get("/")->get_header_value("Content-Security-Policy"),
               Catch::Matchers::EndsWith(
                   parents.empty() ? "frame-ancestors 'none'"
                                   : "frame-ancestors https://a.example http://b.example:8000"));
    CHECK(client.Get("/")->get_header_value("Cross-Origin-Resource-Policy") == "same-origin");
    CHECK(client.Get("/widget.js")->get_header_value("Cross-Origin-Resource-Policy") ==
          "cross-origin");
  }
}

TEST_CASE("the page works without scripts", "[web]") {
  const auto bot = shipped_chatbot();
  const std::string question = bot->starters(1).at(0);
  const chat::Reply reply = bot->reply(question);
  const std::string html = page(question);
  CHECK_THAT(html, Contains(escaped(reply.answer)));
  CHECK_THAT(html, Contains("data-status=\"answered\""));
  REQUIRE_FALSE(reply.facts.empty());
  CHECK_THAT(html, Contains(escaped(reply.facts[0].text)));
  CHECK_THAT(html, Contains(escaped(reply.facts[0].title)));
  for (const std::string& suggestion : reply.suggestions) {
    CHECK_THAT(html, Contains("value=\"" + escaped(suggestion) + "\""));
  }
  CHECK_THAT(page(""), Contains(escaped(question)) && !Contains("data-status"));
  CHECK_THAT(page(""), Contains(escaped(bot->packs().at(0).title)));
}

TEST_CASE("a question on the page is text", "[web]") {
  const std::string before = page("");
  for (const std::string question :
       {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        "{{answer}} {{#facts}}", "</template></title><svg onload=alert(1)>", "\xFF<b>\xC3"}) {
    const std::string html = page(question);
    INFO(question);
    CHECK_THAT(html, !Contains("<script>alert") && !Contains("<img src=x") &&
                         !Contains("<svg on") && !Contains("' onmouse") && !Contains("<b>"));
  }
  CHECK_THAT(page("{{answer}}"), Contains("{{answer}}"));
}

TEST_CASE("a file that is missing or broken stops the start with its name", "[web]") {
  const auto folder = std::filesystem::temp_directory_path() / "jauap_site_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  CHECK_THROWS_WITH(site_routes(shipped_chatbot(), folder), Contains("index.html"));
  std::ofstream{folder / "facts.html"} << "<p>";
  std::ofstream{folder / "index.html"} << "<p>\n{{pakcs}}";
  CHECK_THROWS_WITH(site_routes(shipped_chatbot(), folder),
                    Contains("index.html:2: {{pakcs}} is unknown; did you mean \"packs\"?"));
  std::filesystem::remove_all(folder);
}

}  // namespace jauap::web
