#include "bot/web/site.h"

#include <cstdint>
#include <ctime>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>

#include "bot/base/files.h"
#include "bot/web/chat_api.h"
#include "bot/web/chat_completions.h"
#include "bot/web/facts_api.h"
#include "bot/web/facts_page.h"
#include "bot/web/feedback_api.h"
#include "bot/web/gzip.h"
#include "bot/web/http_json.h"
#include "bot/web/mcp.h"
#include "bot/web/page.h"

namespace jauap::web {
namespace {

std::string read(const std::filesystem::path& file) {
  auto loaded = base::read_file(file);
  if (!loaded.ok()) throw std::runtime_error{base::to_string(loaded.problems.front())};
  return *std::move(loaded.value);
}

// A file that is served as it is.
Handler file_handler(const std::filesystem::path& file, const std::string& type) {
  const auto served = std::make_shared<const StaticFile>(type, read(file));
  return [served](const Request& request) { return served->respond(request); };
}

// The same, for pages of other sites too.
Handler shared_file_handler(const std::filesystem::path& file, const std::string& type) {
  return [handler = file_handler(file, type)](const Request& request) {
    Response response = handler(request);
    response.is_shared = true;
    return response;
  };
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

Routes site_routes(const Bots& bots, const std::filesystem::path& web,
                   const std::shared_ptr<sessions::Ledger>& ledger) {
  const auto page =
      std::make_shared<const Page>(bots, read(web / "index.html"), (web / "index.html").string(),
                                   Page::Settings{.takes_feedback = ledger != nullptr});
  const auto facts = std::make_shared<const FactsPage>(bots, read(web / "facts.html"),
                                                       (web / "facts.html").string());
  const auto mcp = std::make_shared<const Mcp>(bots, web);
  const std::int64_t started = std::time(nullptr);
  const std::string script = "text/javascript; charset=utf-8";
  return {
      {"GET", "/", [page](const Request& request) { return page->respond(request); },
       "the page, with the answer to ?q="},
      {"GET", "/facts", [facts](const Request& request) { return facts->respond(request); },
       "the page of all that can be asked"},
      {"GET", "/chat.js", file_handler(web / "chat.js", script),
       "what the page can do where scripts are allowed"},
      {"GET", "/turn.js", file_handler(web / "turn.js", script), "how a reply is shown"},
      {"GET", "/chart.js", file_handler(web / "chart.js", script), "how a picture is drawn"},
      {"GET", "/completion.js", file_handler(web / "completion.js", script),
       "what is offered while one types"},
      {"GET", "/widget.js", shared_file_handler(web / "widget.js", script),
       "the page in a corner of another site"},
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
      {"GET", "/api/chat", [bots](const Request& request) { return get_chat(bots, request); },
       "the reply to ?q="},
      {"POST", "/api/chat", [bots](const Request& request) { return post_chat(bots, request); },
       "the reply to a message"},
      {"GET", "/v1/models",
       [bots, started](const Request&) { return get_models(bots.chatbots(), started); },
       "the packs as models, for clients of OpenAI"},
      {"POST", "/v1/chat/completions",
       [bots](const Request& request) {
         return post_chat_completion(bots, request, std::time(nullptr));
       },
       "the reply to a conversation, for clients of OpenAI"},
      {"POST", "/mcp", [mcp](const Request& request) { return mcp->post(request); },
       "the tools and resources of the Model Context Protocol"},
      {"GET", "/api/facts", [bots](const Request& request) { return get_facts(bots, request); },
       "what can be asked about, with a question for each fact"},
      {"GET", "/api/suggestions",
       [bots](const Request& request) { return get_suggestions(bots, request); },
       "questions that fit what is being typed"},
      {"POST", "/api/feedback",
       [ledger](const Request& request) { return post_feedback(ledger.get(), request); },
       "keeps what somebody thought of an answer"},
      {"GET", "/livez", [](const Request&) { return Response{.body = R"({"status":"live"})"}; },
       "200 while the process runs", true, kMaxBody, true},
      {"GET", "/readyz",
       [bots](const Request& request) { return ready(*bots.all().chatbot, request); },
       "200 once questions can be answered; ?verbose lists the packs", true, kMaxBody, true},
  };
}

}  // namespace jauap::web
