#include "bot/web/openai_error.h"

#include <nlohmann/json.hpp>

#include "bot/web/http_json.h"

namespace jauap::web {

Response openai_error(const OpenaiError& error) {
  using Json = nlohmann::ordered_json;
  const auto text_or_null = [](const std::string& text) {
    return text.empty() ? Json() : Json(text);
  };
  Json body;
  body["message"] = error.message;
  body["type"] = error.status >= 500 ? "server_error" : "invalid_request_error";
  body["param"] = text_or_null(error.param);
  body["code"] = error.status == 401 ? Json("invalid_api_key") : text_or_null(error.code);
  return {.status = error.status, .body = to_body({{"error", std::move(body)}})};
}

}  // namespace jauap::web
