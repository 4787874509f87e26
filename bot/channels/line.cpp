// A bot of LINE (https://developers.line.biz/en/reference/messaging-api/).

#include "bot/base/signature.h"
#include "bot/channels/http_client.h"
#include "bot/channels/platform.h"
#include "bot/channels/words_in_front.h"
#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 5'000;
constexpr std::size_t kMostButtons = 13;
constexpr std::size_t kMostLabel = 20;
constexpr std::size_t kMostButtonText = 300;

// A text without a stretch of it, given in UTF-16 units.
std::string without(const std::string& text, std::size_t begin, std::size_t size) {
  std::string rest;
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
    const std::string character = text.substr(i, next - i);
    if (at < begin || at - begin >= size) rest += character;
    at += length(character);
    i = next;
  }
  return rest;
}

class Line final : public Channel {
 public:
  explicit Line(const ChannelSettings& settings)
      : secret_{settings["channel_secret"]},
        url_{settings["api"] + "/v2/bot/message/reply"},
        authorization_{"Authorization: Bearer " + settings["access_token"]} {}

  std::string refuse(const Delivery& delivery) const override {
    const std::string wanted = base::to_base64(base::hmac_sha256(secret_, delivery.raw()));
    if (base::is_same_secret(delivery.field("x-line-signature"), wanted)) return "";
    return "X-Line-Signature is not of this body and channel secret.";
  }

  bool calls() const override { return true; }

  Delivered read(const Delivery& delivery) const override {
    Delivered delivered;
    for (const Node& event : delivery.body()["events"].items()) {
      const Node source = event["source"];
      const Node message = event["message"];
      // In standby another program answers.
      if (event["type"].text() != "message" || message["type"].text() != "text" ||
          event["mode"].text() == "standby" || event["replyToken"].text().empty()) {
        continue;
      }
      const bool is_direct = source["type"].text() == "user";
      const auto question = question_of(message);
      if (!is_direct && !question) continue;
      const std::string group = source["groupId"].text() + source["roomId"].text();
      delivered.questions.push_back(
          {question.value_or(message["text"].text()),
           group + "/" + source["userId"].text(),
           event["webhookEventId"].text(),
           {{"token", event["replyToken"].text()}, {"is_direct", is_direct}}});
    }
    return delivered;
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    nlohmann::ordered_json items = nlohmann::ordered_json::array();
    if (question.place["is_direct"] == true) {  // in a group its text would mention nobody
      for (const std::string& next : buttons(answer, kMostButtons)) {
        if (length(next) > kMostButtonText) continue;
        items.push_back(
            {{"type", "action"},
             {"action",
              {{"type", "message"}, {"label", shorten(next, kMostLabel)}, {"text", next}}}});
      }
    }
    // A label shows too little of a question, so the text lists them all the same.
    nlohmann::ordered_json message{{"type", "text"},
                                   {"text", render(answer, {Markup::Plain, kMostText})}};
    if (!items.empty()) message["quickReply"] = {{"items", items}};
    const nlohmann::ordered_json body{{"replyToken", question.place["token"]},
                                      {"messages", nlohmann::ordered_json::array({message})}};
    return Call{
        "POST", url_, {"Content-Type: application/json", authorization_}, web::to_body(body)};
  }

 private:
  // The text without the mention of the bot; nothing where it is not mentioned.
  static std::optional<std::string> question_of(Node message) {
    for (const Node& mentioned : message["mention"]["mentionees"].items()) {
      if (!mentioned["isSelf"].is_true()) continue;
      return without_front(
          without(message["text"].text(), static_cast<std::size_t>(mentioned["index"].integer()),
                  static_cast<std::size_t>(mentioned["length"].integer())),
          "");
    }
    return std::nullopt;
  }

  const std::string secret_;
  const std::string url_;
  const std::string authorization_;
};

}  // namespace

Platform line() {
  return {.name = "line",
          .title = "LINE bot",
          .register_as = "the Webhook URL of the Messaging API channel",
          .content_types = {"application/json"},
          .settings = {{.name = "channel_secret",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the Channel secret (Basic settings)"},
                       {.name = "access_token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the Channel access token (Messaging API)"},
                       {.name = "api",
                        .otherwise = "https://api.line.me",
                        .about = "where the Messaging API is",
                        .check = check_api}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<Line>(settings);
          }};
}

}  // namespace jauap::channels
