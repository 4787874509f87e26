// An outgoing webhook bot of Zulip (https://zulip.com/api/outgoing-webhooks).

#include "bot/base/signature.h"
#include "bot/channels/platform.h"
#include "bot/channels/words_in_front.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 10'000;

class Zulip final : public Channel {
 public:
  explicit Zulip(std::string token) : token_{std::move(token)} {}

  std::string refuse(const Delivery& delivery) const override {
    if (base::is_same_secret(delivery.body()["token"].text(), token_)) return "";
    return "The token is not the one of this bot.";
  }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    const Node message = body["message"];
    const std::string trigger = body["trigger"].text();
    const bool is_direct = trigger == "direct_message" || trigger == "private_message";
    if ((!is_direct && trigger != "mention") || !message["id"].exists()) return {};
    const std::string conversation = is_direct ? "direct/" + message["sender_id"].text()
                                               : message["stream_id"].text() + "/" +
                                                     message["subject"].text() + "/" +
                                                     message["sender_id"].text();
    // "@**Name**", and "@_**Name**" where nobody is notified.
    std::string text = without_between(body["data"].text(), "@**", "**");
    return {{{without_between(text, "@_**", "**"), conversation, message["id"].text(), {}}}, {}};
  }

  std::variant<web::Response, Call> answer(const Question&, const Answer& answer) const override {
    return json_response({{"content", render(answer, {Markup::Zulip, kMostText})}});
  }

  web::Response acknowledge() const override {
    return json_response({{"response_not_required", true}});
  }

 private:
  const std::string token_;
};

}  // namespace

Platform zulip() {
  return {.name = "zulip",
          .title = "Zulip outgoing webhook bot",
          .register_as = "the Endpoint URL of the bot",
          .content_types = {"application/json"},
          .settings = {{.name = "token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the token in the bot's zuliprc or botserverrc"}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<Zulip>(settings["token"]);
          }};
}

}  // namespace jauap::channels
