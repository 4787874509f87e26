// How often a client and a conversation may ask several servers together.

#include <httplib.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "bot/sessions/redis_buckets.h"
#include "bot/web/conversation_limit.h"
#include "bot/web/server.h"
#include "tests/support/redis_server.h"

namespace jauap::web {
namespace {

using Clock = std::chrono::steady_clock;
using sessions::RedisBuckets;

// The slowest that there is, so that little is filled while a test runs.
constexpr Rate kRate{.rate = 1, .burst = 8};

std::shared_ptr<RedisBuckets> buckets(const RedisServer& server) {
  return std::make_shared<RedisBuckets>(
      std::make_shared<sessions::Redis>(
          server.address(), [](const base::Event&) {}, kUnhurried),
      "test", kRate);
}

// What may have been filled meanwhile on a slow machine.
std::size_t filled(Clock::time_point begin) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - begin);
  return static_cast<std::size_t>(seconds.count()) + 1;
}

// A server behind a proxy, which tells whom it was asked by.
class Behind {
 public:
  explicit Behind(const RedisServer& redis)
      : buckets_{buckets(redis)},
        server_{{{"GET", "/say", [](const Request&) { return Response{.body = "{}"}; }, ""},
                 {"GET", "/live", [](const Request&) { return Response{.body = "{}"}; }, "",
                  Access::Open, kMaxBody, true}},
                {.port = 0,
                 .client_rate = kRate.rate,
                 .client_burst = kRate.burst,
                 .shared_clients = buckets_,
                 .trusted_proxies = 1}} {
    server_.start();
    client_ = std::make_unique<httplib::Client>("127.0.0.1", server_.port());
  }

  httplib::Result ask(const std::string& path, const std::string& client) {
    return client_->Get(path, {{"X-Forwarded-For", client}});
  }
  // Of requests, because Redis did not reply in time.
  std::size_t alone() const { return buckets_->alone(); }
  // How many of the requests were answered; the others were told to come again.
  std::size_t answered(const std::string& client, std::size_t requests) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < requests; ++i) {
      const auto result = ask("/say", client);
      REQUIRE(result);
      if (result->status == 200) ++count;
      if (result->status != 200) CHECK(result->status == 429);
      CHECK(result->has_header("Retry-After") == (result->status == 429));
    }
    return count;
  }

 private:
  std::shared_ptr<RedisBuckets> buckets_;
  Server server_;
  std::unique_ptr<httplib::Client> client_;
};

}  // namespace

TEST_CASE("a client may ask several servers together as often as one", "[web]") {
  RedisServer redis;
  std::vector<std::unique_ptr<Behind>> servers;
  for (int i = 0; i < 3; ++i) servers.push_back(std::make_unique<Behind>(redis));
  const auto ask_all = [&](const std::string& client) {
    std::size_t answered = 0;
    for (std::size_t i = 0; i < kRate.burst; ++i) {
      for (const auto& server : servers) answered += server->answered(client, 1);
    }
    return answered;
  };
  const auto begin = Clock::now();
  const std::size_t together = ask_all("192.0.2.1");
  CHECK(together >= kRate.burst);
  std::size_t alone = 0;
  for (const auto& server : servers) alone += server->alone();
  CHECK(together <= kRate.burst + filled(begin) + alone);
  CHECK(alone < kRate.burst);
  CHECK(servers[0]->answered("192.0.2.2", 1) == 1);  // another one
  for (int i = 0; i < 20; ++i) CHECK(servers[0]->ask("/live", "192.0.2.1")->status == 200);

  // Without Redis each server decides by itself.
  redis.kill();
  const auto later = Clock::now();
  const std::size_t apart = ask_all("192.0.2.3");
  CHECK(apart == 3 * kRate.burst);
  CHECK(servers[0]->answered("192.0.2.3", 10) <= filled(later));
}

TEST_CASE("a conversation may ask several servers together as often as one", "[web]") {
  RedisServer redis;
  const std::vector shared{buckets(redis), buckets(redis)};
  std::vector<std::unique_ptr<ConversationLimit>> limits;
  for (const auto& each : shared)
    limits.push_back(std::make_unique<ConversationLimit>(kRate, each));
  const auto ask_all = [&](const std::string& session) {
    std::size_t answered = 0;
    for (std::size_t i = 0; i < 2 * kRate.burst; ++i) {
      std::chrono::nanoseconds left = kUnhurried;
      answered += limits[i % 2]->take(session, left) == 0 ? 1 : 0;
    }
    return answered;
  };
  const auto begin = Clock::now();
  const std::size_t together = ask_all("a");
  CHECK(together >= kRate.burst);
  const std::size_t alone = shared[0]->alone() + shared[1]->alone();
  CHECK(together <= kRate.burst + filled(begin) + alone);
  CHECK(alone < kRate.burst);
  CHECK(ask_all("") == 2 * kRate.burst);  // of no conversation
  redis.kill();
  CHECK(ask_all("b") == 2 * kRate.burst);  // each by itself
  CHECK(shared[0]->alone() + shared[1]->alone() == alone + 2 * kRate.burst);
  std::chrono::nanoseconds left = kUnhurried;
  const auto later = Clock::now();
  std::size_t more = 0;
  for (int i = 0; i < 10; ++i) more += limits[0]->take("b", left) == 0 ? 1 : 0;
  CHECK(more <= filled(later));
}

}  // namespace jauap::web
