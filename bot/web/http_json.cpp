#include "bot/web/http_json.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace jauap::web {
namespace {

// The reason phrases of RFC 9110 for what this server answers.
std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
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
      const bool is_parameter = error.pointer.rfind('?', 0) == 0;
      list.push_back({{is_parameter ? "parameter" : "pointer",
                       is_parameter ? error.pointer.substr(1) : error.pointer},
                      {"detail", error.detail}});
    }
  }
  return {status, "application/problem+json; charset=utf-8",
          document.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)};
}

Response problem(const base::Problems& problems) {
  std::vector<RequestError> errors;
  for (const base::Problem& wrong : problems) {
    std::string detail = wrong.message;
    if (!wrong.hint.empty()) detail += "; " + wrong.hint;
    if (wrong.line > 0) {
      detail +=
          " (line " + std::to_string(wrong.line) + ", column " + std::to_string(wrong.column) + ")";
    }
    errors.push_back({wrong.pointer, std::move(detail)});
  }
  return problem(400, "The body is not as this route expects it.", errors);
}

base::Loaded<base::JsonValue> read_json(const Request& request) {
  constexpr base::JsonLimits kLimits{.depth = 8, .values = 1000};
  return base::parse_json(request.body, "", kLimits);
}

std::optional<std::string> read_text(base::JsonObject& object, std::string_view key) {
  const base::JsonValue* value = object.find(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind == base::JsonKind::Text) return value->text;
  object.report(*value, "expected a text, found " + base::describe(*value));
  return std::nullopt;
}

}  // namespace jauap::web
