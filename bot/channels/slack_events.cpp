// A bot of Slack: mentions in channels and direct messages, answered in their thread; its buttons
// and the reactions to its answers (https://docs.slack.dev/apis/events-api/).

#include "bot/base/signature.h"
#include "bot/channels/http_client.h"
#include "bot/channels/platform.h"
#include "bot/channels/slack_message.h"
#include "bot/channels/slack_signature.h"
#include "bot/channels/words_in_front.h"
#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

// What Slack recognises a message by that is sent again after a broken connection: a UUID that
// depends on the question alone.
std::string message_id(const std::string& question) {
  std::string hash = base::sha256(question);
  hash[6] = static_cast<char>((hash[6] & 0x0F) | 0x80);  // RFC 9562, version 8
  hash[8] = static_cast<char>((hash[8] & 0x3F) | 0x80);
  const std::string hex = base::to_hex(hash);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
         hex.substr(16, 4) + "-" + hex.substr(20, 12);
}

// What a reaction means; nothing where it means neither.
std::optional<bool> is_helpful(const std::string& reaction) {
  // A skin tone stands behind two colons.
  const std::string name = reaction.substr(0, reaction.find("::"));
  if (name == "+1" || name == "thumbsup") return true;
  if (name == "-1" || name == "thumbsdown") return false;
  return std::nullopt;
}

class SlackEvents final : public Channel {
 public:
  explicit SlackEvents(const ChannelSettings& settings)
      : secret_{settings["signing_secret"]},
        url_{settings["api"] + "/chat.postMessage"},
        authorization_{"Authorization: Bearer " + settings["bot_token"]} {}

  std::string refuse(const Delivery& delivery) const override {
    return refuse_slack(delivery, secret_);
  }

  bool calls() const override { return true; }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    if (body["payload"].exists()) {  // a pressed button
      const SlackPress press = read_press(body["payload"].text());
      if (press.question.empty()) return {};
      return {{{press.question,
                press.channel + "/" + press.thread,
                press.id,
                {{"channel", press.channel}, {"thread", press.thread}}}},
              {}};
    }
    if (body["type"].text() == "url_verification") {
      return {{}, {}, {.type = "text/plain; charset=utf-8", .body = body["challenge"].text()}};
    }
    if (body["type"].text() != "event_callback") return {};
    const Node event = body["event"];
    const std::string type = event["type"].text();
    const std::string id = body["event_id"].text();
    if (type == "reaction_added") {
      const auto helpful = is_helpful(event["reaction"].text());
      const Node item = event["item"];
      if (!helpful || item["type"].text() != "message") return {};
      return {{}, {{item["channel"].text() + "/" + item["ts"].text(), id, *helpful}}};
    }
    const bool is_direct = type == "message" && event["channel_type"].text() == "im";
    // Messages of bots, our own among them, and edits, joins and the like are no questions.
    const bool is_of_person = !event["bot_id"].exists() && !event["subtype"].exists();
    if ((!is_direct && type != "app_mention") || !is_of_person) return {};
    const bool is_in_thread = event["thread_ts"].exists();
    const std::string thread = event[is_in_thread ? "thread_ts" : "ts"].text();
    const std::string channel = event["channel"].text();
    // A direct message begins no thread of its own.
    const bool answers_in_thread = !is_direct || is_in_thread;
    return {{{without_between(event["text"].text(), "<@", ">"),
              channel + "/" + (answers_in_thread ? thread : ""),
              id,
              {{"channel", channel}, {"thread", answers_in_thread ? thread : ""}}}},
            {}};
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    nlohmann::ordered_json message{{"channel", question.place["channel"]},
                                   {"client_msg_id", message_id(question.id)},
                                   {"unfurl_links", false}};
    add_answer(message, answer);
    const std::string thread = question.place["thread"];
    if (!thread.empty()) message["thread_ts"] = thread;
    return Call{"POST",
                url_,
                {"Content-Type: application/json; charset=utf-8", authorization_},
                web::to_body(message)};
  }

  // Slack answers 200 to what it refuses too, and says so in the body.
  Outcome judge(const CallResult& result) const override {
    Outcome outcome = judge_by_status(result);
    if (outcome.kind != Outcome::Kind::Sent) return outcome;
    const auto read = web::read_json(result.body, kDeliveryLimits);
    const Node body{read.ok() ? &*read.value : nullptr};
    if (body["ok"].is_true()) {
      return {Outcome::Kind::Sent, body["channel"].text() + "/" + body["ts"].text()};
    }
    const std::string error = body["error"].text();
    for (const std::string_view passing :
         {"", "ratelimited", "rate_limited", "internal_error", "fatal_error", "request_timeout",
          "service_unavailable", "team_added_to_org"}) {
      if (error == passing) {
        return {Outcome::Kind::TryAgain, "", result.retry_after, "error \"" + error + "\""};
      }
    }
    return {Outcome::Kind::Refused, "", {}, "error \"" + error + "\""};
  }

 private:
  const std::string secret_;
  const std::string url_;
  const std::string authorization_;
};

}  // namespace

Platform slack_events() {
  return {.name = "slack",
          .title = "Slack app with events",
          .register_as = "the Request URL of Event Subscriptions, and of Interactivity",
          .content_types = {"application/json", "application/x-www-form-urlencoded"},
          .settings = {{.name = "signing_secret",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the app's Signing Secret (Basic Information)"},
                       {.name = "bot_token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the Bot User OAuth Token, xoxb-… (Install App)"},
                       {.name = "api",
                        .otherwise = "https://slack.com/api",
                        .about = "where Slack's Web API is",
                        .check = check_api}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<SlackEvents>(settings);
          }};
}

}  // namespace jauap::channels
