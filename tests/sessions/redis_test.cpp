#include "bot/sessions/redis.h"

#include <hiredis/hiredis.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bot/sessions/redis_conversations.h"
#include "bot/sessions/sessions.h"
#include "tests/support/comes_true.h"
#include "tests/support/redis_server.h"
#include "tests/support/shipped_chatbot.h"

namespace jauap::sessions {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

const base::Log kNowhere = [](const base::Event&) {};
const std::string kFirst = "What is the capital of Norway?";
const std::string kDenmark =
    "The capital of Denmark is Copenhagen. (I took this as “what is the capital of Denmark”.)";

// A server that shares conversations with others, as `jauap serve` sets it up.
struct Replica {
  explicit Replica(const RedisServer& server, milliseconds most = kUnhurried)
      : patience{most},
        redis{std::make_shared<Redis>(server.address(), kNowhere, most)},
        shared{std::make_shared<RedisConversations>(redis)},
        sessions{shared, "site/"} {
    sessions.take_over(shipped_chatbot());
  }

  chat::Reply ask(const std::string& message, const std::string& session = "a") {
    std::chrono::nanoseconds left = patience;
    return sessions.reply(*shipped_chatbot(), session, message, {}, left);
  }

  std::optional<RedisValue> call(const Redis::Words& words) {
    std::chrono::nanoseconds left = patience;
    return redis->call(words, left);
  }

  const milliseconds patience;
  std::shared_ptr<Redis> redis;
  std::shared_ptr<RedisConversations> shared;
  Sessions sessions;
};

bool is_up(const Replica& replica) {
  return comes_true([&] { return replica.redis->state().is_up; });
}

bool has_nothing_to_store(const Replica& replica) {
  return comes_true([&] { return replica.shared->waiting() == 0; });
}

// The only key that there is.
std::string only_key(Replica& replica) {
  const auto keys = replica.call({"KEYS", "*"});
  REQUIRE(keys);
  REQUIRE(keys->items.size() == 1);
  return keys->items[0].text;
}

}  // namespace

