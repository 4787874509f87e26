// Mattermost: a slash command or an outgoing webhook, told apart by what they send
// (https://developers.mattermost.com/integrate/webhooks/outgoing/), and pressed buttons
// (…/integrate/plugins/interactive-messages/). Those bear no token: what only Mattermost's server
// and this one see of a button, its context, proves it.

#include "bot/base/signature.h"
#include "bot/channels/platform.h"
#include "bot/channels/words_in_front.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 16'000;  // a post has at most 16,383 characters

constexpr std::size_t kMostButtons = 5;
constexpr std::size_t kMostLabel = 75;

class Mattermost final : public Channel {
 public:
  explicit Mattermost(const ChannelSettings& settings)
      : token_{settings["token"]}, url_{settings.url.front() == '/' ? "" : settings.url} {}

  std::string refuse(const Delivery& delivery) const override {
    const Node button = delivery.body()["context"];
    if (button.exists()) {
      if (base::is_same_secret(button["proof"].text(), proof_of(button["question"].text()))) {
        return "";
      }
      return "The context is not of a button of this channel.";
    }
    const std::string field = "Token " + token_;
    if (base::is_same_secret(delivery.body()["token"].text(), token_) ||
        base::is_same_secret(delivery.field("authorization"), field)) {
      return "";
    }
    return "The token is not the one of this channel.";
  }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    const Node button = body["context"];
    const bool is_command = body["command"].exists();
    if (!button.exists() && !is_command && !body["post_id"].exists()) return {};
    const std::string conversation =
        body["team_id"].text() + "/" + body["channel_id"].text() + "/" + body["user_id"].text();
    if (button.exists()) {
      return {{{button["question"].text(),
                conversation,
                body["trigger_id"].text(),
                {{"type", "ephemeral"}}}},
              {}};
    }
    const std::string id = is_command ? body["trigger_id"].text() : body["post_id"].text();
    return {{{without_front(body["text"].text(), body["trigger_word"].text()),
              conversation,
              id,
              {{"type", is_command ? "in_channel" : "comment"}}}},
            {}};
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    // Who presses a button is told the answer alone, without further ones: Mattermost lets a button
    // change its message, but not post another.
    const std::string type = question.place["type"];
    if (type == "ephemeral") {
      return json_response({{"ephemeral_text", render(answer, {Markup::CommonMark, kMostText})}});
    }
    const auto questions =
        url_.empty() ? std::vector<std::string>{} : buttons(answer, kMostButtons);
    nlohmann::ordered_json message{
        {"response_type", type},
        {"text", render(answer, {Markup::CommonMark, kMostText, questions.empty()})}};
    nlohmann::ordered_json actions = nlohmann::ordered_json::array();
    for (const std::string& next : questions) {
      const nlohmann::ordered_json context{{"question", next}, {"proof", proof_of(next)}};
      actions.push_back({{"id", "ask" + std::to_string(actions.size())},
                         {"type", "button"},
                         {"name", shorten(next, kMostLabel)},
                         {"integration", {{"url", url_}, {"context", context}}}});
    }
    if (!actions.empty()) {
      const nlohmann::ordered_json attachment{{"actions", actions}};
      message["attachments"] = nlohmann::ordered_json::array({attachment});
    }
    return json_response(message);
  }

 private:
  std::string proof_of(const std::string& question) const {
    return base::to_hex(base::hmac_sha256(token_, "button\n" + question));
  }

  const std::string token_;
  const std::string url_;  // "" where it is not known from outside
};

}  // namespace

Platform mattermost() {
  return {.name = "mattermost",
          .title = "Mattermost slash command or outgoing webhook",
          .register_as = "the Request URL of the command, or the Callback URL of the webhook",
          .content_types = {"application/x-www-form-urlencoded", "application/json"},
          .settings = {{.name = "token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the token that Mattermost shows for it"}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<Mattermost>(settings);
          }};
}

}  // namespace jauap::channels
