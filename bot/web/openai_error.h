#pragma once

#include <string>

#include "bot/web/http.h"

namespace jauap::web {

// What is wrong with a request, for a client of OpenAI's API.
struct OpenaiError {
  int status = 400;
  std::string message;
  std::string param = {};  // "messages[0].content", "" where it is no single one
  std::string code = {};   // "model_not_found", "" for none
};

// {"error": {"message", "type", "param", "code"}}. Clients ask again on 408, 409, 429 and from 500
// on, so a request that is wrong must be another 4xx.
Response openai_error(const OpenaiError& error);

}  // namespace jauap::web
