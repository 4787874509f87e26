#include "bot/web/site.h"

#include <cstdint>
#include <ctime>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>

#include "bot/base/files.h"
#include "bot/sessions/ledger_lines.h"
#include "bot/web/chat_api.h"
#include "bot/web/chat_completions.h"
#include "bot/web/facts_api.h"
#include "bot/web/facts_page.h"
#include "bot/web/feedback_api.h"
#include "bot/web/gzip.h"
#include "bot/web/http_json.h"
#include "bot/web/mcp.h"
#include "bot/web/pack_list.h"
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

SiteOptions with_metrics(SiteOptions options) {
  if (options.metrics == nullptr) options.metrics = std::make_shared<const Metrics>();
  return options;
}

nlohmann::ordered_json to_json(const ReloadState& state) {
  nlohmann::ordered_json problems = nlohmann::ordered_json::array();
  for (const base::Problem& problem : state.problems) problems.push_back(base::to_string(problem));
  return {{"good", state.good}, {"failed", state.failed}, {"problems", std::move(problems)}};
}

nlohmann::ordered_json to_json(const sessions::Ledger::State& state) {
  return {{"status", state.is_failing ? "failing" : "written"},
          {"failure", state.failure},
          {"dropped", state.dropped}};
}

Response ready(const Bots& bots, const SiteOptions& options, const Request& request) {
  nlohmann::ordered_json body{{"status", "ready"}};
  if (request.parameter("verbose") == nullptr) return {.body = to_body(body)};
  // Mistakes name files of the machine.
  if (!request.is_admitted) return problem(401, "Send the token of this server for ?verbose.");
  body["language"] = bots.all().chatbot->language();
  body["packs"] = pack_list(*bots.all().chatbot);
  if (options.reloads != nullptr) {
    const ReloadState state = options.reloads->now();
    body["version"] = state.version;
    body["loaded"] = sessions::to_iso_time(state.loaded);
    body["reloads"] = to_json(state);
  }
  if (options.ledger != nullptr) body["ledger"] = to_json(options.ledger->state());
  if (options.shared != nullptr) {
    const auto state = options.shared->redis->state();
    body["redis"] = {
        {"status", state.is_up ? "up" : "away"},
        {"failures", state.failures},
        {"waiting", options.shared->conversations->waiting() + options.shared->ids->waiting()}};
  }
  return {.body = to_body(body)};
}

Response figures(const Bots& bots, const SiteOptions& options) {
  MetricSources sources;
  sources.packs = bots.all().chatbot->packs();
  sources.site_conversations = bots.conversations();
  if (options.channels != nullptr) {
    sources.channel_conversations = options.channels->now()->conversations();
  }
  sources.ledger = options.ledger.get();
  sources.reloads = options.reloads.get();
  sources.traffic = options.traffic.get();
  sources.shared = options.shared.get();
  return {.type = "text/plain; version=0.0.4; charset=utf-8",
          .body = options.metrics->text(sources)};
}

}  // namespace

// What answers requests of one version.
struct Site::Contents {
  Contents(Bots the_bots, const std::filesystem::path& web, const std::string& page_text,
           const std::string& facts_text, bool takes_feedback)
      : bots{std::move(the_bots)},
        page{bots, page_text, (web / "index.html").string(), {.takes_feedback = takes_feedback}},
        facts{bots, facts_text, (web / "facts.html").string()},
        mcp{bots, web} {}

  Bots bots;
  Page page;
  FactsPage facts;
  Mcp mcp;
};

class Site::Current {
 public:
  Current(const Bots& bots, std::filesystem::path web, SiteOptions options)
      : options_{std::move(options)},
        web_{std::move(web)},
        page_{read(web_ / "index.html")},
        facts_{read(web_ / "facts.html")},
        contents_{make(bots)} {}

  std::shared_ptr<const Contents> now() const {
    const std::lock_guard lock{mutex_};
    return contents_;
  }

