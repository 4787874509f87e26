#include "bot/sessions/ledger_lines.h"

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>
#include <utility>

#include "bot/base/json_file.h"

namespace jauap::sessions {
namespace {

using Json = nlohmann::ordered_json;

constexpr base::JsonLimits kLimits{.depth = 4, .values = 100};

std::string write(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string format(std::int64_t time, const char* form) {
  const std::time_t seconds = time;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  char text[64];
  return {text, std::strftime(text, sizeof text, form, &parts)};
}

// A text that may be empty or missing.
std::string text_of(base::JsonObject& object, std::string_view key) {
  const base::JsonValue* value = object.find(key);
  if (value == nullptr) return "";
  if (value->kind == base::JsonKind::Text) return value->text;
  object.report(*value, "expected a text, found " + base::describe(*value));
  return "";
}

std::int64_t time_of(base::JsonObject& object) {
  const std::string text = object.text("time");
  const auto time = parse_iso_time(text);
  if (!time && object.has("time") && !text.empty()) {
    object.report(*object.find("time"),
                  "expected a time such as \"2022-06-15T08:00:00Z\", found \"" + text + "\"");
  }
  return time.value_or(0);
}

void read_line(const base::JsonValue& value, const std::string& file, LedgerLines& lines,
               base::Problems& problems) {
  base::JsonObject object{value, file, problems};
  if (value.kind != base::JsonKind::Object) return;
  const auto kind = object.optional_text("kind").value_or("feedback");
  if (kind == "question") {
    KeptQuestion kept{time_of(object), text_of(object, "session"), object.text("question"),
                      object.text("status"), text_of(object, "missing")};
    lines.questions.push_back(std::move(kept));
  } else if (kind == "feedback") {
    KeptFeedback kept;
    kept.time = time_of(object);
    kept.feedback = {text_of(object, "question"), text_of(object, "answer"),
                     object.optional_boolean("helpful").value_or(false), text_of(object, "comment"),
                     text_of(object, "session")};
    if (!object.has("helpful")) object.report(value, "the member \"helpful\" is missing");
    lines.feedback.push_back(std::move(kept));
  } else {
    object.report(*object.find("kind"), "expected \"feedback\" or \"question\"");
  }
  object.finish();
}

}  // namespace

std::string to_line(const MissingKnowledge& missing) {
  return write({{"missing", missing.missing},
                {"questions", missing.questions},
                {"last", to_iso_time(missing.last)},
                {"example", missing.example}});
}

std::string to_line(const KeptFeedback& kept) {
  return write({{"kind", "feedback"},
                {"time", to_iso_time(kept.time)},
                {"question", kept.feedback.question},
                {"answer", kept.feedback.answer},
                {"helpful", kept.feedback.helpful},
                {"comment", kept.feedback.comment},
                {"session", kept.feedback.session}});
}

std::string to_line(const KeptQuestion& kept) {
  return write({{"kind", "question"},
                {"time", to_iso_time(kept.time)},
                {"question", kept.question},
                {"status", kept.status},
                {"missing", kept.missing},
                {"session", kept.session}});
}

std::string to_iso_time(std::int64_t time) {
  return format(time, "%Y-%m-%dT%H:%M:%SZ");
}

std::string day_of(std::int64_t time) {
  return format(time, "%Y-%m-%d");
}

base::Loaded<LedgerLines> read_ledger_lines(std::string_view text, const std::string& file) {
  LedgerLines lines;
  base::Problems problems;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    auto parsed = base::parse_json(line, file, kLimits);
    base::Problems wrong = std::move(parsed.problems);
    if (parsed.ok()) read_line(*parsed.value, file, lines, wrong);
    for (base::Problem& problem : wrong) {
      problem.line = number;
      problems.push_back(std::move(problem));
    }
  }
  if (!problems.empty()) return {std::nullopt, std::move(problems)};
  return {std::move(lines), {}};
}

std::optional<std::int64_t> parse_iso_time(const std::string& text) {
  for (const char* form : {"%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"}) {
    std::tm parts{};
    const char* end = ::strptime(text.c_str(), form, &parts);
    if (end == nullptr || end != text.c_str() + text.size()) continue;
    const std::int64_t time = ::timegm(&parts);
    if (format(time, form) == text) return time;  // there is such a day
  }
  return std::nullopt;
}

}  // namespace jauap::sessions
