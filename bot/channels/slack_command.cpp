// A slash command of Slack (https://docs.slack.dev/interactivity/implementing-slash-commands).

#include "bot/channels/platform.h"
#include "bot/channels/slack_signature.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 12'000;  // Slack cuts at 40,000; more is no message

std::string check_visibility(const std::string& value) {
  if (value == "in_channel" || value == "ephemeral") return "";
  return "expected \"in_channel\" or \"ephemeral\", found \"" + value + "\"";
}

class SlackCommand final : public Channel {
 public:
  explicit SlackCommand(const ChannelSettings& settings)
      : secret_{settings["signing_secret"]}, response_type_{settings["response_type"]} {}

  std::string refuse(const Delivery& delivery) const override {
    if (is_check(delivery)) return "";
    return refuse_slack(delivery, secret_);
  }

  // The signature is of a time, and of a trigger that comes only once; Slack sends none again.
  std::string nonce(const Delivery& delivery) const override {
    return is_check(delivery) ? "" : std::string{delivery.field("x-slack-signature")};
  }

  Delivered read(const Delivery& delivery) const override {
    const Node form = delivery.body();
    if (is_check(delivery) || form["command"].text().empty()) return {};
    const std::string conversation =
        form["team_id"].text() + "/" + form["channel_id"].text() + "/" + form["user_id"].text();
    return {{{form["text"].text(), conversation, form["trigger_id"].text(), {}}}, {}};
  }

  std::variant<web::Response, Call> answer(const Question&, const Answer& answer) const override {
    return json_response(
        {{"response_type", response_type_}, {"text", render(answer, {Markup::Slack, kMostText})}});
  }

 private:
  // Slack looks whether the address is there, without a signature; nothing is done for it.
  static bool is_check(const Delivery& delivery) {
    const Node form = delivery.body();
    return form["ssl_check"].text() == "1" && !form["command"].exists();
  }

  const std::string secret_;
  const std::string response_type_;
};

}  // namespace

Platform slack_command() {
  return {.name = "slack-command",
          .title = "Slack slash command",
          .register_as = "the Request URL of the command (Slash Commands)",
          .content_types = {"application/x-www-form-urlencoded"},
          .settings = {{.name = "signing_secret",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the app's Signing Secret (Basic Information)"},
                       {.name = "response_type",
                        .otherwise = "in_channel",
                        .about = "in_channel for all to see, ephemeral for who asked",
                        .check = check_visibility}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<SlackCommand>(settings);
          }};
}

}  // namespace jauap::channels
