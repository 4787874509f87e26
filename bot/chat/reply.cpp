#include "bot/chat/reply.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace jauap::chat {
namespace {

using Json = nlohmann::ordered_json;

// A whole number is written without ".0"; beyond 2^53 a double no longer holds every one.
Json to_json(double number) {
  constexpr double kExact = 9'007'199'254'740'992.0;
  if (!std::isfinite(number)) return nullptr;
  if (std::trunc(number) == number && std::abs(number) <= kExact) {
    return static_cast<std::int64_t>(number);
  }
  return number;
}

Json to_json(const ReplyValue& value) {
  if (const auto* number = std::get_if<double>(&value)) return to_json(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return std::get<bool>(value);
}

Json to_json(const std::vector<ReplyValue>& values) {
  Json list = Json::array();
  for (const ReplyValue& value : values) list.push_back(to_json(value));
  return list;
}

Json text_or_null(const std::string& text) {
  // Not Json{text}: braces would make a list of it.
  return text.empty() ? Json() : Json(text);
}

Json to_json(const Chart& chart) {
  Json json;
  json["title"] = chart.title;
  json["unit"] = text_or_null(chart.unit);
  json["form"] = chart.form == Chart::Form::Line ? "line" : "bars";
  Json& bars = json["bars"] = Json::array();
  for (const Chart::Bar& bar : chart.bars) {
    bars.push_back({{"label", bar.label}, {"value", to_json(bar.value)}, {"text", bar.text}});
  }
  return json;
}

}  // namespace

std::string_view to_string(Status status) {
  switch (status) {
    case Status::Answered:
      return "answered";
    case Status::Clarify:
      return "clarify";
    case Status::Unknown:
      break;
  }
  return "unknown";
}

Json to_json(const CitedFact& fact) {
  Json json;
  json["id"] = fact.id;
  json["text"] = fact.text;
  json["value"] = fact.values.empty()       ? Json()
                  : fact.values.size() == 1 ? to_json(fact.values.front())
                                            : to_json(fact.values);
  json["unit"] = text_or_null(fact.unit);
  json["when"] = text_or_null(fact.when);
  Json& source = json["source"];
  source["title"] = fact.title;
  source["publisher"] = text_or_null(fact.publisher);
  source["date"] = text_or_null(fact.date);
  source["url"] = text_or_null(fact.url);
  source["at"] = text_or_null(fact.at);
  return json;
}

Json to_json(const Reply& reply, const std::string& session) {
  Json json;
  json["session"] = session;
  json["status"] = to_string(reply.status);
  json["answer"] = reply.answer;
  json["language"] = reply.language;
  json["values"] = to_json(reply.values);
  json["facts"] = Json::array();
  for (const CitedFact& fact : reply.facts) json["facts"].push_back(to_json(fact));
  json["steps"] = reply.steps;
  json["premise"] = text_or_null(reply.premise.value_or(""));
  json["unmatched"] = reply.unmatched;
  json["suggestions"] = reply.suggestions;
  json["chart"] = reply.chart ? to_json(*reply.chart) : Json();
  json["value_text"] = text_or_null(reply.value_text);
  json["notes"] = reply.notes;
  json["context_lost"] = reply.is_context_lost;
  json["trace"] = nullptr;
  if (reply.trace) {
    Json& trace = json["trace"] = Json::array();
    for (const base::TraceStep& step : *reply.trace) {
      trace.push_back(
          {{"stage", step.stage}, {"summary", step.summary}, {"details", step.details}});
    }
  }
  return json;
}

std::string to_json_line(const Reply& reply, const std::string& session) {
  return to_json(reply, session).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace jauap::chat
