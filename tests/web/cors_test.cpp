#include "bot/web/cors.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace jauap::web {

TEST_CASE("an origin is a scheme, a host and perhaps a port", "[web]") {
  const std::vector<std::pair<std::string, bool>> cases{
      {"https://example.org", true},
      {"http://localhost:3000", true},
      {"https://xn--bcher-kva.example", true},
      {"*", false},
      {"null", false},
      {"", false},
      {"example.org", false},
      {"https://", false},
      {"https://example.org/", false},
      {"https://example.org:", false},
      {"https://example.org:123456", false},
      {"https://example.org:80:80", false},
      {"https://Example.org", false},
      {"https://*.example.org", false},
      {"https://a\r\nX-Injected: 1", false},
      {"ftp://example.org", false},
  };
  for (const auto& [text, is_one] : cases) {
    INFO(text);
    CHECK(check_origin(text).empty() == is_one);
  }
}

TEST_CASE("an answer to a page of another site names that site alone", "[web]") {
  const Fields fields = cors_fields("https://example.org");
  CHECK(*find_field(fields, "Access-Control-Allow-Origin") == "https://example.org");
  CHECK(find_field(fields, "Access-Control-Allow-Credentials") == nullptr);
  CHECK(*find_field(preflight_fields("POST, OPTIONS"), "Access-Control-Allow-Methods") ==
        "POST, OPTIONS");
}

}  // namespace jauap::web
