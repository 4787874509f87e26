// The REST channel of Rasa, which many chat widgets speak
// (https://rasa.com/docs/rasa/connectors/your-own-website). It has no proof of its own and no ids,
// so it is given a token; what is sent again is asked again.

#include "bot/channels/bearer.h"
#include "bot/channels/platform.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 10'000;
constexpr std::size_t kMostButtons = 5;

class Rasa final : public Channel {
 public:
  explicit Rasa(std::string token) : token_{std::move(token)} {}

  std::string refuse(const Delivery& delivery) const override {
    return bears(delivery.field("authorization"), token_)
               ? ""
               : "Authorization does not bear the token.";
  }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    if (body["message"].text().empty()) return {};
    const std::string sender = body["sender"].exists() ? body["sender"].text() : "default";
    return {{{body["message"].text(), sender, "", {{"sender", sender}}}}, {}};
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    const auto questions = buttons(answer, kMostButtons);
    nlohmann::ordered_json message{
        {"recipient_id", question.place["sender"]},
        {"text", render(answer, {Markup::Plain, kMostText, questions.empty()})}};
    for (const std::string& next : questions) {
      message["buttons"].push_back({{"title", next}, {"payload", next}});
    }
    return json_response(nlohmann::ordered_json::array({message}));
  }

  web::Response acknowledge() const override {
    return json_response(nlohmann::ordered_json::array());
  }

 private:
  const std::string token_;
};

}  // namespace

Platform rasa() {
  return {.name = "rasa",
          .title = "Rasa REST channel",
          .register_as = "the address of the widget (its server is what stands before /webhooks)",
          .content_types = {"application/json"},
          .settings = {{.name = "token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "what the widget sends as Authorization: Bearer"}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<Rasa>(settings["token"]);
          },
          .path = "/webhook"};
}

}  // namespace jauap::channels
