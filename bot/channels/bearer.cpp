#include "bot/channels/bearer.h"

#include "bot/base/signature.h"
#include "bot/web/authorization.h"
#include "bot/web/http.h"

namespace jauap::channels {

bool bears(std::string_view authorization, const std::string& token) {
  constexpr std::string_view kBasic = "basic ";
  if (web::to_lower(authorization.substr(0, kBasic.size())) != kBasic) {
    return web::bears_token(authorization, token);
  }
  const auto pair = base::from_base64(authorization.substr(kBasic.size()));
  if (!pair) return false;
  const std::size_t colon = pair->find(':');
  return colon != std::string::npos &&
         base::is_same_secret(std::string_view{*pair}.substr(colon + 1), token);
}

}  // namespace jauap::channels
