// WhatsApp (Cloud API) and Messenger, both answered through Meta's Graph API
// (https://developers.facebook.com/docs/whatsapp/cloud-api, …/docs/messenger-platform).

#include <algorithm>

#include "bot/base/signature.h"
#include "bot/channels/http_client.h"
#include "bot/channels/platform.h"
#include "bot/channels/reaction.h"
#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 4'096;  // WhatsApp
constexpr std::size_t kMostMenuText = 1'024;
constexpr std::size_t kMostRows = 10;
constexpr std::size_t kMostRowId = 200;
constexpr std::size_t kMostRowTitle = 24;
constexpr std::size_t kMostRowText = 72;
constexpr std::size_t kMostMenuLabel = 20;
constexpr std::size_t kMostMessengerText = 2'000;
constexpr std::size_t kMostReplies = 13;
constexpr std::size_t kMostReplyTitle = 20;
constexpr std::size_t kMostPayload = 1'000;

bool is_number(const std::string& text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// What both have in common.
class Meta : public Channel {
 public:
  explicit Meta(const ChannelSettings& settings)
      : secret_{settings["app_secret"]},
        verify_token_{settings["verify_token"]},
        api_{settings["api"]},
        authorization_{"Authorization: Bearer " + settings["access_token"]} {}

  // The challenge is not signed; read() looks at its token.
  std::string refuse(const Delivery& delivery) const override {
    if (delivery.request().method == "GET") return "";
    const std::string wanted = "sha256=" + base::to_hex(base::hmac_sha256(secret_, delivery.raw()));
    if (base::is_same_secret(delivery.field("x-hub-signature-256"), wanted)) return "";
    return "X-Hub-Signature-256 is not of this body and app secret.";
  }

  bool calls() const final { return true; }

  Delivered read(const Delivery& delivery) const final {
    const Node body = delivery.body();
    Delivered delivered;
    if (delivery.request().method == "GET") {
      const bool is_ours = body["hub.mode"].text() == "subscribe" &&
                           base::is_same_secret(body["hub.verify_token"].text(), verify_token_);
      delivered.response =
          is_ours ? web::Response{.type = "text/plain; charset=utf-8",
                                  .body = body["hub.challenge"].text()}
                  : web::problem(403, "hub.verify_token is not the one of this channel.");
      return delivered;
    }
    for (const Node& entry : body["entry"].items()) read_entry(entry, delivered);
    return delivered;
  }

  // An error that passes may have any status; its code tells.
  Outcome judge(const CallResult& result) const override {
    Outcome outcome = judge_by_status(result);
    const auto read = web::read_json(result.body, kDeliveryLimits);
    const Node body{read.ok() ? &*read.value : nullptr};
    const std::string code = body["error"]["code"].text();
    if (outcome.kind == Outcome::Kind::Sent) {
      const auto messages = body["messages"].items();
      outcome.message = messages.empty() ? body["message_id"].text() : messages[0]["id"].text();
      return outcome;
    }
    if (!code.empty()) outcome.reason += ", code " + code;
    for (const std::string_view passing : {"1", "2", "4", "613", "80007", "130429", "131056"}) {
      if (code == passing) outcome.kind = Outcome::Kind::TryAgain;
    }
    return outcome;
  }

 protected:
  virtual void read_entry(Node entry, Delivered& delivered) const = 0;

  Call call(const std::string& path, const nlohmann::ordered_json& message) const {
    return {"POST",
            api_ + path,
            {"Content-Type: application/json", authorization_},
            web::to_body(message)};
  }

 private:
  const std::string secret_;
  const std::string verify_token_;
  const std::string api_;
  const std::string authorization_;
};

class WhatsApp final : public Meta {
 public:
  using Meta::Meta;

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    using Json = nlohmann::ordered_json;
    Json message{{"messaging_product", "whatsapp"},
                 {"recipient_type", "individual"},
                 {"to", question.place["to"]}};
    Json rows = Json::array();
    for (const std::string& next : buttons(answer, kMostRows)) {
      if (length(next) > kMostRowId) continue;
      rows.push_back({{"id", next},
                      {"title", shorten(next, kMostRowTitle)},
                      {"description", shorten(next, kMostRowText)}});
    }
    const std::string text = render(answer, {Markup::Plain, kMostText, rows.empty()});
    const std::string& title = answer.sections.suggestions_title;
    if (rows.empty() || title.empty() || length(text) > kMostMenuText) {
      message["type"] = "text";
      message["text"] = {{"preview_url", false},
                         {"body", render(answer, {Markup::Plain, kMostText})}};
    } else {
      message["type"] = "interactive";
      message["interactive"] = {{"type", "list"},
                                {"body", {{"text", text}}},
                                {"action",
                                 {{"button", shorten(title, kMostMenuLabel)},
                                  {"sections", Json::array({{{"rows", rows}}})}}}};
    }
    return call("/" + question.place["number"].get<std::string>() + "/messages", message);
  }

 protected:
  void read_entry(Node entry, Delivered& delivered) const override {
    for (const Node& change : entry["changes"].items()) {
      const Node value = change["value"];
      const std::string number = value["metadata"]["phone_number_id"].text();
      if (change["field"].text() != "messages" || !is_number(number)) continue;
      for (const Node& message : value["messages"].items()) {
        read_message(message, number, delivered);
      }
    }
  }

 private:
  static void read_message(Node message, const std::string& number, Delivered& delivered) {
    const std::string id = message["id"].text();
    const Node reaction = message["reaction"];
    if (reaction.exists()) {
      const auto helpful = is_helpful(reaction["emoji"].text());
      if (helpful) delivered.opinions.push_back({reaction["message_id"].text(), id, *helpful});
      return;
    }
    const Node chosen = message["interactive"]["list_reply"];
    const std::string text = chosen.exists() ? chosen["id"].text() : message["text"]["body"].text();
    const std::string from = message["from"].text();
    if (text.empty() || id.empty()) return;  // a picture, a place and the like
    delivered.questions.push_back(
        {text, number + "/" + from, id, {{"to", from}, {"number", number}}});
  }
};

