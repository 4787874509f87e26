#include "bot/web/feedback_api.h"

#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "bot/base/json_file.h"
#include "bot/web/chat_api.h"
#include "bot/web/http_json.h"
#include "bot/web/opt_out.h"

namespace jauap::web {
namespace {

constexpr std::size_t kMaxQuestion = 4 * chat::kMaxMessageLength;  // bytes of as many characters

// A text of at most so many bytes.
std::string read_short(base::JsonObject& object, std::string_view key, std::size_t most) {
  std::string text = read_text(object, key).value_or("");
  if (text.size() > most) {
    object.report(*object.find(key), "at most " + std::to_string(most) + " bytes are kept");
  }
  return text;
}

}  // namespace

Response post_feedback(sessions::Ledger* ledger, const Request& request) {
  if (ledger == nullptr) {
    return problem(404, "What people think of answers is not kept here; --ledger names a file.");
  }
  const auto read = read_json_body(request);
  if (const auto* refusal = std::get_if<Response>(&read)) return *refusal;
  const auto& body = std::get<base::JsonValue>(read);
  if (opts_out(request)) {
    return problem(403,
                   "This request asks that nothing of it is kept (DNT, Sec-GPC), so it is not.");
  }
  base::Problems problems;
  base::JsonObject object{body, "", problems};
  sessions::Feedback feedback;
  feedback.question = read_short(object, "question", kMaxQuestion);
  feedback.answer = read_short(object, "answer", kMaxAnswer);
  feedback.comment = read_short(object, "comment", kMaxComment);
  feedback.session = read_short(object, "session", kMaxSession);
  const auto helpful = object.optional_boolean("helpful");
  feedback.helpful = helpful.value_or(false);
  if (body.kind == base::JsonKind::Object) {
    for (const std::string_view key : {"question", "answer", "helpful"}) {
      if (object.has(key)) continue;
      object.report(body, "the member \"" + std::string{key} + "\" is missing");
    }
  }
  object.finish();
  if (!problems.empty()) return problem(problems);
  try {
    ledger->add(feedback);
  } catch (const std::system_error&) {  // the ledger's log says why
    return problem(503,
                   "It cannot be kept now; nothing else is wrong with it. Send it again later.");
  }
  return {.status = 204, .type = ""};
}

}  // namespace jauap::web
