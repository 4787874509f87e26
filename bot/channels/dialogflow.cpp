// Fulfilment of Dialogflow, ES and CX, told apart by what they send
// (https://cloud.google.com/dialogflow/es/docs/fulfillment-webhook,
// https://cloud.google.com/dialogflow/cx/docs/concept/webhook).

#include "bot/channels/bearer.h"
#include "bot/channels/platform.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 4'096;
constexpr std::size_t kMostButtons = 5;

class Dialogflow final : public Channel {
 public:
  explicit Dialogflow(std::string token) : token_{std::move(token)} {}

  std::string refuse(const Delivery& delivery) const override {
    return bears(delivery.field("authorization"), token_)
               ? ""
               : "Authorization does not bear the token.";
  }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    if (body["queryResult"].exists()) {
      return {{{body["queryResult"]["queryText"].text(),
                body["session"].text(),
                body["responseId"].text(),
                {{"is_cx", false}}}},
              {}};
    }
    // A CX agent is told what was said in "text", or in "transcript" where it was spoken.
    const Node text = body["text"].exists() ? body["text"] : body["transcript"];
    if (!text.exists()) return {};
    return {{{text.text(),
              body["sessionInfo"]["session"].text(),
              body["detectIntentResponseId"].text(),
              {{"is_cx", true}}}},
            {}};
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    const auto questions = buttons(answer, kMostButtons);
    const std::string text = render(answer, {Markup::Plain, kMostText, questions.empty()});
    using Json = nlohmann::ordered_json;
    Json messages = Json::array({{{"text", {{"text", Json::array({text})}}}}});
    if (!questions.empty()) {
      Json chips = Json::array();
      for (const std::string& next : questions) chips.push_back({{"text", next}});
      const Json content = {{"type", "chips"}, {"options", chips}};
      messages.push_back({{"payload", {{"richContent", Json::array({Json::array({content})})}}}});
    }
    if (question.place["is_cx"] == true) {
      return json_response({{"fulfillment_response", {{"messages", messages}}}});
    }
    return json_response({{"fulfillmentText", text}, {"fulfillmentMessages", messages}});
  }

  web::Response acknowledge() const override { return json_response(nlohmann::json::object()); }

 private:
  const std::string token_;
};

}  // namespace

Platform dialogflow() {
  return {.name = "dialogflow",
          .title = "Dialogflow ES or CX fulfilment",
          .register_as = "the webhook of the agent, with the token as its password",
          .content_types = {"application/json"},
          .settings = {{.name = "token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the password of the webhook's basic authentication, or what it "
                                 "sends as Authorization: Bearer"}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<Dialogflow>(settings["token"]);
          }};
}

}  // namespace jauap::channels
