#include "bot/web/client_limits.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "bot/web/client_address.h"
#include "tests/support/resident_memory.h"

namespace jauap::web {
namespace {

using std::chrono::milliseconds;

}  // namespace

TEST_CASE("a client has as many connections as it may", "[web]") {
  ClientLimits limits{{.connections = 2}};
  CHECK(limits.connect("a"));
  CHECK(limits.connect("a"));
  CHECK_FALSE(limits.connect("a"));
  CHECK(limits.connect("b"));
  limits.disconnect("a");
  CHECK(limits.connect("a"));
  CHECK_FALSE(limits.connect("a"));
  for (int i = 0; i < 5; ++i) CHECK(limits.connect(""));  // no address, no limit
  ClientLimits none{{}};
  for (int i = 0; i < 5; ++i) CHECK(none.connect("a"));
}

TEST_CASE("a bucket never gives more than it may", "[web]") {
  const auto start = ClientLimits::Clock::now();
  ClientLimits limits{{.rate = 2, .burst = 3}};
  int given = 0;
  for (int ms = 0; ms < 10'000; ++ms) {
    if (limits.take("a", start + milliseconds{ms}) == 0) ++given;
    const int most = 3 + 2 * ms / 1'000;
    if (given > most) FAIL_CHECK("after " << ms << " ms it gave " << given);
  }
  CHECK(given == 22);
  CHECK(limits.take("a", start + milliseconds{9'999}) == 1);
  CHECK(limits.take("b", start + milliseconds{10'000}) == 0);
  CHECK(limits.take("", start) == 0);
  ClientLimits slow{{.rate = 1, .burst = 1}};
  CHECK(slow.take("a", start) == 0);
  CHECK(slow.take("a", start) == 1);
}

TEST_CASE("a million clients cost no more memory than those that are kept", "[web]") {
  const auto start = ClientLimits::Clock::now();
  ClientLimits limits{{.rate = 1, .burst = 1}};
  const long before = trimmed_memory();
  for (int i = 0; i < 1'000'000; ++i) limits.take(std::to_string(i), start);
  [[maybe_unused]] const long taken = resident_memory() - before;
  CHECK(limits.buckets() == ClientLimits::kMaxBuckets);
#ifndef JAUAP_SANITIZED
  CHECK(taken < 32'768);
#endif
  CHECK(limits.take("999999", start) == 1);  // who asked last is remembered
  CHECK(limits.take("0", start) == 0);
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
