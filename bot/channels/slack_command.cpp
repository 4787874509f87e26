// A slash command of Slack (https://docs.slack.dev/interactivity/implementing-slash-commands).

#include "bot/channels/http_client.h"
#include "bot/channels/platform.h"
#include "bot/channels/slack_message.h"
#include "bot/channels/slack_signature.h"
#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 12'000;  // Slack cuts at 40,000; more is no message

std::string check_visibility(const std::string& value) {
  if (value == "in_channel" || value == "ephemeral") return "";
  return "expected \"in_channel\" or \"ephemeral\", found \"" + value + "\"";
}

std::string check_choice(const std::string& value) {
  if (value == "yes" || value == "no") return "";
  return "expected \"yes\" or \"no\", found \"" + value + "\"";
}

class SlackCommand final : public Channel {
 public:
  explicit SlackCommand(const ChannelSettings& settings)
      : secret_{settings["signing_secret"]},
        response_type_{settings["response_type"]},
        has_buttons_{settings["buttons"] == "yes"},
        hooks_{settings["hooks"] + "/"} {}

  std::string refuse(const Delivery& delivery) const override {
    if (is_check(delivery)) return "";
    return refuse_slack(delivery, secret_);
  }

  // The signature is of a time, and of a trigger that comes only once; Slack sends none again.
  std::string nonce(const Delivery& delivery) const override {
    return is_check(delivery) ? "" : std::string{delivery.field("x-slack-signature")};
  }

  // A pressed button is answered where Slack says.
  bool calls() const override { return has_buttons_; }

  Delivered read(const Delivery& delivery) const override {
    const Node form = delivery.body();
    if (has_buttons_ && form["payload"].exists()) {
      const SlackPress press = read_press(form["payload"].text());
      if (press.question.empty() || press.response_url.rfind(hooks_, 0) != 0) return {};
      return {{{press.question,
                press.team + "/" + press.channel + "/" + press.user,
                press.id,
                {{"url", press.response_url}}}},
              {}};
    }
    if (is_check(delivery) || form["command"].text().empty()) return {};
    const std::string conversation =
        form["team_id"].text() + "/" + form["channel_id"].text() + "/" + form["user_id"].text();
    return {{{form["text"].text(), conversation, form["trigger_id"].text(), {}}}, {}};
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    nlohmann::ordered_json message{{"response_type", response_type_}};
    if (has_buttons_) {
      add_answer(message, answer);
    } else {
      message["text"] = render(answer, {Markup::Slack, kMostText});
    }
    if (!question.place.contains("url")) return json_response(message);
    message["replace_original"] = false;
    return Call{
        "POST", question.place["url"], {"Content-Type: application/json"}, web::to_body(message)};
  }

 private:
  // Slack looks whether the address is there, without a signature; nothing is done for it.
  static bool is_check(const Delivery& delivery) {
    const Node form = delivery.body();
    return form["ssl_check"].text() == "1" && !form["command"].exists();
  }

  const std::string secret_;
  const std::string response_type_;
  const bool has_buttons_;
  const std::string hooks_;
};

}  // namespace

Platform slack_command() {
  return {.name = "slack-command",
          .title = "Slack slash command",
          .register_as =
              "the Request URL of the command (Slash Commands); with buttons, of "
              "Interactivity too",
          .content_types = {"application/x-www-form-urlencoded"},
          .settings = {{.name = "signing_secret",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the app's Signing Secret (Basic Information)"},
                       {.name = "response_type",
                        .otherwise = "in_channel",
                        .about = "in_channel for all to see, ephemeral for who asked",
                        .check = check_visibility},
                       {.name = "buttons",
                        .otherwise = "no",
                        .about = "yes where Interactivity has this address too",
                        .check = check_choice},
                       {.name = "hooks",
                        .otherwise = "https://hooks.slack.com",
                        .about = "where Slack takes answers to pressed buttons",
                        .check = check_api}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<SlackCommand>(settings);
          }};
}

}  // namespace jauap::channels
