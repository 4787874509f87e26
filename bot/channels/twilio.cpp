// SMS and WhatsApp through Twilio, answered in TwiML
// (https://www.twilio.com/docs/usage/security#validating-requests).

#include <map>

#include "bot/base/signature.h"
#include "bot/channels/platform.h"
#include "bot/web/http.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 1'600;

class Twilio final : public Channel {
 public:
  explicit Twilio(const ChannelSettings& settings)
      : token_{settings["auth_token"]}, url_{settings.url} {}

  std::string refuse(const Delivery& delivery) const override {
    // The address as Twilio knows it, then each parameter and its value, by the name.
    std::multimap<std::string, std::string> sorted;
    for (auto& [name, value] : web::parse_query(delivery.raw())) sorted.emplace(name, value);
    std::string text = url_;
    for (const auto& [name, value] : sorted) text += name + value;
    const std::string wanted = base::to_base64(base::hmac_sha1(token_, text));
    if (base::is_same_secret(delivery.field("x-twilio-signature"), wanted)) return "";
    return "X-Twilio-Signature is not of this form, token and public_url.";
  }

  Delivered read(const Delivery& delivery) const override {
    const Node form = delivery.body();
    if (!form["MessageSid"].exists() || form["Body"].text().empty()) return {};
    return {{{form["Body"].text(),
              form["From"].text() + "/" + form["To"].text(),
              form["MessageSid"].text(),
              {}}},
            {}};
  }

  std::variant<web::Response, Call> answer(const Question&, const Answer& answer) const override {
    const std::string text = render(answer, {Markup::Xml, kMostText});
    return twiml("<Message>" + text + "</Message>");
  }

  web::Response acknowledge() const override { return twiml(""); }

 private:
  static web::Response twiml(const std::string& content) {
    return {
        .type = "text/xml; charset=utf-8",
        .body = R"(<?xml version="1.0" encoding="UTF-8"?><Response>)" + content + "</Response>"};
  }

  const std::string token_;
  const std::string url_;
};

}  // namespace

Platform twilio() {
  return {.name = "twilio",
          .title = "Twilio SMS or WhatsApp",
          .register_as = "the webhook of the number, \"a message comes in\", with HTTP POST",
          .content_types = {"application/x-www-form-urlencoded"},
          .settings = {{.name = "auth_token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "the account's Auth Token"}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<Twilio>(settings);
          },
          .needs_public_url = true};
}

}  // namespace jauap::channels
