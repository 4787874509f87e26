#include "bot/web/chat_api.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/base/edit_distance.h"
#include "bot/base/json_file.h"
#include "bot/web/http_json.h"

namespace jauap::web {
namespace {

const std::string kSessionTooLong =
    "the name of a conversation has at most " + std::to_string(kMaxSession) + " bytes";

Response answer(const chat::Chatbot& chatbot, sessions::Sessions& sessions,
                std::string_view message, const std::string& session, bool explain) {
  const chat::Reply reply = sessions.reply(chatbot, session, message, {.explain = explain});
  return {.body = chat::to_json_line(reply, session)};
}

// A text that may be empty; nothing where it is absent or, after a Problem, of another type.
std::optional<std::string> read_text(base::JsonObject& object, std::string_view key) {
  const base::JsonValue* value = object.find(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind == base::JsonKind::Text) return value->text;
  object.report(*value, "expected a text, found " + base::describe(*value));
  return std::nullopt;
}

// "true", "1" and nothing behind the name switch on.
std::optional<bool> read_switch(const std::string& text) {
  if (text.empty() || text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return std::nullopt;
}

}  // namespace

Response post_chat(const chat::Chatbot& chatbot, sessions::Sessions& sessions,
                   const Request& request) {
  if (request.content_type != "application/json") {
    return problem(415, "Send the body as JSON, with Content-Type: application/json.");
  }
  const auto body = read_json(request.body);
  if (!body.ok()) return problem(body.problems);

  base::Problems problems;
  base::JsonObject object{*body.value, "", problems};
  const auto message = read_text(object, "message");
  const auto session = read_text(object, "session");
  const auto explain = object.optional_boolean("explain");
  if (body.value->kind == base::JsonKind::Object) {
    if (!object.has("message")) object.report(*body.value, "the member \"message\" is missing");
    if (session && session->size() > kMaxSession) {
      object.report(*object.find("session"), kSessionTooLong);
    }
  }
  object.finish();
  if (!problems.empty()) return problem(problems);
  return answer(chatbot, sessions, *message, session.value_or(""), explain.value_or(false));
}

Response get_chat(const chat::Chatbot& chatbot, sessions::Sessions& sessions,
                  const Request& request) {
  const std::vector<std::string> known{"q", "session", "explain"};
  std::vector<RequestError> errors;
  std::vector<std::string> seen;
  for (const auto& [name, value] : request.parameters) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const std::string hint = base::did_you_mean(name, known);
      errors.push_back({"?" + name, "is unknown" + (hint.empty() ? "" : "; " + hint)});
    } else if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
      errors.push_back({"?" + name, "stands twice; keep one of the two"});
    }
    seen.push_back(name);
  }
  const std::string* question = request.parameter("q");
  const std::string* session = request.parameter("session");
  const std::string* explain = request.parameter("explain");
  if (question == nullptr) errors.push_back({"?q", "is missing; it holds the question"});
  if (session != nullptr && session->size() > kMaxSession) {
    errors.push_back({"?session", kSessionTooLong});
  }
  const auto explains = explain == nullptr ? false : read_switch(*explain);
  if (!explains) errors.push_back({"?explain", "is true or false"});
  if (!errors.empty()) {
    return problem(400, "The parameters are not as this route expects them.", errors);
  }
  return answer(chatbot, sessions, *question, session == nullptr ? "" : *session, *explains);
}

}  // namespace jauap::web
