// An outgoing webhook of Rocket.Chat
// (https://docs.rocket.chat/docs/integrations). 410 would switch it off, and is never answered.

#include "bot/base/signature.h"
#include "bot/channels/platform.h"
#include "bot/channels/words_in_front.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 5'000;  // Message_MaxAllowedSize, as it comes
constexpr std::size_t kMostButtons = 5;

class RocketChat final : public Channel {
 public:
  explicit RocketChat(std::string token) : token_{std::move(token)} {}

  std::string refuse(const Delivery& delivery) const override {
    if (base::is_same_secret(delivery.body()["token"].text(), token_)) return "";
    return "The token is not the one of this channel.";
  }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    const Node bot = body["bot"];  // false, or who it is
    const bool is_bot = bot.is_true() || bot["i"].exists() || bot.text() == "true";
    if (is_bot || !body["text"].exists() || body["isEdited"].is_true()) return {};
    const std::string thread = body["tmid"].text();
    const std::string word = body["trigger_word"].text();
    const std::string conversation =
        body["channel_id"].text() + "/" + (thread.empty() ? body["user_id"].text() : thread);
    return {{{without_front(body["text"].text(), word),
              conversation,
              body["message_id"].text(),
              {{"word", word}}}},
            {}};
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    const auto questions = buttons(answer, kMostButtons);
    nlohmann::ordered_json message{
        {"text", render(answer, {Markup::RocketChat, kMostText, questions.empty()})}};
    if (!questions.empty()) {
      nlohmann::ordered_json actions = nlohmann::ordered_json::array();
      std::string called = question.place["word"];
      if (!called.empty()) called += " ";
      for (const std::string& next : questions) {
        // Pressed, it says so in the name of who pressed it, and so calls the webhook again.
        actions.push_back({{"type", "button"},
                           {"text", next},
                           {"msg", called + next},
                           {"msg_in_chat_window", true}});
      }
      message["attachments"] = {{{"actions", actions}}};
    }
    return json_response(message);
  }

 private:
  const std::string token_;
};

}  // namespace

Platform rocket_chat() {
  return {.name = "rocket-chat",
          .title = "Rocket.Chat outgoing webhook",
          .register_as = "the URL of the outgoing integration",
          .content_types = {"application/json"},
          .settings = {{.name = "token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the Token of the integration"}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<RocketChat>(settings["token"]);
          }};
}

}  // namespace jauap::channels
