#include "tests/support/deliveries.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "bot/base/signature.h"
#include "tests/support/stand_in_api.h"

namespace jauap {
namespace {

using nlohmann::ordered_json;

const std::string kSecret = "the-secret-of-the-tests";
const std::string kKey = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";  // 24 bytes in base 64
const std::string kOtherKey = "YWJjZGVmZ2hpamFiY2RlZmdoaWphYmNk";
// Test 1 of RFC 8032, and the seed of its test 2.
const std::string kSeed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const std::string kPublicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
const std::string kOtherSeed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

std::string secret_of(const Message& message) {
  return message.secret.empty() ? kSecret : message.secret;
}

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

std::string signed_with(EVP_PKEY* key, const EVP_MD* hash, const std::string& text) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free};
  std::string signature(512, '\0');
  std::size_t size = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, hash, nullptr, key) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     reinterpret_cast<const unsigned char*>(text.data()), text.size()) != 1) {
    throw std::runtime_error{"cannot sign"};
  }
  signature.resize(size);
  return signature;
}

std::string signed_ed25519(const std::string& seed, const std::string& text) {
  const std::string bytes = base::from_hex(seed).value();
  const Key key{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr,
                                             reinterpret_cast<const unsigned char*>(bytes.data()),
                                             bytes.size()),
                EVP_PKEY_free};
  return signed_with(key.get(), nullptr, text);
}