class Messenger final : public Meta {
 public:
  using Meta::Meta;

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    nlohmann::ordered_json replies = nlohmann::ordered_json::array();
    for (const std::string& next : buttons(answer, kMostReplies)) {
      if (length(next) > kMostPayload) continue;
      replies.push_back(
          {{"content_type", "text"}, {"title", shorten(next, kMostReplyTitle)}, {"payload", next}});
    }
    // A title shows too little of a question, so the text lists them all the same.
    nlohmann::ordered_json message{{"text", render(answer, {Markup::Plain, kMostMessengerText})}};
    if (!replies.empty()) message["quick_replies"] = replies;
    return call("/me/messages", {{"recipient", {{"id", question.place["to"]}}},
                                 {"messaging_type", "RESPONSE"},
                                 {"message", message}});
  }

 protected:
  void read_entry(Node entry, Delivered& delivered) const override {
    for (const Node& event : entry["messaging"].items()) {
      const Node message = event["message"];
      const Node postback = event["postback"];
      const Node reaction = event["reaction"];
      const std::string sender = event["sender"]["id"].text();
      if (reaction.exists()) {
        const auto helpful = is_helpful(reaction["emoji"].text());
        const std::string id = sender + "/" + event["timestamp"].text();
        if (helpful && reaction["action"].text() == "react") {
          delivered.opinions.push_back({reaction["mid"].text(), id, *helpful});
        }
        continue;
      }
      if (message["is_echo"].is_true()) continue;  // our own
      std::string text = message["text"].text();
      if (message["quick_reply"].exists()) text = message["quick_reply"]["payload"].text();
      if (postback.exists()) text = postback["payload"].text();
      const std::string id = (postback.exists() ? postback : message)["mid"].text();
      if (text.empty() || id.empty()) continue;
      delivered.questions.push_back({text, sender, id, {{"to", sender}}});
    }
  }
};

std::vector<Setting> settings_of_meta() {
  return {{.name = "app_secret",
           .kind = Setting::Kind::Secret,
           .is_required = true,
           .about = "the App Secret (App settings, Basic)"},
          {.name = "verify_token",
           .kind = Setting::Kind::Secret,
           .is_required = true,
           .about = "any text that is also entered beside the address"},
          {.name = "access_token",
           .kind = Setting::Kind::Secret,
           .is_required = true,
           .about = "a lasting access token of a system user or page"},
          {.name = "api",
           .otherwise = "https://graph.facebook.com/v23.0",
           .about = "where the Graph API is, with its version",
           .check = check_api}};
}

template <class MetaChannel>
std::unique_ptr<Channel> make(const ChannelSettings& settings) {
  return std::make_unique<MetaChannel>(settings);
}

}  // namespace

Platform whatsapp() {
  return {.name = "whatsapp",
          .title = "WhatsApp Cloud API",
          .register_as = "the Callback URL of the webhook, with the field messages",
          .content_types = {"application/json"},
          .settings = settings_of_meta(),
          .make = make<WhatsApp>,
          .endpoints = {{"POST"}, {"GET"}}};
}

Platform messenger() {
  return {.name = "messenger",
          .title = "Messenger",
          .register_as =
              "the Callback URL of the webhook, with the fields messages, "
              "messaging_postbacks and message_reactions",
          .content_types = {"application/json"},
          .settings = settings_of_meta(),
          .make = make<Messenger>,
          .endpoints = {{"POST"}, {"GET"}}};
}

}  // namespace jauap::channels
