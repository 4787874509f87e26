// How Slack's command and app are read and answered.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bot/channels/platform.h"
#include "tests/support/deliveries.h"
#include "tests/support/platform_answers.h"

namespace jauap::channels {
namespace {

using nlohmann::json;

}  // namespace

TEST_CASE("Slack's command is answered in the channel", "[channels]") {
  const json reply = answer_to("slack-command", message("slack-command"));
  CHECK(reply["response_type"] == "in_channel");
  CHECK(reply["text"] == "No &lt;idea&gt;.\n\nAsk:\n• How far?\n• " + std::string(90, 'q'));
  // Slack looks whether the address is there, and signs nothing.
  const web::Request check = form_request({{"ssl_check", "1"}, {"token", "t"}});
  CHECK(channel("slack-command")->refuse(Delivery{check, kNow}).empty());
  CHECK(read("slack-command", check).questions.empty());
  const web::Request trick = form_request({{"ssl_check", "1"}, {"command", "/ask"}});
  CHECK_FALSE(channel("slack-command")->refuse(Delivery{trick, kNow}).empty());
}

TEST_CASE("Slack's command has buttons where they are switched on", "[channels]") {
  ChannelSettings settings = settings_of(player("slack-command"));
  settings.values["buttons"] = "yes";
  settings.values["hooks"] = "https://hooks.slack.com";
  const auto with_buttons = find_platform("slack-command")->make(settings);
  chat::Reply reply;
  const Answer answer{&reply, {"No <idea>.", "Ask:", {"How far?"}, {}, false}};
  const auto first =
      with_buttons->answer(question("slack-command", message("slack-command")), answer);
  const json shown = json::parse(std::get<web::Response>(first).body);
  CHECK(shown["response_type"] == "in_channel");
  CHECK(shown["blocks"][1]["elements"][0]["value"] == "How far?");
  const auto press = [](const std::string& url) {
    return form_request(
        {{"payload",
          R"({"type":"block_actions","trigger_id":"7","team":{"id":"T"},"user":{"id":"U"},)"
          R"("channel":{"id":"C"},"actions":[{"value":"How far?"}],"response_url":")" +
              url + "\"}"}});
  };
  const web::Request pressed = press("https://hooks.slack.com/actions/1");
  const Delivered delivered = with_buttons->read(Delivery{pressed, kNow});
  REQUIRE(delivered.questions.size() == 1);
  CHECK(delivered.questions[0].text == "How far?");
  CHECK(delivered.questions[0].conversation == "T/C/U");
  const auto second = with_buttons->answer(delivered.questions[0], answer);
  CHECK(std::get<Call>(second).url == "https://hooks.slack.com/actions/1");
  CHECK(json::parse(std::get<Call>(second).body)["replace_original"] == false);
  // Answers go to Slack alone, and only where buttons are switched on.
  for (const std::string url : {"https://hooks.slack.com.evil.example/1", "http://127.0.0.1/"}) {
    const web::Request other = press(url);
    CHECK(with_buttons->read(Delivery{other, kNow}).questions.empty());
  }
  CHECK(read("slack-command", pressed).questions.empty());
}

TEST_CASE("Slack's events are answered in their thread", "[channels]") {
  const auto event = [](const std::string& inner) {
    return json_request(R"({"type":"event_callback","event_id":"Ev1","event":)" + inner + "}");
  };
  json reply = answer_to(
      "slack",
      event(R"({"type":"app_mention","text":"<@U1> x","ts":"1.5","channel":"C","user":"U"})"));
  CHECK(reply["channel"] == "C");
  CHECK(reply["thread_ts"] == "1.5");
  CHECK(reply["text"] == "No &lt;idea&gt;.");
  CHECK(reply["blocks"][1]["elements"][0]["value"] == "How far?");
  CHECK(reply["blocks"][1]["elements"][1]["text"]["text"] == std::string(74, 'q') + "…");
  CHECK(reply["client_msg_id"].get<std::string>().size() == 36);
  reply = answer_to("slack", event(R"({"type":"message","channel_type":"im","text":"x","ts":"1.5",)"
                                   R"("channel":"D","user":"U"})"));
  CHECK_FALSE(reply.contains("thread_ts"));
  reply =
      answer_to("slack", event(R"({"type":"app_mention","text":"x","ts":"2.5","thread_ts":"1.5",)"
                               R"("channel":"C","user":"U"})"));
  CHECK(reply["thread_ts"] == "1.5");
  for (const std::string ignored :
       {R"({"type":"message","channel_type":"channel","text":"x","ts":"1","channel":"C"})",
        R"({"type":"message","channel_type":"im","bot_id":"B","text":"x","ts":"1","channel":"D"})",
        R"({"type":"message","channel_type":"im","subtype":"message_changed","channel":"D"})",
        R"({"type":"app_mention","bot_id":"B","text":"x","ts":"1","channel":"C"})"}) {
    INFO(ignored);
    CHECK(read("slack", event(ignored)).questions.empty());
  }
  const auto challenge = read(
      "slack", json_request(R"({"type":"url_verification","token":"t","challenge":"3eZbrw1a"})"));
  CHECK(challenge.response.status == 200);
  CHECK(challenge.response.body == "3eZbrw1a");
}

TEST_CASE("Slack's buttons are questions, its reactions opinions", "[channels]") {
  const Question pressed = question(
      "slack",
      form_request(
          {{"payload", R"({"type":"block_actions","trigger_id":"7","channel":{"id":"C"},"message":)"
                       R"({"ts":"2.5","thread_ts":"1.5"},"actions":[{"value":"How far?"}]})"}}));
  CHECK(pressed.text == "How far?");
  CHECK(pressed.conversation == "C/1.5");
  CHECK(read("slack", form_request({{"payload", "{"}})).questions.empty());
  const auto react = [](const std::string& name) {
    return read("slack",
                json_request(R"({"type":"event_callback","event_id":"Ev1","event":{"type":)"
                             R"("reaction_added","reaction":")" +
                             name + R"(","item":{"type":"message","channel":"C","ts":"1.5"}}})"))
        .opinions;
  };
  REQUIRE(react("+1::skin-tone-2").size() == 1);
  CHECK(react("+1::skin-tone-2")[0].helpful);
  CHECK(react("+1")[0].answer == "C/1.5");
  CHECK_FALSE(react("-1")[0].helpful);
  CHECK(react("tada").empty());
}

TEST_CASE("Slack's answers to calls are judged by their bodies", "[channels]") {
  const auto judge = [](int status, const std::string& body, int wait = 0) {
    return channel("slack")->judge({status, body, std::chrono::seconds{wait}, "broken"});
  };
  using Kind = Outcome::Kind;
  CHECK(judge(200, R"({"ok":true,"channel":"C","ts":"1.5"})").kind == Kind::Sent);
  CHECK(judge(200, R"({"ok":true,"channel":"C","ts":"1.5"})").message == "C/1.5");
  CHECK(judge(200, R"({"ok":false,"error":"channel_not_found"})").kind == Kind::Refused);
  CHECK(judge(200, R"({"ok":false,"error":"ratelimited"})").kind == Kind::TryAgain);
  CHECK(judge(200, "<html>").kind == Kind::TryAgain);
  CHECK(judge(429, "", 7).retry_after.count() == 7);
  CHECK(judge(500, "").kind == Kind::TryAgain);
  CHECK(judge(0, "").reason == "broken");
  CHECK(judge(403, "").kind == Kind::Refused);
}

}  // namespace jauap::channels
