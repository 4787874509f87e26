#include "bot/web/http_json.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

namespace jauap::web {
namespace {

// The reason phrases of RFC 9110 for what this server answers.
std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

// The code unit of an escape "\\uXXXX" at a place, -1 where there is none.
int escaped_unit(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int unit = 0;
  const auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, unit, 16);
  return error == std::errc{} && end == text.data() + at + 6 ? unit : -1;
}

bool is_high(int unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low(int unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

// The replacement is as long as what it replaces, so that places in the text stay what they were.
std::string without_half_pairs(std::string_view text) {
  constexpr std::string_view kReplacement = "\\uFFFD";
  std::string repaired{text};
  for (std::size_t at = repaired.find('\\'); at != std::string::npos;
       at = repaired.find('\\', at)) {
    const int unit = escaped_unit(repaired, at);
    if (is_high(unit) && is_low(escaped_unit(repaired, at + 6))) {
      at += 12;
    } else if (is_high(unit) || is_low(unit)) {
      repaired.replace(at, 6, kReplacement);
      at += 6;
    } else {
      at += 2;
    }
  }
  return repaired;
}

}  // namespace

Response problem(int status, std::string_view detail, const std::vector<RequestError>& errors) {
  nlohmann::ordered_json document;
  document["type"] = "about:blank";
  document["title"] = title_of(status);
  document["status"] = status;
  document["detail"] = detail;
  if (!errors.empty()) {
    auto& list = document["errors"] = nlohmann::ordered_json::array();
    for (const RequestError& error : errors) {
      nlohmann::ordered_json entry;
      if (error.pointer) {
        const bool is_parameter = error.pointer->rfind('?', 0) == 0;
        entry[is_parameter ? "parameter" : "pointer"] =
            is_parameter ? error.pointer->substr(1) : *error.pointer;
      }
      entry["detail"] = error.detail;
      list.push_back(std::move(entry));
    }
  }
  return {status, "application/problem+json; charset=utf-8", to_body(document)};
}

std::string to_line(const base::Problem& wrong) {
  std::string line = wrong.message;
  if (!wrong.hint.empty()) line += "; " + wrong.hint;
  if (wrong.line == 0) return line;
  return line + " (line " + std::to_string(wrong.line) + ", column " +
         std::to_string(wrong.column) + ")";
}

Response problem(const base::Problems& problems) {
  std::vector<RequestError> errors;
  for (const base::Problem& wrong : problems) {
    errors.push_back({wrong.pointer, to_line(wrong)});
  }
  return problem(400, "The body is not as this route expects it.", errors);
}

base::Loaded<base::JsonValue> read_json(std::string_view text, const base::JsonLimits& limits) {
  return base::parse_json(without_half_pairs(text), "", limits);
}

std::variant<base::JsonValue, Response> read_json_body(const Request& request) {
  if (request.content_type != "application/json") {
    return problem(415, "Send the body as JSON, with Content-Type: application/json.");
  }
  auto body = read_json(request.body);
  if (!body.ok()) return problem(body.problems);
  return std::move(*body.value);
}

std::string to_body(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::optional<std::string> read_text(base::JsonObject& object, std::string_view key) {
  const base::JsonValue* value = object.find(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind == base::JsonKind::Text) return value->text;
  object.report(*value, "expected a text, found " + base::describe(*value));
  return std::nullopt;
}

}  // namespace jauap::web