std::string certificate_of(EVP_PKEY* key) {
  const std::unique_ptr<X509, decltype(&X509_free)> certificate{X509_new(), X509_free};
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86'400);
  X509_set_pubkey(certificate.get(), key);
  X509_sign(certificate.get(), key, EVP_sha256());
  const std::unique_ptr<BIO, decltype(&BIO_free)> output{BIO_new(BIO_s_mem()), BIO_free};
  PEM_write_bio_X509(output.get(), certificate.get());
  char* text = nullptr;
  const long size = BIO_get_mem_data(output.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

// A key of Google's, the certificate of which is published, and one of somebody else's.
struct Google {
  Key key{EVP_RSA_gen(2048), EVP_PKEY_free};
  Key other{EVP_RSA_gen(2048), EVP_PKEY_free};
  std::string certificates = ordered_json{{"key-1", certificate_of(key.get())}}.dump();
  StandInApi api{[this](const std::string&, std::size_t) {
    return StandInApi::Fate{200, 0, certificates};
  }};
};

Google& google() {
  static Google keys;
  return keys;
}

std::string base64url(const std::string& bytes) {
  std::string text = base::to_base64(bytes);
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text.substr(0, text.find('='));
}

web::Request slack(web::Request request, const Message& message) {
  const std::string time = std::to_string(message.time);
  const std::string signature =
      base::to_hex(base::hmac_sha256(secret_of(message), "v0:" + time + ":" + request.body));
  request.fields = {{"x-slack-request-timestamp", time}, {"x-slack-signature", "v0=" + signature}};
  return request;
}

std::string iso_time(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S.123Z", &parts)};
}

web::Request deliver_standard(const Message& message) {
  web::Request request = json_request(ordered_json{
      {"type", "question"}, {"data", {{"message", message.text}, {"session", message.user}}}}
                                          .dump());
  const std::string time = std::to_string(message.time);
  const std::string key = base::from_base64(message.secret.empty() ? kKey : kOtherKey).value();
  request.fields = {
      {"webhook-id", message.id},
      {"webhook-timestamp", time},
      {"webhook-signature", "v1," + base::to_base64(base::hmac_sha256(
                                        key, message.id + "." + time + "." + request.body))}};
  return request;
}

web::Request deliver_slack_command(const Message& message) {
  return slack(form_request({{"token", "old"},
                             {"team_id", "T1"},
                             {"channel_id", "C1"},
                             {"user_id", message.user},
                             {"command", "/ask"},
                             {"text", message.text},
                             {"trigger_id", message.id}}),
               message);
}

web::Request deliver_slack_event(const Message& message) {
  return slack(json_request(ordered_json{{"type", "event_callback"},
                                         {"event_id", "Ev" + message.id},
                                         {"event",
                                          {{"type", "app_mention"},
                                           {"user", message.user},
                                           {"text", "<@U0BOT> " + message.text},
                                           {"ts", message.id + ".0001"},
                                           {"channel", "C1"}}}}
                                .dump()),
               message);
}

web::Request deliver_mattermost(const Message& message) {
  return form_request({{"token", secret_of(message)},
                       {"team_id", "t"},
                       {"channel_id", "c"},
                       {"user_id", message.user},
                       {"post_id", message.id},
                       {"text", "ask: " + message.text},
                       {"trigger_word", "ask"}});
}

web::Request deliver_rocket_chat(const Message& message) {
  return json_request(ordered_json{{"token", secret_of(message)},
                                   {"bot", false},
                                   {"trigger_word", "ask"},
                                   {"channel_id", "GENERAL"},
                                   {"message_id", message.id},
                                   {"user_id", message.user},
                                   {"text", "ask " + message.text}}
                          .dump());
}

web::Request deliver_zulip(const Message& message) {
  return json_request(ordered_json{
      {"token", secret_of(message)},
      {"trigger", "mention"},
      {"bot_email", "bot@chat.example.org"},
      {"data", "@**Answers** " + message.text},
      {"message",
       {{"id", message.id}, {"sender_id", message.user}, {"subject", "topic"}, {"stream_id", 3}}}}
                          .dump());
}

web::Request deliver_telegram(const Message& message) {
  return json_request(ordered_json{{"update_id", std::stoll(message.id)},
                                   {"message",
                                    {{"message_id", 7},
                                     {"from", {{"id", message.user}, {"is_bot", false}}},
                                     {"chat", {{"id", -1001234567890}, {"type", "private"}}},
                                     {"text", message.text}}}}
                          .dump(),
                      {{"x-telegram-bot-api-secret-token", secret_of(message)}});
}

web::Request deliver_teams(const Message& message) {
  web::Request request = json_request(ordered_json{
      {"type", "message"},
      {"id", message.id},
      {"timestamp", iso_time(message.time)},
      {"from", {{"id", message.user}}},
      {"conversation", {{"id", "19:x"}}},
      {"text", "<at>Answers</at>&nbsp;" +
                   message.text}}.dump());
  const std::string key = base::from_base64(message.secret.empty() ? kKey : kOtherKey).value();
  request.fields = {
      {"authorization", "HMAC " + base::to_base64(base::hmac_sha256(key, request.body))}};
  return request;
}

web::Request deliver_discord(const Message& message) {
  web::Request request = json_request(ordered_json{
      {"id", message.id},
      {"type", 2},
      {"channel_id", "C"},
      {"member", {{"user", {{"id", message.user}}}}},
      {"data",
       {{"name", "ask"},
        {"options", ordered_json::array({{{"name", "q"}, {"type", 3}, {"value", message.text}}})}}}}
                                          .dump());
  const std::string time = std::to_string(message.time);
  request.fields = {{"x-signature-timestamp", time},
                    {"x-signature-ed25519",
                     base::to_hex(signed_ed25519(message.secret.empty() ? kSeed : kOtherSeed,
                                                 time + request.body))}};
  return request;
}

web::Request deliver_google_chat(const Message& message) {
  const std::string name = "spaces/s/messages/" + message.id;
  return json_request(
      ordered_json{{"type", "MESSAGE"},
                   {"message",
                    {{"name", name},
                     {"text", "@Answers " + message.text},
                     {"argumentText", " " + message.text},
                     {"sender", {{"type", "HUMAN"}}},
                     {"thread", {{"name", "spaces/s/threads/t"}}}}},
                   {"space", {{"name", "spaces/s"}}},
                   {"user", {{"name", "users/" + message.user}}}}
          .dump(),
      {{"authorization",
        "Bearer " + google_token({{"iss", "chat@system.gserviceaccount.com"},
                                  {"aud", "123456789012"},
                                  {"iat", message.time},
                                  {"exp", message.time + 3'600}},
                                 R"({"alg":"RS256","kid":"key-1"})", !message.secret.empty())}});
}

web::Request signed_by_meta(web::Request request, const Message& message) {
  request.fields = {{"x-hub-signature-256", "sha256=" + base::to_hex(base::hmac_sha256(
                                                            secret_of(message), request.body))}};
  return request;
}

web::Request deliver_whatsapp(const Message& message) {
  const ordered_json said{{"from", message.user},
                          {"id", "wamid." + message.id},
                          {"type", "text"},
                          {"text", {{"body", message.text}}}};
  const ordered_json value{{"messaging_product", "whatsapp"},
                           {"metadata", {{"phone_number_id", "106540352242922"}}},
                           {"messages", ordered_json::array({said})}};
  const ordered_json change{{"field", "messages"}, {"value", value}};
  const ordered_json entry{{"id", "1"}, {"changes", ordered_json::array({change})}};
  return signed_by_meta(json_request(ordered_json{{"object", "whatsapp_business_account"},
                                                  {"entry", ordered_json::array({entry})}}
                                         .dump()),
                        message);
}

web::Request deliver_messenger(const Message& message) {
  const ordered_json event{{"sender", {{"id", message.user}}},
                           {"recipient", {{"id", "page"}}},
                           {"timestamp", 1},
                           {"message", {{"mid", "m_" + message.id}, {"text", message.text}}}};
  const ordered_json entry{{"id", "page"}, {"messaging", ordered_json::array({event})}};
  return signed_by_meta(
      json_request(
          ordered_json{{"object", "page"}, {"entry", ordered_json::array({entry})}}.dump()),
      message);
}

web::Request deliver_line(const Message& message) {
  const ordered_json event{
      {"type", "message"},
      {"mode", "active"},
      {"webhookEventId", message.id},
      {"replyToken", "r" + message.id},
      {"source", {{"type", "user"}, {"userId", message.user}}},
      {"message", {{"type", "text"}, {"id", message.id}, {"text", message.text}}}};
  web::Request request = json_request(
      ordered_json{{"destination", "U0"}, {"events", ordered_json::array({event})}}.dump());
  request.fields = {
      {"x-line-signature", base::to_base64(base::hmac_sha256(secret_of(message), request.body))}};
  return request;
}

web::Request deliver_twilio(const Message& message) {
  const std::vector<std::pair<std::string, std::string>> form{{"MessageSid", "SM" + message.id},
                                                              {"From", "+4912345" + message.user},
                                                              {"To", "+49999"},
                                                              {"Body", message.text}};
  web::Request request = form_request(form);
  auto sorted = form;
  std::sort(sorted.begin(), sorted.end());
  std::string text = "https://chat.example.org/webhooks/twilio";
  for (const auto& [name, value] : sorted) text += name + value;
  request.fields = {
      {"x-twilio-signature", base::to_base64(base::hmac_sha1(secret_of(message), text))}};
  return request;
}

web::Request deliver_rasa(const Message& message) {
  return json_request(ordered_json{{"sender", message.user}, {"message", message.text}}.dump(),
                      {{"authorization", "Bearer " + secret_of(message)}});
}

web::Request deliver_dialogflow(const Message& message) {
  return json_request(
      ordered_json{{"responseId", message.id},
                   {"session", "projects/p/agent/sessions/" + message.user},
                   {"queryResult", {{"queryText", message.text}, {"languageCode", "en"}}}}
          .dump(),
      {{"authorization", "Basic " + base::to_base64("user:" + secret_of(message))}});
}

web::Request deliver_matrix(const Message& message) {
  const std::string link =
      R"(<a href="https://matrix.to/#/@answers:example.org">Answers</a>: )" + message.text;
  const ordered_json content{{"msgtype", "m.text"},
                             {"body", "Answers: " + message.text},
                             {"format", "org.matrix.custom.html"},
                             {"formatted_body", link},
                             {"m.mentions", {{"user_ids", {"@answers:example.org"}}}}};
  const ordered_json event{{"type", "m.room.message"},
                           {"room_id", "!room:example.org"},
                           {"event_id", "$" + message.id},
                           {"sender", "@" + message.user + ":example.org"},
                           {"origin_server_ts", message.time * 1'000},
                           {"content", content}};
  web::Request request = json_request(ordered_json{{"events", ordered_json::array({event})}}.dump(),
                                      {{"authorization", "Bearer " + secret_of(message)}});
  request.method = "PUT";
  request.path = "/webhooks/matrix/_matrix/app/v1/transactions/" + message.id;
  request.path_parameters = {{"id", message.id}};
  return request;
}

}  // namespace

std::string google_token(const nlohmann::ordered_json& claims, const std::string& header,
                         bool is_of_other_key) {
  const std::string text = base64url(header) + "." + base64url(claims.dump());
  EVP_PKEY* key = is_of_other_key ? google().other.get() : google().key.get();
  return text + "." + base64url(signed_with(key, EVP_sha256(), text));
}

const std::vector<Player>& players() {
  static const std::map<std::string, std::string, std::less<>> kMetaValues{
      {"app_secret", kSecret},
      {"verify_token", "verify"},
      {"access_token", "token"},
      {"api", "http://127.0.0.1:1"}};
  static const std::vector<Player> kPlayers{
      {"generic",
       {{"secret", "whsec_" + kKey}},
       deliver_standard,
       "webhook-signature",
       true,
       true,
       true,
       true},
      {"slack-command",
       {{"signing_secret", kSecret}, {"response_type", "in_channel"}},
       deliver_slack_command,
       "x-slack-signature",
       true,
       true,
       true,
       true},
      {"slack",
       {{"signing_secret", kSecret}, {"bot_token", "xoxb-1"}, {"api", "http://127.0.0.1:1"}},
       deliver_slack_event,
       "x-slack-signature",
       true,
       true},
      {"mattermost", {{"token", kSecret}}, deliver_mattermost},
      {"rocket-chat", {{"token", kSecret}}, deliver_rocket_chat},
      {"zulip", {{"token", kSecret}}, deliver_zulip},
      {"telegram",
       {{"secret_token", kSecret}, {"username", "answers_bot"}},
       deliver_telegram,
       "x-telegram-bot-api-secret-token"},
      {"teams", {{"security_token", kKey}}, deliver_teams, "authorization", true, true, true, true},
      {"discord",
       {{"public_key", kPublicKey}},
       deliver_discord,
       "x-signature-ed25519",
       true,
       true,
       true,
       true},
      {"google-chat",
       {{"project_number", "123456789012"}, {"certificates", google().api.url()}},
       deliver_google_chat,
       "authorization"},
      {"whatsapp", kMetaValues, deliver_whatsapp, "x-hub-signature-256", true},
      {"messenger", kMetaValues, deliver_messenger, "x-hub-signature-256", true},
      {"line",
       {{"channel_secret", kSecret}, {"access_token", "t"}, {"api", "http://127.0.0.1:1"}},
       deliver_line,
       "x-line-signature",
       true},
      {"twilio", {{"auth_token", kSecret}}, deliver_twilio, "x-twilio-signature", true},
      {"rasa", {{"token", kSecret}}, deliver_rasa, "authorization", false, false, false},
      {"dialogflow", {{"token", kSecret}}, deliver_dialogflow, "authorization"},
      {"matrix",
       {{"user", "@answers:example.org"},
        {"display_name", "Answers"},
        {"hs_token", kSecret},
        {"as_token", "t"},
        {"api", "http://127.0.0.1:1"}},
       deliver_matrix,
       "authorization",
       false,
       false,
       true,
       false,
       403},
  };
  return kPlayers;
}

const Player& player(const std::string& platform) {
  const auto found = std::find_if(players().begin(), players().end(),
                                  [&](const Player& entry) { return entry.platform == platform; });
  if (found == players().end()) throw std::runtime_error{"nobody plays " + platform};
  return *found;
}

channels::ChannelSettings settings_of(const Player& player) {
  const channels::Platform& platform = *channels::find_platform(player.platform);
  return {player.platform, player.platform, "",
          "https://chat.example.org" + channels::path_of(platform, player.platform), player.values};
}

web::Request json_request(const std::string& body, web::Fields fields) {
  return {"POST", "/", {}, "application/json", body, "id", std::move(fields)};
}

web::Request form_request(const std::vector<std::pair<std::string, std::string>>& form,
                          web::Fields fields) {
  std::string body;
  for (const auto& [name, value] : form) {
    body += (body.empty() ? "" : "&") + web::encode(name) + "=" + web::encode(value);
  }
  return {"POST", "/", {}, "application/x-www-form-urlencoded", body, "id", std::move(fields)};
}

}  // namespace jauap
