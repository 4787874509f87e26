// Interactions of Discord: a slash command, its completions and buttons
// (https://docs.discord.com/developers/interactions/receiving-and-responding).

#include "bot/base/signature.h"
#include "bot/channels/platform.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 2'000;
constexpr std::size_t kMostButtons = 5;
constexpr std::size_t kMostLabel = 80;
constexpr std::size_t kMostId = 100;  // of a button, which holds the question
constexpr std::size_t kMostChoice = 100;

// Kinds of interactions.
constexpr std::int64_t kPing = 1;
constexpr std::int64_t kCommand = 2;
constexpr std::int64_t kComponent = 3;
constexpr std::int64_t kAutocomplete = 4;
// Kinds of responses.
constexpr int kPong = 1;
constexpr int kMessage = 4;
constexpr int kChoices = 8;

std::string check_key(const std::string& value) {
  constexpr std::size_t kBytes = 32;
  const auto key = base::from_hex(value);
  return key && key->size() == kBytes ? "" : "expected 64 hexadecimal digits";
}

class Discord final : public Channel {
 public:
  explicit Discord(const std::string& key) : key_{base::from_hex(key).value()} {}

  std::string refuse(const Delivery& delivery) const override {
    const std::string time{delivery.field("x-signature-timestamp")};
    if (!is_fresh(time, delivery.now())) {
      return "X-Signature-Timestamp is not of these five minutes.";
    }
    const auto signature = base::from_hex(delivery.field("x-signature-ed25519"));
    if (signature && base::is_ed25519_signature(key_, time + delivery.raw(), *signature)) return "";
    return "X-Signature-Ed25519 is not of this body and key.";
  }

  // An interaction is sent once, with an id of its own.
  std::string nonce(const Delivery& delivery) const override {
    return std::string{delivery.field("x-signature-timestamp")} + delivery.raw();
  }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    const std::int64_t type = body["type"].integer();
    if (type == kPing) return {{}, {}, json_response({{"type", kPong}})};
    const std::string user =
        body["member"].exists() ? body["member"]["user"]["id"].text() : body["user"]["id"].text();
    const std::string conversation = body["channel_id"].text() + "/" + user;
    const std::string id = body["id"].text();
    if (type == kComponent) {
      return {{{body["data"]["custom_id"].text(), conversation, id, {}}}, {}};
    }
    if (type != kCommand && type != kAutocomplete) return {};
    for (const Node& option : body["data"]["options"].items()) {
      const bool is_typed = type == kAutocomplete;
      if (is_typed && !option["focused"].is_true()) continue;
      return {{{option["value"].text(), conversation, is_typed ? "" : id, {}, is_typed}}, {}};
    }
    return {{{"", conversation, id, {}}}, {}};  // a command without an option
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    if (question.is_typed) return json_response(choices(answer));
    nlohmann::ordered_json row = nlohmann::ordered_json::array();
    for (const std::string& next : buttons(answer, kMostButtons)) {
      if (length(next) > kMostId) continue;  // it would not be asked whole
      row.push_back(
          {{"type", 2}, {"style", 2}, {"label", shorten(next, kMostLabel)}, {"custom_id", next}});
    }
    nlohmann::ordered_json data{
        {"content", render(answer, {Markup::CommonMark, kMostText, row.empty()})},
        {"allowed_mentions", {{"parse", nlohmann::ordered_json::array()}}}};
    if (!row.empty()) {
      data["components"] = nlohmann::ordered_json::array({{{"type", 1}, {"components", row}}});
    }
    return json_response({{"type", kMessage}, {"data", data}});
  }

  // There is no empty answer to an interaction; this one shows nothing.
  web::Response acknowledge() const override { return json_response({{"type", kPong}}); }

 private:
  static nlohmann::ordered_json choices(const Answer& answer) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const std::string& completion : answer.completions) {
      if (length(completion) > kMostChoice) continue;
      list.push_back({{"name", completion}, {"value", completion}});
    }
    return {{"type", kChoices}, {"data", {{"choices", list}}}};
  }

  const std::string key_;
};

}  // namespace

Platform discord() {
  return {.name = "discord",
          .title = "Discord application command",
          .register_as = "the Interactions Endpoint URL (General Information)",
          .content_types = {"application/json"},
          .settings = {{.name = "public_key",
                        .is_required = true,
                        .about = "the Public Key of the application (General Information)",
                        .check = check_key}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<Discord>(settings["public_key"]);
          }};
}

}  // namespace jauap::channels