TEST_CASE("a conversation goes on wherever its messages are answered", "[sessions]") {
  const RedisServer server{"secret"};
  Replica one{server};
  Replica other{server};
  CHECK(one.ask(kFirst).answer == "The capital of Norway is Oslo.");
  const chat::Reply reply = other.ask("And Denmark?");
  CHECK(reply.answer == kDenmark);
  CHECK_FALSE(reply.is_context_lost);
  CHECK(one.ask("And its area?").status == chat::Status::Answered);
  CHECK(other.ask("And Denmark?", "b").answer != kDenmark);
  CHECK(one.sessions.size() == 0);

  // Names may be telephone numbers.
  one.ask(kFirst, "+370 600 00000");
  const auto keys = one.call({"KEYS", "*"});
  REQUIRE(keys);
  for (const RedisValue& key : keys->items) CHECK(key.text.find("600") == std::string::npos);
  const auto life = one.call({"TTL", keys->items.at(0).text});
  REQUIRE(life);
  CHECK(life->integer > 86'000);
  CHECK(life->integer <= 86'400);
}

TEST_CASE("no turn is lost where several servers take turns at once", "[sessions]") {
  constexpr int kServers = 4;
  constexpr int kTurns = 50;
  const RedisServer server;
  std::vector<std::thread> threads;
  for (int i = 0; i < kServers; ++i) {
    threads.emplace_back([&] {
      Replica replica{server};
      for (int n = 0; n < kTurns; ++n) replica.ask(kFirst);
    });
  }
  for (auto& thread : threads) thread.join();
  Replica replica{server};
  const auto turn = replica.call({"HGET", only_key(replica), "turn"});
  REQUIRE(turn);
  CHECK(turn->text == std::to_string(kServers * kTurns));
}

TEST_CASE("what is no conversation is taken for none", "[sessions]") {
  const RedisServer server;
  Replica replica{server};
  replica.ask(kFirst);
  const std::string key = only_key(replica);
  const std::vector<Redis::Words> damages{
      {"HSET", key, "text", "not ours"},
      {"HSET", key, "text", std::string("\0\xff", 2)},
      {"HSET", key, "text", std::string(200'000, 'x')},
      {"HDEL", key, "text"},
      {"HSET", key, "turn", "-1"},
      {"HSET", key, "turn", "0x10"},
      {"HSET", key, "turn", "99999999999999999999"},
      {"HSET", key, "at", "nan"},
      {"HDEL", key, "turn"},
      {"DEL", key},
      {"SET", key, "a text"},
      {"RPUSH", key, "a list"},
  };
  for (const Redis::Words& damage : damages) {
    INFO(damage[0] << ' ' << damage.back().substr(0, 20));
    replica.call({"DEL", key});
    replica.ask(kFirst);
    if (damage[0] == "SET" || damage[0] == "RPUSH") replica.call({"DEL", key});
    REQUIRE(replica.call(damage));
    CHECK(replica.ask("And Denmark?").answer != kDenmark);
    CHECK(replica.ask(kFirst).answer == "The capital of Norway is Oslo.");
    CHECK(replica.ask("And Denmark?").answer == kDenmark);
  }
  CHECK(replica.redis->state().failures == 0);
  replica.call({"HSET", key, "text", "not ours"});
  CHECK(replica.ask("And Denmark?").is_context_lost);
}

TEST_CASE("without Redis every message is answered, soon and by itself", "[sessions]") {
  RedisServer server;
  Replica replica{server, kPatience};
  Replica other{server};
  replica.ask("What is the area of Norway?");
  const bool is_killed = GENERATE(false, true);
  INFO((is_killed ? "killed" : "held"));
  if (is_killed) {
    server.kill();
  } else {
    server.hold();
  }
  for (int n = 0; n < 6; ++n) {
    const auto begin = Clock::now();
    const chat::Reply reply = replica.ask("And Denmark?");
    CHECK(Clock::now() - begin < milliseconds{1'000});  // 100 on a machine that has time
    CHECK(reply.is_context_lost);
    CHECK(reply.answer != kDenmark);
  }
  CHECK_FALSE(replica.redis->state().is_up);
  CHECK(replica.redis->state().failures >= 1);
  const std::string sweden = "What is the capital of Sweden?";
  CHECK(replica.ask(sweden).status == chat::Status::Answered);
  CHECK(replica.shared->waiting() == 1);

  // It is back: what was said meanwhile is what another server goes on with.
  if (is_killed) {
    server.start();
  } else {
    server.go_on();
  }
  CHECK(is_up(replica));
  CHECK(has_nothing_to_store(replica));
  other.ask(kFirst, "b");  // it may have to notice
  CHECK(is_up(other));
  const chat::Reply reply = other.ask("And Denmark?");
  CHECK(reply.answer == kDenmark);
  CHECK_FALSE(reply.is_context_lost);
}

TEST_CASE("a turn that is stored later does not undo one after it", "[sessions]") {
  const RedisServer server;
  Replica one{server, kPatience};
  Replica other{server};
  server.hold();
  one.ask("What is the area of Norway?");
  server.go_on();
  CHECK(has_nothing_to_store(one));
  other.ask(kFirst);
  // As if it had heard nothing of what was stored.
  const chat::ConversationText texts{*shipped_chatbot()};
  const std::string before = texts.write({});
  std::chrono::nanoseconds left = kUnhurried;
  one.shared->save(std::string{"site/"} + '\0' + "a", {.turn = 0, .text = ""}, before, left);
  CHECK(one.ask("And Denmark?").answer == kDenmark);
}

TEST_CASE("a server that was started again is not asked before others have looked", "[sessions]") {
  RedisServer server;
  Replica replica{server};
  replica.ask(kFirst);
  server.kill();
  server.start();
  CHECK(replica.ask("And Denmark?").is_context_lost);
  CHECK_FALSE(replica.redis->state().is_up);
  CHECK(is_up(replica));
  replica.ask(kFirst);
  CHECK(replica.ask("And Denmark?").answer == kDenmark);
}

TEST_CASE("a wrong password is told without it", "[sessions]") {
  RedisServer server{"right"};
  sessions::RedisAddress address = server.address();
  address.password = "wrong-secret";
  std::string told;
  const Redis redis{address, [&](const base::Event& event) { told += event.message; }};
  CHECK_FALSE(redis.state().is_up);
  CHECK(told.find("AUTH gave WRONGPASS") != std::string::npos);
  CHECK(told.find("secret") == std::string::npos);
}

TEST_CASE("replies of Redis to a conversation", "[sessions]") {
  struct Case {
    std::string bytes;
    bool is_stored;
    std::string wanted;  // "" for none
  };
  const std::vector<Case> cases{
      {"*2\r\n:3\r\n$2\r\nab\r\n", false, "3 ab"},
      {"*2\r\n:0\r\n$0\r\n\r\n", false, "0 "},
      {"*2\r\n:-4\r\n$0\r\n\r\n", true, "4 "},
      {"*2\r\n:3\r\n+ab\r\n", false, "3 ab"},
      {"*2\r\n$1\r\n3\r\n$2\r\nab\r\n", false, ""},
      {"*2\r\n:3\r\n$-1\r\n", false, ""},
      {"*2\r\n:3\r\n*0\r\n", false, ""},
      {"*2\r\n:-9223372036854775808\r\n$2\r\nab\r\n", false, ""},
      {"*1\r\n:3\r\n", false, ""},
      {"*3\r\n:3\r\n$2\r\nab\r\n:1\r\n", false, ""},
      {"*0\r\n", false, ""},
      {"*-1\r\n", false, ""},
      {"$-1\r\n", false, ""},
      {"+OK\r\n", false, ""},
      {":3\r\n", false, ""},
  };
  for (const auto& [bytes, is_stored, wanted] : cases) {
    INFO(bytes);
    const std::unique_ptr<redisReader, void (*)(redisReader*)> reader{redisReaderCreate(),
                                                                      redisReaderFree};
    redisReaderFeed(reader.get(), bytes.data(), bytes.size());
    void* read = nullptr;
    REQUIRE(redisReaderGetReply(reader.get(), &read) == REDIS_OK);
    REQUIRE(read != nullptr);
    bool was_stored = false;
    const auto found = to_stored(to_value(*static_cast<redisReply*>(read)), was_stored);
    freeReplyObject(read);
    CHECK((found ? std::to_string(found->turn) + ' ' + found->text : "") == wanted);
    CHECK(was_stored == is_stored);
  }
}

}  // namespace jauap::sessions
