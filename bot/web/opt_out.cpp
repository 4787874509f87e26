#include "bot/web/opt_out.h"

#include <string_view>

namespace jauap::web {

bool opts_out(const Request& request) {
  for (const std::string_view name : {"dnt", "sec-gpc"}) {
    const std::string* value = request.field(name);
    if (value != nullptr && *value == "1") return true;
  }
  return false;
}

}  // namespace jauap::web
