#include "bot/web/chat_api.h"

#include <optional>
#include <string>

#include "bot/base/json_file.h"
#include "bot/web/http_json.h"
#include "bot/web/query_parameters.h"

namespace jauap::web {
namespace {

const std::string kSessionTooLong =
    "the name of a conversation has at most " + std::to_string(kMaxSession) + " bytes";

const std::string kNoSuchPack = "names no pack to choose";

Response answer(const Bot& bot, std::string_view message, const std::string& session,
                bool explain) {
  const chat::Reply reply =
      bot.sessions->reply(*bot.chatbot, session, message, {.explain = explain});
  return {.body = chat::to_json_line(reply, session)};
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
  return answer(*bot, *message, session.value_or(""), explain.value_or(false));
}

Response get_chat(const Bots& bots, const Request& request) {
  QueryParameters parameters{request, {"q", "session", "explain", "pack"}};
  const std::string* question = request.parameter("q");
  const std::string* session = request.parameter("session");
  const std::string* explain = request.parameter("explain");
  const std::string* pack = request.parameter("pack");
  if (question == nullptr) parameters.report("q", "is missing; it holds the question");
  if (session != nullptr && session->size() > kMaxSession) {
    parameters.report("session", kSessionTooLong);
  }
  const auto explains = explain == nullptr ? false : read_switch(*explain);
  if (!explains) parameters.report("explain", "is true or false");
  const Bot* bot = bots.find(pack == nullptr ? "" : *pack);
  if (bot == nullptr) parameters.report("pack", kNoSuchPack);
  if (const auto refusal = parameters.refusal()) return *refusal;
  return answer(*bot, *question, session == nullptr ? "" : *session, *explains);
}

}  // namespace jauap::web
