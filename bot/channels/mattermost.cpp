// Mattermost: a slash command or an outgoing webhook, told apart by what they send
// (https://developers.mattermost.com/integrate/webhooks/outgoing/).

#include "bot/base/signature.h"
#include "bot/channels/platform.h"
#include "bot/channels/words_in_front.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 16'000;  // a post has at most 16,383 characters

class Mattermost final : public Channel {
 public:
  explicit Mattermost(std::string token) : token_{std::move(token)} {}

  std::string refuse(const Delivery& delivery) const override {
    const std::string field = "Token " + token_;
    if (base::is_same_secret(delivery.body()["token"].text(), token_) ||
        base::is_same_secret(delivery.field("authorization"), field)) {
      return "";
    }
    return "The token is not the one of this channel.";
  }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    const bool is_command = body["command"].exists();
    if (!is_command && !body["post_id"].exists()) return {};
    const std::string conversation =
        body["team_id"].text() + "/" + body["channel_id"].text() + "/" + body["user_id"].text();
    const std::string id = is_command ? body["trigger_id"].text() : body["post_id"].text();
    return {{{without_front(body["text"].text(), body["trigger_word"].text()),
              conversation,
              id,
              {{"type", is_command ? "in_channel" : "comment"}}}},
            {}};
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    return json_response({{"response_type", question.place["type"]},
                          {"text", render(answer, {Markup::CommonMark, kMostText})}});
  }

 private:
  const std::string token_;
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
            return std::make_unique<Mattermost>(settings["token"]);
          }};
}

}  // namespace jauap::channels
