// Standard Webhooks 1.0.0 (https://www.standardwebhooks.com): any program that can sign. The event
// {"type": …, "data": {"message", "session"?}} or {"message", "session"?} is answered with the
// reply object of the API.

#include "bot/base/signature.h"
#include "bot/channels/platform.h"

namespace jauap::channels {
namespace {

constexpr std::string_view kSecret = "whsec_";
constexpr std::string_view kPublic = "whpk_";

// The bytes of a key behind its prefix; nothing where it has another one.
std::optional<std::string> key_of(std::string_view text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return std::nullopt;
  return base::from_base64(text.substr(prefix.size()));
}

std::string check_key(const std::string& text) {
  constexpr std::size_t kShortest = 24;
  constexpr std::size_t kLongest = 64;
  constexpr std::size_t kEd25519 = 32;
  const auto secret = key_of(text, kSecret);
  const auto key = key_of(text, kPublic);
  if (secret && secret->size() >= kShortest && secret->size() <= kLongest) return "";
  if (key && key->size() == kEd25519) return "";
  return "expected whsec_ and 24 to 64 bytes in base 64, or whpk_ and an Ed25519 key";
}

class StandardWebhooks final : public Channel {
 public:
  explicit StandardWebhooks(const std::string& key)
      : secret_{key_of(key, kSecret)}, public_{key_of(key, kPublic)} {}

  std::string refuse(const Delivery& delivery) const override {
    const std::string id{delivery.field("webhook-id")};
    const std::string time{delivery.field("webhook-timestamp")};
    if (id.empty()) return "The field webhook-id is missing.";
    if (!is_fresh(time, delivery.now())) return "webhook-timestamp is not of these five minutes.";
    const std::string text = id + "." + time + "." + delivery.raw();
    std::string_view list = delivery.field("webhook-signature");
    while (!list.empty()) {
      const std::size_t end = std::min(list.find(' '), list.size());
      if (is_signature(list.substr(0, end), text)) return "";
      list.remove_prefix(std::min(end + 1, list.size()));
    }
    return "webhook-signature is not of this body and secret.";
  }

  // What is sent again has its id, but a time of its own.
  std::string nonce(const Delivery& delivery) const override {
    return std::string{delivery.field("webhook-id")}.append(".").append(
        delivery.field("webhook-timestamp"));
  }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    const Node data = body["data"].exists() ? body["data"] : body;
    if (data["message"].text().empty()) return {};
    const std::string session = data["session"].text();
    return {{{data["message"].text(),
              session,
              std::string{delivery.field("webhook-id")},
              {{"session", session}}}},
            {}};
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    const std::string session = question.place["session"];
    return web::Response{.body = chat::to_json_line(*answer.reply, session)};
  }

 private:
  bool is_signature(std::string_view entry, const std::string& text) const {
    const std::size_t comma = std::min(entry.find(','), entry.size());
    const std::string_view version = entry.substr(0, comma);
    entry.remove_prefix(std::min(comma + 1, entry.size()));
    if (version == "v1" && secret_) {
      return base::is_same_secret(entry, base::to_base64(base::hmac_sha256(*secret_, text)));
    }
    const auto signature = base::from_base64(entry);
    return version == "v1a" && public_ && signature &&
           base::is_ed25519_signature(*public_, text, *signature);
  }

  const std::optional<std::string> secret_;
  const std::optional<std::string> public_;
};

}  // namespace

Platform standard_webhooks() {
  return {.name = "generic",
          .title = "Standard Webhooks",
          .register_as = "the endpoint of the program that asks",
          .content_types = {"application/json"},
          .settings = {{.name = "secret",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "whsec_ and 24 to 64 bytes in base 64, shared with the sender",
                        .check = check_key}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<StandardWebhooks>(settings["secret"]);
          }};
}

}  // namespace jauap::channels
