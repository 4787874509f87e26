#include "bot/web/site.h"

#include <cstdint>
#include <ctime>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>

#include "bot/base/files.h"
#include "bot/sessions/sessions.h"
#include "bot/web/chat_api.h"
#include "bot/web/chat_completions.h"
#include "bot/web/http_json.h"
#include "bot/web/mcp.h"
#include "bot/web/page.h"

namespace jauap::web {
namespace {

using Bot = std::shared_ptr<const chat::Chatbot>;

std::string read(const std::filesystem::path& file) {
  auto loaded = base::read_file(file);
  if (!loaded.ok()) throw std::runtime_error{base::to_string(loaded.problems.front())};
  return *std::move(loaded.value);
}

// A file that is served as it is.
Handler file_handler(const std::filesystem::path& file, const std::string& type) {
  return [type, content = read(file)](const Request&) { return Response{200, type, content}; };
}

Response ready(const chat::Chatbot& chatbot, const Request& request) {
  nlohmann::ordered_json body{{"status", "ready"}};
  if (request.parameter("verbose") != nullptr) {
    body["language"] = chatbot.language();
    auto& packs = body["packs"] = nlohmann::ordered_json::array();
    for (const chat::PackSummary& pack : chatbot.packs()) {
      packs.push_back({{"name", pack.name}, {"title", pack.title}, {"facts", pack.facts}});
    }
  }
  return {.body = to_body(body)};
}

}  // namespace

Routes site_routes(const chat::PackChatbots& chatbots, const std::filesystem::path& web) {
  const Bot& chatbot = chatbots.shared();
  const auto page = std::make_shared<const Page>(chatbot, read(web / "index.html"),
                                                 (web / "index.html").string());
  const auto talks = std::make_shared<sessions::Sessions>();
  const auto mcp = std::make_shared<const Mcp>(chatbots, web);
  const std::int64_t started = std::time(nullptr);
  return {
      {"GET", "/", [page](const Request& request) { return page->respond(request); },
       "the page, with the answer to ?q="},
      {"GET", "/chat.js", file_handler(web / "chat.js", "text/javascript; charset=utf-8"),
       "what the page can do where scripts are allowed"},
      {"GET", "/chat.css", file_handler(web / "chat.css", "text/css; charset=utf-8"),
       "how the page looks"},
      {"GET", "/icon.svg", file_handler(web / "icon.svg", "image/svg+xml"), "the page's icon"},
      {"GET", "/docs", file_handler(web / "docs.html", "text/html; charset=utf-8"),
       "how programs ask, with examples"},
      {"GET", "/docs.css", file_handler(web / "docs.css", "text/css; charset=utf-8"),
       "how that looks"},
      {"GET", "/openapi.json",
       file_handler(web / "openapi.json", "application/json; charset=utf-8"),
       "the description of these routes for programs"},
      {"GET", "/api/chat",
       [chatbot, talks](const Request& request) { return get_chat(*chatbot, *talks, request); },
       "the reply to ?q="},
      {"POST", "/api/chat",
       [chatbot, talks](const Request& request) { return post_chat(*chatbot, *talks, request); },
       "the reply to a message"},
      {"GET", "/v1/models",
       [chatbots, started](const Request&) { return get_models(chatbots, started); },
       "the packs as models, for clients of OpenAI"},
      {"POST", "/v1/chat/completions",
       [chatbots](const Request& request) {
         return post_chat_completion(chatbots, request, std::time(nullptr));
       },
       "the reply to a conversation, for clients of OpenAI"},
      {"POST", "/mcp", [mcp](const Request& request) { return mcp->post(request); },
       "the tools and resources of the Model Context Protocol"},
      {"GET", "/livez", [](const Request&) { return Response{.body = R"({"status":"live"})"}; },
       "200 while the process runs", true},
      {"GET", "/readyz", [chatbot](const Request& request) { return ready(*chatbot, request); },
       "200 once questions can be answered; ?verbose lists the packs", true},
  };
}

}  // namespace jauap::web
