#include "bot/sessions/redis_ids.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bot/sessions/patience.h"
#include "tests/support/comes_true.h"
#include "tests/support/redis_server.h"

namespace jauap::sessions {
namespace {

using std::chrono::milliseconds;
using Taken = RedisIds::Taken;

constexpr milliseconds kLife{3'600'000};

// One of several servers.
struct Server {
  explicit Server(const RedisServer& server, milliseconds most = kUnhurried)
      : redis{std::make_shared<Redis>(
            server.address(), [](const base::Event&) {}, most)},
        ids{redis} {}

  std::optional<Taken> take(const std::string& id) {
    std::chrono::nanoseconds left = kUnhurried;
    return ids.take(id, left);
  }
  std::optional<Taken> take_and_keep(const std::string& id) {
    std::chrono::nanoseconds left = kUnhurried;
    return ids.take_and_keep(id, kLife, left);
  }
  void keep(const std::string& id) {
    std::chrono::nanoseconds left = kUnhurried;
    ids.keep(id, kLife, left);
  }
  RedisValue call(const Redis::Words& words) {
    std::chrono::nanoseconds left = kUnhurried;
    const auto value = redis->call(words, left);
    REQUIRE(value);
    return *value;
  }
  std::string only_key() {
    const RedisValue keys = call({"KEYS", "*"});
    REQUIRE(keys.items.size() == 1);
    return keys.items[0].text;
  }
  bool is_up() const {
    return comes_true([&] { return redis->state().is_up; });
  }

  std::shared_ptr<Redis> redis;
  RedisIds ids;
};

}  // namespace

TEST_CASE("an id is held by who takes it, until he keeps it", "[sessions]") {
  const RedisServer redis;
  Server one{redis};
  Server other{redis};
  CHECK(one.take("+370 600 00000") == Taken::Now);
  CHECK(other.take("+370 600 00000") == Taken::Held);
  const std::string key = one.only_key();
  CHECK(key.find("600") == std::string::npos);
  CHECK(one.call({"PTTL", key}).integer > 50'000);
  CHECK(one.call({"PTTL", key}).integer <= RedisIds::kHold.count());
  one.keep("+370 600 00000");
  CHECK(other.take("+370 600 00000") == Taken::Before);
  CHECK(one.take("+370 600 00000") == Taken::Before);
  CHECK(one.call({"PTTL", key}).integer > kLife.count() - 10'000);

  // As if who held it had been killed.
  CHECK(one.take("b") == Taken::Now);
  for (const RedisValue& each : one.call({"KEYS", "*"}).items) {
    if (each.text != key) one.call({"PEXPIRE", each.text, "1"});
  }
  CHECK(comes_true([&] { return other.take("b") == Taken::Now; }));

  CHECK(one.take_and_keep("c") == Taken::Now);
  CHECK(other.take_and_keep("c") == Taken::Before);
  CHECK(one.ids.alone() + other.ids.alone() == 0);
}

TEST_CASE("an id is taken once, however many servers take it at once", "[sessions]") {
  constexpr int kIds = 100;
  const RedisServer redis;
  std::atomic<int> taken = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      Server server{redis};
      for (int id = 0; id < kIds; ++id) {
        if (server.take(std::to_string(id)) == Taken::Now) ++taken;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(taken == kIds);
}

TEST_CASE("whatever else stands under an id counts as kept", "[sessions]") {
  const RedisServer redis;
  Server server{redis};
  server.take("a");
  const std::string key = server.only_key();
  const std::vector<Redis::Words> damages{{"SET", key, ""},
                                          {"SET", key, std::string(100'000, 'h')},
                                          {"SET", key, "helD"},
                                          {"RPUSH", key, "held"}};
  for (const Redis::Words& damage : damages) {
    INFO(damage[0] << ' ' << damage[2].substr(0, 20));
    server.call({"DEL", key});
    server.call(damage);
    CHECK(server.take("a") == Taken::Before);
  }
  CHECK(server.redis->state().failures == 0);
}

TEST_CASE("Redis is told when it is back what it has forgotten or missed", "[sessions]") {
  constexpr int kMany = 2'500;
  RedisServer redis;  // which keeps nothing where it is killed
  Server one{redis};
  Server other{redis};
  for (int i = 0; i < kMany; ++i) CHECK(one.take_and_keep(std::to_string(i)) == Taken::Now);
  CHECK(one.ids.waiting() == 0);
  CHECK(one.take("a") == Taken::Now);
  redis.kill();
  CHECK_FALSE(one.take("b"));
  one.keep("a");
  one.keep("b");
  CHECK_FALSE(one.take_and_keep("c"));
  CHECK(one.ids.waiting() == 3);
  CHECK(one.ids.alone() == 2);
  redis.start();
  CHECK(one.is_up());
  CHECK(comes_true([&] { return one.ids.waiting() == 0; }));
  other.take("z");  // it may have to notice
  CHECK(other.is_up());
  for (const std::string id : {"a", "b", "c"}) {
    INFO(id);
    CHECK(other.take(id) == Taken::Before);
  }
  int known = 0;
  for (int i = 0; i < kMany; ++i) known += other.take(std::to_string(i)) == Taken::Before ? 1 : 0;
  CHECK(known == kMany);
  const RedisValue keys = one.call({"KEYS", "*"});
  CHECK(one.call({"PTTL", keys.items.at(0).text}).integer > 0);
}

TEST_CASE("a Redis that hangs costs one request no more than its patience", "[sessions]") {
  const RedisServer redis;
  Server server{redis, kPatience};
  CHECK(server.take("a") == Taken::Now);
  redis.hold();
  std::chrono::nanoseconds left = kPatience;
  CHECK_FALSE(server.ids.take("b", left));
  CHECK(left == left.zero());
  CHECK(server.redis->state().failures == 1);
  for (int i = 0; i < 5; ++i) CHECK_FALSE(server.ids.take("b", left));
  CHECK(server.redis->state().failures == 1);
  CHECK(server.redis->state().is_up);
  redis.go_on();
  CHECK(server.take("c") == Taken::Now);
}

TEST_CASE("replies of Redis to who takes an id", "[sessions]") {
  using Kind = RedisValue::Kind;
  CHECK(to_taken({Kind::Integer, 0}) == Taken::Now);
  CHECK(to_taken({Kind::Integer, 1}) == Taken::Before);
  CHECK(to_taken({Kind::Integer, 2}) == Taken::Held);
  CHECK_FALSE(to_taken({Kind::Integer, 3}));
  CHECK_FALSE(to_taken({Kind::Integer, -1}));
  CHECK_FALSE(to_taken({Kind::Text, 0, "0"}));
  CHECK_FALSE(to_taken({Kind::List}));
  CHECK_FALSE(to_taken({}));
}

}  // namespace jauap::sessions
