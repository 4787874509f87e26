// What several servers with the same channels make of deliveries that any of them may get.

#include "bot/channels/seen.h"

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bot/channels/webhook.h"
#include "tests/support/comes_true.h"
#include "tests/support/deliveries.h"
#include "tests/support/redis_server.h"
#include "tests/support/shipped_chatbot.h"

namespace jauap::channels {
namespace {

// One of several servers; it is asked as often as `asked` says.
class Replica {
 public:
  explicit Replica(const RedisServer& server)
      : redis_{std::make_shared<sessions::Redis>(
            server.address(), [](const base::Event&) {}, kUnhurried)},
        ids_{std::make_shared<sessions::RedisIds>(redis_)},
        bots_{shipped_chatbots(), [this](const web::AnsweredMessage&) { count(); }} {}

  std::unique_ptr<Webhook> webhook(const Player& player) {
    WebhookOptions options;
    options.now = [] { return kNow; };
    options.outbox.closing_time = std::chrono::milliseconds{0};
    options.ids = ids_;
    return std::make_unique<Webhook>(settings_of(player), bots_.all(), options);
  }
  int asked() const { return asked_; }
  // As if it were killed while it answers.
  void die_next() { dies_ = true; }
  std::size_t waiting() const { return ids_->waiting(); }
  bool is_up() const {
    return comes_true([&] { return redis_->state().is_up; });
  }

 private:
  void count() {
    if (dies_.exchange(false)) throw std::runtime_error{"killed"};
    ++asked_;
  }

  std::atomic<int> asked_ = 0;
  std::atomic<bool> dies_ = false;
  std::shared_ptr<sessions::Redis> redis_;
  std::shared_ptr<sessions::RedisIds> ids_;
  web::Bots bots_;
};

struct Replicas {
  explicit Replicas(const RedisServer& server) : all{Replica{server}, Replica{server}} {}
  int asked() const { return all[0].asked() + all[1].asked(); }

  std::array<Replica, 2> all;
};

web::Request deliver(const Player& player, const std::string& id, std::int64_t time = kNow) {
  web::Request request = player.deliver({"What is the capital of Kenya?", id, time, ""});
  request.patience = kUnhurried;
  return request;
}

}  // namespace

TEST_CASE("what a platform sends to several servers is answered by one", "[channels]") {
  const RedisServer server;
  Replicas replicas{server};
  for (const Player& player : players()) {
    INFO(player.platform);
    const std::array webhooks{replicas.all[0].webhook(player), replicas.all[1].webhook(player)};
    const int before = replicas.asked();
    CHECK(webhooks[0]->respond(deliver(player, "1")).status == 200);
    CHECK(webhooks[1]->respond(deliver(player, "1")).status == (player.is_sent_once ? 401 : 200));
    CHECK(webhooks[0]->respond(deliver(player, "1")).status == (player.is_sent_once ? 401 : 200));
    CHECK(replicas.asked() - before == (player.has_id ? 1 : 3));

    // At once.
    const int earlier = replicas.asked();
    std::atomic<int> strange = 0;
    std::vector<std::thread> threads;
    for (const auto& webhook : webhooks) {
      threads.emplace_back([&] {
        const int status = webhook->respond(deliver(player, "2")).status;
        if (status != 200 && status != 401 && status != 503) ++strange;
      });
    }
    for (auto& thread : threads) thread.join();
    CHECK(strange == 0);
    CHECK(replicas.asked() - earlier == (player.has_id ? 1 : 2));
  }
}

TEST_CASE("what a server was killed over is answered by another when it is sent again",
          "[channels]") {
  const Player& mattermost = player("mattermost");
  const RedisServer server;
  Replicas replicas{server};
  const auto one = replicas.all[0].webhook(mattermost);
  const auto other = replicas.all[1].webhook(mattermost);
  replicas.all[0].die_next();
  CHECK_THROWS(one->respond(deliver(mattermost, "1")));
  CHECK(other->respond(deliver(mattermost, "1")).status == 503);
  CHECK(replicas.asked() == 0);
  // The minute is over.
  sessions::Redis redis{server.address(), [](const base::Event&) {}, kUnhurried};
  std::chrono::nanoseconds left = kUnhurried;
  const auto keys = redis.call({"KEYS", "*"}, left);
  REQUIRE(keys);
  for (const auto& key : keys->items) redis.call({"DEL", key.text}, left);
  CHECK(other->respond(deliver(mattermost, "1")).status == 200);
  CHECK(other->respond(deliver(mattermost, "1")).status == 200);
  CHECK(replicas.asked() == 1);
}

TEST_CASE("without Redis each server knows what it has seen itself", "[channels]") {
  const Player& mattermost = player("mattermost");
  RedisServer server;
  Replicas replicas{server};
  const auto one = replicas.all[0].webhook(mattermost);
  const auto other = replicas.all[1].webhook(mattermost);
  CHECK(one->respond(deliver(mattermost, "1")).status == 200);
  server.kill();
  CHECK(one->respond(deliver(mattermost, "1")).status == 200);
  CHECK(replicas.asked() == 1);
  CHECK(one->respond(deliver(mattermost, "2")).status == 200);
  CHECK(one->respond(deliver(mattermost, "2")).status == 200);
  CHECK(replicas.asked() == 2);

  // It is back: what was answered meanwhile is known to all.
  server.start();
  CHECK(replicas.all[0].is_up());
  CHECK(comes_true([&] { return replicas.all[0].waiting() == 0; }));
  other->respond(deliver(mattermost, "3"));  // it may have to notice
  CHECK(replicas.all[1].is_up());
  const int before = replicas.asked();
  CHECK(other->respond(deliver(mattermost, "2")).status == 200);
  CHECK(replicas.asked() == before);
}

}  // namespace jauap::channels
