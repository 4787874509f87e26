// Slack's events from end to end, against an API that is slow, refuses, fails and breaks off.

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "bot/base/signature.h"
#include "bot/channels/webhook.h"
#include "tests/support/deliveries.h"
#include "tests/support/shipped_chatbot.h"
#include "tests/support/stand_in_api.h"
#include "tests/support/temporary_folder.h"

namespace jauap::channels {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

WebhookOptions options() {
  WebhookOptions options;
  options.now = [] { return kNow; };
  options.outbox.first_wait = 2ms;
  options.outbox.longest_wait = 50ms;
  options.outbox.tries = 30;
  options.outbox.most = 200;
  options.outbox.closing_time = 60'000ms;
  return options;
}

// The messages in a workspace: of those with the same id, Slack keeps one.
class Workspace {
 public:
  std::string post(const json& message) {
    const std::lock_guard lock{mutex_};
    const auto [place, is_new] = times_.try_emplace(message["client_msg_id"], times_.size() + 1);
    if (is_new) threads_.push_back(message["thread_ts"]);
    return R"({"ok":true,"channel":"C1","ts":")" + std::to_string(place->second) + "\"}";
  }
  std::vector<std::string> threads() {
    const std::lock_guard lock{mutex_};
    return threads_;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::size_t> times_;
  std::vector<std::string> threads_;
};

ChannelSettings settings(const StandInApi& api) {
  ChannelSettings settings = settings_of(player("slack"));
  settings.values["api"] = api.url();
  return settings;
}

}  // namespace

TEST_CASE("each of a thousand events gets one answer, whatever happens", "[channels]") {
  constexpr int kEvents = 1'000;
  constexpr int kClients = 4;
  Workspace workspace;
  std::atomic<std::size_t> calls = 0;
  StandInApi api{[&](const std::string& body, std::size_t call) -> StandInApi::Fate {
    const std::size_t turn = calls++;
    const json message = json::parse(body);
    const int delay = static_cast<int>(turn % 5);
    if (turn % 7 == 1) return {500, 0, "", delay};
    if (turn % 11 == 2) return {0, 0, "", delay};
    if (turn % 13 == 3) {  // posted, but nobody hears of it
      workspace.post(message);
      return {0, 0, "", delay};
    }
    if (turn == 400) return {429, 1, R"({"ok":false,"error":"ratelimited"})"};
    if (turn % 101 == 4 && call == 0) return {200, 0, R"({"ok":false,"error":"internal_error"})"};
    return {200, 0, workspace.post(message), delay};
  }};
  std::atomic<int> refused = 0;
  std::vector<std::string> lines;
  std::mutex mutex;
  {
    WebhookOptions with_log = options();
    with_log.log = [&](const base::Event& event) {
      const std::lock_guard lock{mutex};
      lines.push_back(to_string(event));
    };
    Webhook webhook{settings(api), web::Bots{shipped_chatbots()}.all(), with_log};
    const std::string question = shipped_chatbot()->starters(1).at(0);
    std::vector<std::thread> slack;
    for (int client = 0; client < kClients; ++client) {
      slack.emplace_back([&, client] {
        for (int i = client; i < kEvents; i += kClients) {
          const web::Request event = player("slack").deliver({question, std::to_string(i), kNow});
          // A second delivery at once, and again until it is taken, as Slack does.
          std::thread twin{[&] { webhook.respond(event); }};
          while (webhook.respond(event).status != 200) {
            ++refused;
            std::this_thread::sleep_for(1ms);
          }
          twin.join();
          while (i % 50 == 0 && webhook.respond(event).status != 200) std::this_thread::yield();
        }
      });
    }
    for (std::thread& client : slack) client.join();
  }  // sends what is left
  const auto threads = workspace.threads();
  CHECK(threads.size() == kEvents);
  CHECK(std::set<std::string>(threads.begin(), threads.end()).size() == kEvents);
  CHECK(calls > kEvents);
  // The only lines are of events that were left to Slack to send again.
  for (const std::string& line : lines) CHECK(line.find("left to be sent again") != line.npos);
}

TEST_CASE("a reaction to an answer is kept with the question", "[channels]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
  StandInApi api{[](const std::string&, std::size_t) {
    return StandInApi::Fate{200, 0, R"({"ok":true,"channel":"C1","ts":"9.9"})"};
  }};
  WebhookOptions with_ledger = options();
  with_ledger.ledger = std::make_shared<sessions::Ledger>(file);
  const auto react = [](const std::string& id, const std::string& name, const std::string& ts) {
    const json event{{"type", "event_callback"},
                     {"event_id", id},
                     {"event",
                      {{"type", "reaction_added"},
                       {"reaction", name},
                       {"item", {{"type", "message"}, {"channel", "C1"}, {"ts", ts}}}}}};
    return json_request(event.dump());
  };
  const std::string question = shipped_chatbot()->starters(1).at(0);
  {
    Webhook webhook{settings(api), web::Bots{shipped_chatbots()}.all(), with_ledger};
    CHECK(webhook.respond(player("slack").deliver({question, "1", kNow})).status == 200);
    const auto signed_by_slack = [](web::Request request) {
      const std::string time = std::to_string(kNow);
      request.fields = {
          {"x-slack-request-timestamp", time},
          {"x-slack-signature",
           "v0=" + base::to_hex(base::hmac_sha256(player("slack").values.at("signing_secret"),
                                                  "v0:" + time + ":" + request.body))}};
      return request;
    };
    // The answer is known once it is sent.
    for (int i = 0; with_ledger.ledger->state().feedback == 0 && i < 2'000; ++i) {
      webhook.respond(signed_by_slack(react("Ev-r" + std::to_string(i), "+1", "9.9")));
      std::this_thread::sleep_for(1ms);
    }
    webhook.respond(signed_by_slack(react("Ev-other", "-1", "1.1")));
    webhook.respond(signed_by_slack(react("Ev-down", "-1", "9.9")));
    webhook.respond(signed_by_slack(react("Ev-down", "-1", "9.9")));
  }
  std::vector<sessions::Feedback> kept;
  sessions::LedgerFile{file, sessions::LedgerFile::Open::Existing}.for_each(
      [&](const sessions::KeptFeedback& each) { kept.push_back(each.feedback); },
      [](const sessions::KeptQuestion&) {});
  REQUIRE(kept.size() == 2);
  CHECK(kept[0].helpful);
  CHECK_FALSE(kept[1].helpful);
  CHECK(kept[0].answer == shipped_chatbot()->reply(question).answer);
}

}  // namespace jauap::channels
