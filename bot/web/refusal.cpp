#include "bot/web/refusal.h"

#include "bot/web/http_json.h"
#include "bot/web/json_rpc.h"
#include "bot/web/openai_error.h"

namespace jauap::web {

Response refusal(std::string_view path, int status, std::string_view detail) {
  if (path.substr(0, 4) == "/v1/") return openai_error({status, std::string{detail}});
  if (path == "/mcp") {
    const RpcCode code = status >= 500 ? RpcCode::InternalError : RpcCode::InvalidRequest;
    return {.status = status, .body = to_body(rpc_error(nullptr, {code, std::string{detail}}))};
  }
  return problem(status, detail);
}

}  // namespace jauap::web
