// An outgoing webhook of Microsoft Teams
// (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook).

#include <ctime>

#include "bot/base/signature.h"
#include "bot/channels/platform.h"
#include "bot/channels/words_in_front.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 7'000;  // a message has about 28 kB

std::string check_token(const std::string& value) {
  const auto key = base::from_base64(value);
  return key && !key->empty() ? "" : "expected base 64, as Teams shows it";
}

// What Teams writes for characters in its HTML.
std::string from_html(std::string text) {
  for (const auto& [entity, character] : {std::pair{"&nbsp;", " "},
                                          {"&lt;", "<"},
                                          {"&gt;", ">"},
                                          {"&quot;", "\""},
                                          {"&#39;", "'"},
                                          {"&amp;", "&"}}) {
    const std::string_view wanted{entity};
    for (std::size_t at = 0; (at = text.find(wanted, at)) != std::string::npos; ++at) {
      text.replace(at, wanted.size(), character);
    }
  }
  return text;
}

// "2026-07-28T10:00:00.123Z" in Unix seconds, as text; "" for any other.
std::string unix_seconds(const std::string& time) {
  std::tm parts{};
  if (time.empty() || time.back() != 'Z' ||
      ::strptime(time.c_str(), "%Y-%m-%dT%H:%M:%S", &parts) == nullptr) {
    return "";
  }
  return std::to_string(::timegm(&parts));
}

class Teams final : public Channel {
 public:
  explicit Teams(const std::string& token) : key_{base::from_base64(token).value()} {}

  std::string refuse(const Delivery& delivery) const override {
    const std::string wanted = "HMAC " + base::to_base64(base::hmac_sha256(key_, delivery.raw()));
    if (!base::is_same_secret(delivery.field("authorization"), wanted)) {
      return "Authorization is not of this body and security token.";
    }
    // The signed body tells when it was sent.
    if (is_fresh(unix_seconds(delivery.body()["timestamp"].text()), delivery.now())) return "";
    return "timestamp is not of these five minutes.";
  }

  // The body has a time and an id, and is sent once.
  std::string nonce(const Delivery& delivery) const override { return delivery.raw(); }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    if (body["type"].text() != "message") return {};
    const std::string text = without_between(body["text"].text(), "<at>", "</at>");
    // A thread is a conversation of Teams: "19:…;messageid=…".
    const std::string conversation =
        body["conversation"]["id"].text() + "/" + body["from"]["id"].text();
    return {{{from_html(without_between(text, "<", ">")), conversation, body["id"].text(), {}}},
            {}};
  }

  std::variant<web::Response, Call> answer(const Question&, const Answer& answer) const override {
    return json_response({{"type", "message"},
                          {"textFormat", "plain"},
                          {"text", render(answer, {Markup::Plain, kMostText})}});
  }

 private:
  const std::string key_;
};

}  // namespace

Platform teams() {
  return {.name = "teams",
          .title = "Microsoft Teams outgoing webhook",
          .register_as = "the Callback URL of the outgoing webhook",
          .content_types = {"application/json"},
          .settings = {{.name = "security_token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the security token that Teams shows once",
                        .check = check_token}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<Teams>(settings["security_token"]);
          }};
}

}  // namespace jauap::channels
