#include "bot/sessions/redis_buckets.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bot/sessions/patience.h"
#include "tests/support/redis_server.h"

namespace jauap::sessions {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

// One of several servers.
struct Server {
  explicit Server(const RedisServer& server, Rate rate, const std::string& scope = "test")
      : redis{std::make_shared<Redis>(
            server.address(), [](const base::Event&) {}, kUnhurried)},
        buckets{redis, scope, rate} {}

  std::optional<std::size_t> take(const std::string& key) {
    std::chrono::nanoseconds left = kUnhurried;
    return buckets.take(key, left);
  }
  RedisValue call(const Redis::Words& words) {
    std::chrono::nanoseconds left = kUnhurried;
    const auto value = redis->call(words, left);
    REQUIRE(value);
    return *value;
  }

  std::shared_ptr<Redis> redis;
  RedisBuckets buckets;
};

// What a second may have given beside, on a machine that takes its time.
int refilled(Clock::time_point begin, int rate) {
  return rate *
         static_cast<int>(
             std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - begin).count() + 1);
}

}  // namespace

TEST_CASE("several servers give together what one may", "[sessions]") {
  constexpr int kBurst = 20;
  const RedisServer redis;
  std::atomic<int> given = 0;
  std::atomic<int> wrong = 0;
  const auto begin = Clock::now();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      Server server{redis, {.rate = 1, .burst = kBurst}};
      for (int n = 0; n < 50; ++n) {
        const auto wait = server.take("a");
        if (wait == 0U) ++given;
        if (wait && *wait > 1) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(given >= kBurst);
  CHECK(given <= kBurst + refilled(begin, 1));
}

TEST_CASE("a bucket in Redis is filled by time, and forgotten when it is full", "[sessions]") {
  const RedisServer redis;
  Server server{redis, {.rate = 1, .burst = 3}};
  const auto take_all = [&] {
    int given = 0;
    while (server.take("+370 600 00000") == 0U) ++given;
    return given;
  };
  const auto begin = Clock::now();
  CHECK(server.take("+370 600 00000") == 0U);
  const std::string key = server.call({"KEYS", "*"}).items.at(0).text;
  CHECK(key.find("600") == std::string::npos);
  CHECK(server.call({"PTTL", key}).integer <= 1'000);
  CHECK(take_all() >= 2);
  CHECK(server.call({"PTTL", key}).integer <= 3'000);
  if (refilled(begin, 1) > 1) return;  // too slow a machine to count
  // As if two seconds had gone by.
  const double full = std::stod(server.call({"GET", key}).text);
  server.call({"SET", key, std::to_string(full - 2'000'000)});
  CHECK(take_all() >= 2);
  CHECK(take_all() <= 1);
  Server other{redis, {.rate = 1, .burst = 3}, "another scope"};
  CHECK(other.take("+370 600 00000") == 0U);
  // No burst is said.
  Server twice{redis, {.rate = 3}, "twice"};
  for (int i = 0; i < 6; ++i) CHECK(twice.take("a") == 0U);
}

TEST_CASE("nothing in Redis makes anybody wait for longer than an empty bucket", "[sessions]") {
  const RedisServer redis;
  Server server{redis, {.rate = 1, .burst = 2}};
  CHECK(server.take("a") == 0U);
  const std::string key = server.call({"KEYS", "*"}).items.at(0).text;
  for (const std::string damage : {"", "x", "nan", "-1", "1", "-inf"}) {
    INFO(damage);
    server.call({"SET", key, damage});
    CHECK(server.take("a") == 0U);
  }
  server.call({"DEL", key});
  server.call({"RPUSH", key, "1"});
  CHECK(server.take("a") == 0U);
  // The clock was put back, or there was another rate.
  for (const std::string damage : {"inf", "9e15", "1e300"}) {
    INFO(damage);
    server.call({"SET", key, damage});
    CHECK(server.take("a") == 1U);
  }
  CHECK(server.redis->state().failures == 0);
}

TEST_CASE("where Redis cannot be asked for a token, that is said", "[sessions]") {
  RedisServer redis;
  Server server{redis, {.rate = 1, .burst = 1}};
  CHECK(server.take("a") == 0U);
  CHECK(server.buckets.alone() == 0);
  // It is not asked where no time is left, which is no failure of it.
  std::chrono::nanoseconds none{0};
  CHECK_FALSE(server.buckets.take("a", none));
  CHECK(server.redis->state().failures == 0);
  redis.kill();
  for (int i = 0; i < 5; ++i) CHECK_FALSE(server.take("a"));
  CHECK(server.buckets.alone() == 6);
}

TEST_CASE("replies of Redis to who takes a token", "[sessions]") {
  using Kind = RedisValue::Kind;
  CHECK(to_wait({Kind::Integer, 0}) == 0U);
  CHECK(to_wait({Kind::Integer, 3'600}) == 3'600U);
  CHECK_FALSE(to_wait({Kind::Integer, 3'601}));
  CHECK_FALSE(to_wait({Kind::Integer, -1}));
  CHECK_FALSE(to_wait({Kind::Text, 0, "0"}));
  CHECK_FALSE(to_wait({}));
}

}  // namespace jauap::sessions
