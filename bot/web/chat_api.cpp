#include "bot/web/chat_api.h"

#include <chrono>
#include <optional>
#include <string>

#include "bot/base/json_file.h"
#include "bot/web/http_json.h"
#include "bot/web/opt_out.h"
#include "bot/web/query_parameters.h"

namespace jauap::web {
namespace {

const std::string kSessionTooLong =
    "the name of a conversation has at most " + std::to_string(kMaxSession) + " bytes";

const std::string kNoSuchPack = "names no pack to choose";

Response answer(const Bot& bot, std::string_view message, const Asking& asking,
                std::chrono::nanoseconds left) {
  if (const std::size_t wait = bot.take(asking.session, left); wait > 0) {
    Response response = problem(429, "This conversation asks more often than this server allows.");
    response.retry_after = wait;
    return response;
  }
  return {.body = chat::to_json_line(bot.reply(message, asking, left), asking.session)};
}

// "true", "1" and nothing behind the name switch on.
std::optional<bool> read_switch(const std::string& text) {
  if (text.empty() || text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return std::nullopt;
}

}  // namespace

Response post_chat(const Bots& bots, const Request& request) {
  const auto read = read_json_body(request);
  if (const auto* refusal = std::get_if<Response>(&read)) return *refusal;
  const auto& body = std::get<base::JsonValue>(read);

  base::Problems problems;
  base::JsonObject object{body, "", problems};
  const auto message = read_text(object, "message");
  const auto session = read_text(object, "session");
  const auto explain = object.optional_boolean("explain");
  const auto pack = read_text(object, "pack");
  const auto store = object.optional_boolean("store");
  const Bot* bot = bots.find(pack.value_or(""));
  if (body.kind == base::JsonKind::Object) {
    if (!object.has("message")) object.report(body, "the member \"message\" is missing");
    if (session && session->size() > kMaxSession) {
      object.report(*object.find("session"), kSessionTooLong);
    }
    if (bot == nullptr) object.report(*object.find("pack"), kNoSuchPack);
  }
  object.finish();
  if (!problems.empty()) return problem(problems);
  return answer(*bot, *message,
                {.session = session.value_or(""),
                 .explain = explain.value_or(false),
                 .may_be_kept = store.value_or(true) && !opts_out(request)},
                request.patience);
}

Response get_chat(const Bots& bots, const Request& request) {
  QueryParameters parameters{request, {"q", "session", "explain", "pack", "store"}};
  const std::string* question = request.parameter("q");
  const std::string* session = request.parameter("session");
  const std::string* pack = request.parameter("pack");
  if (question == nullptr) parameters.report("q", "is missing; it holds the question");
  if (session != nullptr && session->size() > kMaxSession) {
    parameters.report("session", kSessionTooLong);
  }
  const auto read = [&](const char* name, bool otherwise) {
    const std::string* text = request.parameter(name);
    const auto value = text == nullptr ? otherwise : read_switch(*text);
    if (!value) parameters.report(name, "is true or false");
    return value.value_or(otherwise);
  };
  const bool explains = read("explain", false);
  const bool stores = read("store", true);
  const Bot* bot = bots.find(pack == nullptr ? "" : *pack);
  if (bot == nullptr) parameters.report("pack", kNoSuchPack);
  if (const auto refusal = parameters.refusal()) return *refusal;
  return answer(*bot, *question,
                {.session = session == nullptr ? "" : *session,
                 .explain = explains,
                 .may_be_kept = stores && !opts_out(request)},
                request.patience);
}

}  // namespace jauap::web
