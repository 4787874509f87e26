// An app of Google Chat with an HTTP endpoint (https://developers.google.com/workspace/chat). Its
// proof is a token that Google signs (RFC 7519), which says nothing of the body.

#include "bot/base/signature.h"
#include "bot/channels/certificates.h"
#include "bot/channels/http_client.h"
#include "bot/channels/platform.h"
#include "bot/channels/words_in_front.h"
#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 4'000;
constexpr std::size_t kMostButtons = 5;
constexpr std::string_view kIssuer = "chat@system.gserviceaccount.com";

class GoogleChat final : public Channel {
 public:
  explicit GoogleChat(const ChannelSettings& settings)
      : audience_{settings["project_number"]}, certificates_{settings["certificates"]} {}

  std::string refuse(const Delivery& delivery) const override {
    std::string wrong = "Authorization does not bear a token of Google Chat for this app.";
    constexpr std::string_view kBearer = "Bearer ";
    std::string_view token = delivery.field("authorization");
    if (token.substr(0, kBearer.size()) != kBearer) return wrong;
    token.remove_prefix(kBearer.size());
    const std::size_t last = token.rfind('.');
    const std::size_t first = token.find('.');
    if (last == std::string_view::npos || first == last) return wrong;
    const auto head = base::from_base64url(token.substr(0, first));
    const auto claims = base::from_base64url(token.substr(first + 1, last - first - 1));
    const auto signature = base::from_base64url(token.substr(last + 1));
    if (!head || !claims || !signature) return wrong;
    const auto read_head = web::read_json(*head);
    const auto read_claims = web::read_json(*claims);
    if (!read_head.ok() || !read_claims.ok()) return wrong;
    const Node header{&*read_head.value};
    const Node claim{&*read_claims.value};
    // What can be seen without a certificate comes first: one may have to be fetched.
    if (header["alg"].text() != "RS256" || claim["iss"].text() != kIssuer ||
        claim["aud"].text() != audience_) {
      return wrong;
    }
    constexpr std::int64_t kSkew = 300;
    const std::int64_t now = delivery.now();
    const std::int64_t issued = claim["iat"].integer();
    const std::int64_t expires = claim["exp"].integer();
    if (issued > now + kSkew || expires < now - kSkew || expires - issued > kLongestLife) {
      return "The token of Google Chat is too old, or of the future.";
    }
    const std::string certificate = certificates_.find(header["kid"].text(), now);
    return base::is_rs256_signature(certificate, token.substr(0, last), *signature) ? "" : wrong;
  }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    const Node message = body["message"];
    const std::string user = body["user"]["name"].text();
    const std::string thread = message["thread"]["name"].text();
    const std::string space = body["space"]["name"].text();
    const std::string conversation = (thread.empty() ? space : thread) + "/" + user;
    const nlohmann::json place{{"thread", thread}};
    const std::string type = body["type"].text();
    if (type == "CARD_CLICKED") {
      for (const Node& parameter : body["action"]["parameters"].items()) {
        if (parameter["key"].text() != "question") continue;
        const std::string id = "click/" + user + "/" + body["eventTime"].text();
        return {{{parameter["value"].text(), conversation, id, place}}, {}};
      }
      return {};
    }
    if (type != "MESSAGE" || message["sender"]["type"].text() == "BOT") return {};
    // The text without the mention; in a space an app is sent nothing else.
    const Node text = message["argumentText"].exists() ? message["argumentText"] : message["text"];
    return {{{without_front(text.text(), ""), conversation, message["name"].text(), place}}, {}};
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    using Json = nlohmann::ordered_json;
    Json list = Json::array();
    for (const std::string& next : buttons(answer, kMostButtons)) {
      const Json parameter{{"key", "question"}, {"value", next}};
      list.push_back(
          {{"text", next},
           {"onClick",
            {{"action", {{"function", "ask"}, {"parameters", Json::array({parameter})}}}}}});
    }
    Json message{{"text", render(answer, {Markup::GoogleChat, kMostText, list.empty()})}};
    if (!list.empty()) {
      const Json widget{{"buttonList", {{"buttons", list}}}};
      const Json section{{"widgets", Json::array({widget})}};
      const Json card{{"cardId", "suggestions"}, {"card", {{"sections", Json::array({section})}}}};
      message["cardsV2"] = Json::array({card});
    }
    const std::string thread = question.place["thread"];
    if (!thread.empty()) message["thread"] = {{"name", thread}};
    return json_response(message);
  }

  web::Response acknowledge() const override { return json_response(nlohmann::json::object()); }

 private:
  static constexpr std::int64_t kLongestLife = 86'400;  // Google's last an hour

  const std::string audience_;
  mutable Certificates certificates_;
};

}  // namespace

Platform google_chat() {
  return {.name = "google-chat",
          .title = "Google Chat app",
          .register_as = "the HTTP endpoint URL of the app, with the project number as audience",
          .content_types = {"application/json"},
          .settings = {{.name = "project_number",
                        .is_required = true,
                        .about = "the number of the Google Cloud project, as a text"},
                       {.name = "certificates",
                        .otherwise = "https://www.googleapis.com/service_accounts/v1/metadata/x509/"
                                     "chat@system.gserviceaccount.com",
                        .about = "where Google publishes its certificates",
                        .check = check_api}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<GoogleChat>(settings);
          }};
}

}  // namespace jauap::channels
