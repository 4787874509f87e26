#include "bot/web/cors.h"

#include <algorithm>

namespace jauap::web {
namespace {

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string check_origin(std::string_view text) {
  std::string wrong =
      "expected an origin such as https://example.org, found \"" + std::string{text} + "\"";
  std::string_view rest = text;
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (rest.substr(0, scheme.size()) != scheme) continue;
    rest.remove_prefix(scheme.size());
    const std::size_t colon = std::min(rest.find(':'), rest.size());
    const std::string_view host = rest.substr(0, colon);
    const std::string_view port = rest.substr(std::min(colon + 1, rest.size()));
    const bool has_port = colon < rest.size();
    const bool is_host = !host.empty() && std::all_of(host.begin(), host.end(), is_host_character);
    const bool is_port = !has_port || (!port.empty() && port.size() <= 5 &&
                                       std::all_of(port.begin(), port.end(), is_digit));
    return is_host && is_port ? "" : wrong;
  }
  return wrong;
}

Fields cors_fields(const std::string& origin) {
  return {{"Access-Control-Allow-Origin", origin},
          {"Access-Control-Expose-Headers", "X-Request-Id"}};
}

Fields preflight_fields(const std::string& methods) {
  // Names of fields give nobody anything here; "*" does not cover Authorization.
  return {{"Access-Control-Allow-Methods", methods},
          {"Access-Control-Allow-Headers", "Authorization, *"},
          {"Access-Control-Max-Age", "600"}};
}

}  // namespace jauap::web
