// What is refused, for every platform.

#include "bot/channels/webhook.h"

#include <httplib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <vector>

#include "bot/web/server.h"
#include "tests/support/deliveries.h"
#include "tests/support/shipped_chatbot.h"

namespace jauap::channels {
namespace {

using Catch::Matchers::Contains;

const std::shared_ptr<const web::LiveBots>& bots() {
  static const auto kBots = std::make_shared<const web::LiveBots>(shipped_chatbots());
  return kBots;
}

std::string question() {
  return shipped_chatbot()->starters(1).at(0);
}

// The beginning of the answer, as far as no platform escapes it.
std::string answer() {
  const std::string text = shipped_chatbot()->reply(question()).answer;
  return text.substr(0, text.find_first_of("'.&<>*_~#[]()!:$-"));
}

WebhookOptions options() {
  WebhookOptions options;
  options.now = [] { return kNow; };
  options.outbox.closing_time = std::chrono::milliseconds{0};
  return options;
}

// A channel of its own for each check, so that nothing is left of the last one.
class Fresh {
 public:
  explicit Fresh(const Player& player)
      : webhook_{settings_of(player), bots()->now()->all(), options()} {}
  web::Response respond(const web::Request& request) { return webhook_.respond(request); }

 private:
  Webhook webhook_;
};

web::Request deliver(const Player& player, const std::string& id = "1", std::int64_t time = kNow,
                     const std::string& secret = "") {
  return player.deliver({question(), id, time, secret});
}

bool calls(const Player& player) {
  return find_platform(player.platform)->make(settings_of(player))->calls();
}

bool has_answer(const web::Response& response) {
  return response.body.find(answer()) != std::string::npos;
}

// Another letter at a place.
void change(std::string& text, std::size_t at) {
  text.at(at) = text.at(at) == 'a' ? 'b' : 'a';
}

}  // namespace

TEST_CASE("every platform is played", "[channels]") {
  CHECK(players().size() == platforms().size());
  for (const Platform& platform : platforms()) CHECK(player(std::string{platform.name}).deliver);
}

TEST_CASE("what is not proven is refused, and nothing else happens", "[channels]") {
  for (const Player& player : players()) {
    const auto refused = [&](const std::string& what, const web::Request& request, int status) {
      INFO(player.platform << ": " << what);
      Fresh channel{player};
      const web::Response response = channel.respond(request);
      CHECK(response.status == status);
      CHECK_FALSE(has_answer(response));
      // The true delivery of that id is not taken for a second one.
      const web::Response whole = channel.respond(deliver(player));
      CHECK(whole.status == 200);
      CHECK(has_answer(whole) == !calls(player));
    };
    web::Request request = deliver(player, "1", kNow, "another-secret-of-some-length");
    refused("wrong secret", request, player.refused_status);

    request = deliver(player);
    if (player.proof.empty()) {
      request.body.replace(request.body.find("the-secret"), 10, "the-sacred");
    } else {
      for (auto& [name, value] : request.fields) {
        if (name == player.proof) change(value, value.size() - 5);
      }
    }
    refused("tampered proof", request, player.refused_status);

    request = deliver(player);
    if (player.proof.empty()) {
      request.body.replace(request.body.find("token"), 5, "broken");
    } else {
      std::erase_if(request.fields, [&](const auto& field) { return field.first == player.proof; });
    }
    refused("no proof", request, 401);

    // A token says nothing of the body that it comes with.
    if (player.signs_body) {
      request = deliver(player);
      change(request.body, request.body.find(question().substr(0, 3)) + 1);
      refused("tampered body", request, 401);
    }
    if (player.signs_time) {
      refused("too old", deliver(player, "1", kNow - 301), 401);
      refused("of the future", deliver(player, "1", kNow + 301), 401);
    }
    request = deliver(player);
    request.content_type = "text/plain";
    refused("wrong content type", request, 415);
    request.content_type = "";
    refused("no content type", request, 415);
  }
}

TEST_CASE("what is sent again is not asked again", "[channels]") {
  for (const Player& player : players()) {
    INFO(player.platform);
    Fresh channel{player};
    CHECK(has_answer(channel.respond(deliver(player, "1"))) == !calls(player));
    const web::Response again = channel.respond(deliver(player, "1"));
    CHECK(again.status == (player.is_sent_once ? 401 : 200));
    CHECK(has_answer(again) == !player.has_id);
    // Sent by the platform once more, it has a time of its own.
    const web::Response late = channel.respond(deliver(player, "1", kNow - 1));
    CHECK(late.status == 200);
    CHECK(has_answer(late) == !player.has_id);
    CHECK(has_answer(channel.respond(deliver(player, "2", kNow - 299))) == !calls(player));
  }
}

TEST_CASE("a replay is refused for as long as its time is fresh", "[channels]") {
  const Player& generic = player("generic");
  std::int64_t now = kNow;
  WebhookOptions with_clock = options();
  with_clock.now = [&] { return now; };
  Webhook webhook{settings_of(generic), bots()->now()->all(), with_clock};
  const web::Request request = deliver(generic, "1", kNow + 300);
  CHECK(webhook.respond(request).status == 200);
  for (now = kNow; now <= kNow + 600; now += 100) CHECK(webhook.respond(request).status == 401);
  // The order of the signatures, and others beside them, change nothing.
  now = kNow;
  web::Request other = request;
  for (auto& [name, value] : other.fields) {
    if (name == "webhook-signature") value = "v1,AAAA " + value;
  }
  CHECK(webhook.respond(other).status == 401);
}

TEST_CASE("a body that cannot be read gets no answer", "[channels]") {
  for (const Player& player : players()) {
    for (const std::string body : {"", "{", "[[", "null", "\"x\"", "{\"a\":1,\"a\":2}", "a=%"}) {
      INFO(player.platform << ": " << body);
      web::Request request = deliver(player);
      request.body = body;
      const web::Response response = Fresh{player}.respond(request);
      // Where the token stands beside the body, the body is looked at.
      CHECK((response.status == 401 || response.status == 400 || response.status == 200));
      CHECK_FALSE(has_answer(response));
      if (player.signs_body || player.proof.empty()) CHECK(response.status == 401);
    }
  }
}

TEST_CASE("a body that is too large is refused before it is looked at", "[channels]") {
  Config config;
  for (const Player& player : players()) config.channels.push_back(settings_of(player));
  web::Server server{webhook_routes(config, bots(), options()), {.port = 0}};
  server.start();
  httplib::Client client{"127.0.0.1", server.port()};
  for (const Player& player : players()) {
    INFO(player.platform);
    const Platform& platform = *find_platform(player.platform);
    const auto status = [&](const web::Request& request) {
      const bool puts = request.method == "PUT";
      const std::string path = puts ? request.path : path_of(platform, player.platform);
      const httplib::Headers headers{request.fields.begin(), request.fields.end()};
      const auto answer = puts ? client.Put(path, headers, request.body, request.content_type)
                               : client.Post(path, headers, request.body, request.content_type);
      REQUIRE(answer);
      return answer->status;
    };
    CHECK(status(deliver(player)) == 200);
    // A form of more than 8 kB is read too.
    web::Request request = player.deliver({std::string(9'000, 'x'), "5", kNow, ""});
    CHECK(status(request) == 200);
    request.body.append(platform.max_body, ' ');
    CHECK(status(request) == 413);
  }
}

TEST_CASE("each user has a conversation", "[channels]") {
  // Of a follow-up the answer tells what it took over.
  const Player& rasa = player("rasa");
  Fresh channel{rasa};
  const auto ask = [&](const std::string& user, const std::string& text) {
    return channel.respond(rasa.deliver({text, "1", kNow, "", user})).body;
  };
  ask("ann", "What is the capital of Kenya?");
  CHECK_THAT(ask("ann", "and of Estonia?"), Contains("Tallinn"));
  CHECK_THAT(ask("bob", "and of Estonia?"), !Contains("\"text\":\"The capital"));
}

TEST_CASE("a conversation that asks too often is left without an answer, and no other",
          "[channels]") {
  for (const Player& player : players()) {
    if (player.platform == "slack") continue;  // each mention begins a conversation, its thread
    INFO(player.platform);
    std::mutex mutex;
    std::size_t told = 0;
    WebhookOptions with_log = options();
    with_log.log = [&](const base::Event& event) {
      const std::lock_guard lock{mutex};
      if (to_string(event).find("asks too often") != std::string::npos) ++told;
    };
    const web::Bots limited{
        shipped_chatbots(),
        {},
        web::in_memory,
        std::make_shared<web::ConversationLimit>(web::Rate{.rate = 1, .burst = 1})};
    Webhook webhook{settings_of(player), limited.all(), with_log};
    const auto ask = [&](const std::string& id, const std::string& user) {
      return webhook.respond(player.deliver({question(), id, kNow, "", user}));
    };
    const bool is_called = calls(player);
    CHECK(ask("1", "ann").status == 200);
    CHECK(told == 0);
    const web::Response second = ask("2", "ann");
    CHECK(second.status == (is_called ? 200 : 429));
    CHECK(second.retry_after == (is_called ? 0U : 1U));
    CHECK(told == (is_called ? 1U : 0U));
    const web::Response other = ask("3", "bob");
    CHECK(other.status == 200);
    CHECK(has_answer(other) == !is_called);
    CHECK(told == (is_called ? 1U : 0U));
  }
}

TEST_CASE("an id that is too long is refused", "[channels]") {
  const Player& rasa = player("rasa");
  Fresh channel{rasa};
  CHECK(channel.respond(rasa.deliver({"x", "1", kNow, "", std::string(501, 'u')})).status == 400);
  CHECK(channel.respond(rasa.deliver({"x", "1", kNow, "", std::string(500, 'u')})).status == 200);
}

TEST_CASE("a channel asks its pack, which must be there", "[channels]") {
  Config config;
  config.channels.push_back(settings_of(player("rasa")));
  config.channels[0].pack = "no-such";
  CHECK_THROWS_WITH(webhook_routes(config, bots(), options()), Contains("no pack \"no-such\""));
  bool knows = false;
  bool does_not = false;
  for (const web::Bot& bot : bots()->now()->each()) {
    config.channels[0].pack = bot.chatbot->packs().front().name;
    const web::Routes routes = webhook_routes(config, bots(), options());
    REQUIRE(routes.size() == 1);
    CHECK(routes[0].path == "/webhooks/rasa/webhook");
    CHECK(routes[0].access == web::Access::Open);
    (has_answer(routes[0].handler(deliver(player("rasa")))) ? knows : does_not) = true;
  }
  CHECK((knows && does_not));
}

}  // namespace jauap::channels