  void replace(const chat::PackChatbots& chatbots) {
    const auto next = make(now()->bots.over(chatbots));
    {
      const std::lock_guard lock{mutex_};
      contents_ = next;
    }
    next->bots.take_over_conversations();
  }

  const SiteOptions& options() const { return options_; }
  const std::filesystem::path& web() const { return web_; }

 private:
  std::shared_ptr<const Contents> make(Bots bots) const {
    return std::make_shared<const Contents>(std::move(bots), web_, page_, facts_,
                                            options_.ledger != nullptr);
  }

  const SiteOptions options_;
  const std::filesystem::path web_;
  const std::string page_;
  const std::string facts_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Contents> contents_;
};

Site::Site(const Bots& bots, const std::filesystem::path& web, SiteOptions options)
    : current_{std::make_shared<Current>(bots, web, with_metrics(std::move(options)))} {}

void Site::replace(const chat::PackChatbots& chatbots) {
  current_->replace(chatbots);
}

Routes Site::routes() const {
  // Each request is answered from the contents that are there when it comes.
  const auto of = [current = current_](auto respond) {
    return [current, respond](const Request& request) { return respond(*current->now(), request); };
  };
  const auto& web = current_->web();
  const auto& ledger = current_->options().ledger;
  const std::int64_t started = std::time(nullptr);
  const std::string script = "text/javascript; charset=utf-8";
  return {
      {"GET", "/",
       of([](const Contents& now, const Request& request) { return now.page.respond(request); }),
       "the page, with the answer to ?q="},
      {"GET", "/facts",
       of([](const Contents& now, const Request& request) { return now.facts.respond(request); }),
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
      {"GET", "/api/chat",
       of([](const Contents& now, const Request& request) { return get_chat(now.bots, request); }),
       "the reply to ?q="},
      {"POST", "/api/chat",
       of([](const Contents& now, const Request& request) { return post_chat(now.bots, request); }),
       "the reply to a message"},
      {"GET", "/v1/models", of([started](const Contents& now, const Request&) {
         return get_models(now.bots.chatbots(), started);
       }),
       "the packs as models, for clients of OpenAI"},
      {"POST", "/v1/chat/completions", of([](const Contents& now, const Request& request) {
         return post_chat_completion(now.bots, request, std::time(nullptr));
       }),
       "the reply to a conversation, for clients of OpenAI"},
      {"POST", "/mcp",
       of([](const Contents& now, const Request& request) { return now.mcp.post(request); }),
       "the tools and resources of the Model Context Protocol"},
      {"GET", "/api/facts",
       of([](const Contents& now, const Request& request) { return get_facts(now.bots, request); }),
       "what can be asked about, with a question for each fact"},
      {"GET", "/api/suggestions", of([](const Contents& now, const Request& request) {
         return get_suggestions(now.bots, request);
       }),
       "questions that fit what is being typed"},
      {"POST", "/api/feedback",
       [ledger](const Request& request) { return post_feedback(ledger.get(), request); },
       "keeps what somebody thought of an answer"},
      {"GET", "/livez", [](const Request&) { return Response{.body = R"({"status":"live"})"}; },
       "200 while the process runs", Access::Open, kMaxBody, true},
      {"GET", "/readyz", of([current = current_](const Contents& now, const Request& request) {
         return ready(now.bots, current->options(), request);
       }),
       "200 once questions can be answered; ?verbose tells of packs, reloads, the ledger and Redis",
       Access::Open, kMaxBody, true},
      {"GET", "/metrics", of([current = current_](const Contents& now, const Request&) {
         return figures(now.bots, current->options());
       }),
       "figures for Prometheus"},
  };
}

Routes site_routes(const Bots& bots, const std::filesystem::path& web,
                   const std::shared_ptr<sessions::Ledger>& ledger) {
  return Site{bots, web, {.ledger = ledger}}.routes();
}

}  // namespace jauap::web
