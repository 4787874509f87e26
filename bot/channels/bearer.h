#pragma once

#include <string>
#include <string_view>

namespace jauap::channels {

// Whether an Authorization field bears a token: "Bearer TOKEN", or "Basic" with the token as the
// password of any user (RFC 6750, RFC 7617).
bool bears(std::string_view authorization, const std::string& token);

}  // namespace jauap::channels
