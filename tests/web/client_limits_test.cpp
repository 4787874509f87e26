#include "bot/web/client_limits.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bot/web/client_address.h"

namespace jauap::web {
TEST_CASE("a client has as many connections as it may", "[web]") {
  ClientLimits limits{2, {}};
  CHECK(limits.connect("a"));
  CHECK(limits.connect("a"));
  CHECK_FALSE(limits.connect("a"));
  CHECK(limits.connect("b"));
  limits.disconnect("a");
  CHECK(limits.connect("a"));
  CHECK_FALSE(limits.connect("a"));
  for (int i = 0; i < 5; ++i) CHECK(limits.connect(""));  // no address, no limit
  ClientLimits none{0, {}};
  for (int i = 0; i < 5; ++i) CHECK(none.connect("a"));
}

TEST_CASE("a client is its address or its network", "[web]") {
  const std::string four = client_of("192.0.2.1");
  CHECK(four.size() == 4);
  CHECK(client_of("192.0.2.1:8080") == four);
  CHECK(client_of(" 192.0.2.1\t") == four);
  CHECK(client_of("::ffff:192.0.2.1") == four);
  CHECK(client_of("192.0.2.2") != four);
  const std::string six = client_of("2001:db8:1:2:3:4:5:6");
  CHECK(six.size() == 8);
  CHECK(client_of("2001:db8:1:2::1") == six);
  CHECK(client_of("[2001:db8:1:2::1]:443") == six);
  CHECK(client_of("2001:db8:1:3::1") != six);
  for (const std::string text :
       {"", "unknown", "_hidden", "192.0.2", "192.0.2.256", "[::1", "::g"}) {
    CHECK(client_of(text).empty());
  }
}

TEST_CASE("a client behind proxies is whom the outermost trusted one has seen", "[web]") {
  const std::string peer = client_of("10.0.0.1");
  const Fields one{{"x-forwarded-for", "6.6.6.6, 192.0.2.1"}};
  const Fields two{
      {"x-forwarded-for", "6.6.6.6"}, {"a", "b"}, {"x-forwarded-for", "192.0.2.1,192.0.2.2"}};
  const std::vector<std::pair<std::pair<const Fields*, std::size_t>, std::string>> cases{
      {{&one, 0}, peer},
      {{&one, 1}, client_of("192.0.2.1")},
      {{&one, 2}, client_of("6.6.6.6")},
      {{&one, 3}, peer},
      {{&two, 1}, client_of("192.0.2.2")},
      {{&two, 2}, client_of("192.0.2.1")},
      {{&two, 3}, client_of("6.6.6.6")},
  };
  for (const auto& [given, expected] : cases) {
    CHECK(forwarded_client(*given.first, given.second, peer) == expected);
  }
  CHECK(forwarded_client({}, 1, peer) == peer);
  CHECK(forwarded_client({{"x-forwarded-for", "unknown"}}, 1, peer) == peer);
  CHECK(forwarded_client({{"x-forwarded-for", ""}}, 1, peer) == peer);
}

}  // namespace jauap::web
