// A bot of Telegram, answering in the response
// (https://core.telegram.org/bots/api#making-requests-when-getting-updates), or by calls where it
// knows the bot's token: only then Telegram tells which message an answer became.

#include <algorithm>

#include "bot/base/signature.h"
#include "bot/channels/http_client.h"
#include "bot/channels/platform.h"
#include "bot/channels/reaction.h"
#include "bot/channels/words_in_front.h"
#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostText = 4'096;
constexpr std::size_t kMostButtons = 5;

bool is_allowed(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

std::string check_secret(const std::string& value) {
  return std::all_of(value.begin(), value.end(), is_allowed) && value.size() <= 256
             ? ""
             : "expected 1 to 256 letters, digits, underscores and hyphens";
}

// It becomes a part of an address.
std::string check_token(const std::string& value) {
  const bool is_token =
      std::all_of(value.begin(), value.end(), [](char c) { return c == ':' || is_allowed(c); });
  return is_token ? "" : "expected the token that @BotFather told, such as 123456:ABC-DEF";
}

std::string check_username(const std::string& value) {
  return value.front() == '@' ? "expected the name without \"@\"" : "";
}

class Telegram final : public Channel {
 public:
  explicit Telegram(const ChannelSettings& settings)
      : secret_{settings["secret_token"]},
        username_{web::to_lower(settings["username"])},
        url_{settings["bot_token"].empty()
                 ? ""
                 : settings["api"] + "/bot" + settings["bot_token"] + "/sendMessage"} {}

  std::string refuse(const Delivery& delivery) const override {
    if (base::is_same_secret(delivery.field("x-telegram-bot-api-secret-token"), secret_)) return "";
    return "X-Telegram-Bot-Api-Secret-Token is not the one of this channel.";
  }

  bool calls() const override { return !url_.empty(); }

  Delivered read(const Delivery& delivery) const override {
    const Node body = delivery.body();
    if (body["message_reaction"].exists()) return read_reaction(body);
    const Node message = body["message"];
    const Node chat = message["chat"];
    if (!message["text"].exists() || message["from"]["is_bot"].is_true()) return {};
    const bool is_group = chat["type"].text() != "private";
    const std::string text = message["text"].text();
    const std::string called = question_of(text, is_group);
    const std::string reply_to = message["reply_to_message"]["from"]["username"].text();
    const bool is_reply = !username_.empty() && web::to_lower(reply_to) == username_;
    if (is_group && !is_reply && called == text) return {};
    nlohmann::json place{{"chat", chat["id"].integer()}, {"is_group", is_group}};
    if (is_group) place["message"] = message["message_id"].integer();
    if (message["is_topic_message"].is_true()) {
      place["topic"] = message["message_thread_id"].integer();
    }
    const std::string conversation = chat["id"].text() + "/" + message["message_thread_id"].text() +
                                     "/" + message["from"]["id"].text();
    return {{{called, conversation, body["update_id"].text(), place}}, {}};
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    const nlohmann::json& place = question.place;
    // In a group a pressed button would not reach us: it sends its text without a mention.
    const auto questions =
        place["is_group"] == true ? std::vector<std::string>{} : buttons(answer, kMostButtons);
    nlohmann::ordered_json message{
        {"chat_id", place["chat"]},
        // Without a parse mode: then nothing in the text is markup.
        {"text", render(answer, {Markup::Plain, kMostText, questions.empty()})},
        {"link_preview_options", {{"is_disabled", true}}}};
    if (place.contains("message")) {
      message["reply_parameters"] = {{"message_id", place["message"]}};
    }
    if (place.contains("topic")) message["message_thread_id"] = place["topic"];
    if (!questions.empty()) {
      nlohmann::ordered_json rows = nlohmann::ordered_json::array();
      for (const std::string& next : questions) {
        rows.push_back(nlohmann::ordered_json::array({{{"text", next}}}));
      }
      message["reply_markup"] = {
          {"keyboard", rows}, {"resize_keyboard", true}, {"one_time_keyboard", true}};
    }
    if (calls()) {
      return Call{"POST", url_, {"Content-Type: application/json"}, web::to_body(message)};
    }
    message["method"] = "sendMessage";
    return json_response(message);
  }

  Outcome judge(const CallResult& result) const override {
    Outcome outcome = judge_by_status(result);
    const auto read = web::read_json(result.body, kDeliveryLimits);
    const Node body{read.ok() ? &*read.value : nullptr};
    if (outcome.kind == Outcome::Kind::Sent) {
      const Node message = body["result"];
      outcome.message = message["chat"]["id"].text() + "/" + message["message_id"].text();
      return outcome;
    }
    constexpr std::int64_t kDay = 86'400;
    const std::int64_t wait =
        std::clamp<std::int64_t>(body["parameters"]["retry_after"].integer(), 0, kDay);
    outcome.retry_after = std::max(outcome.retry_after, std::chrono::seconds{wait});
    return outcome;
  }

 private:
  // A reaction is told whole: which there were, and which there are.
  static Delivered read_reaction(const Node& body) {
    const Node reaction = body["message_reaction"];
    for (const Node& kind : reaction["new_reaction"].items()) {
      const auto helpful = is_helpful(kind["emoji"].text());
      if (!helpful) continue;
      return {{},
              {{reaction["chat"]["id"].text() + "/" + reaction["message_id"].text(),
                body["update_id"].text(), *helpful}}};
    }
    return {};
  }

  // The message without a mention of the bot, and without the slash of a command; the message as it
  // is where it calls nobody.
  std::string question_of(const std::string& text, bool is_group) const {
    const std::string mention = "@" + username_;
    const std::string lowered = web::to_lower(text);
    const std::size_t end = std::min(lowered.find_first_of(" \n"), lowered.size());
    if (lowered[0] == '/') {
      const std::size_t at = std::min(lowered.find('@'), end);
      // In a group, where other bots may be, "/help@this_bot" is for this one.
      const bool is_named = at < end && lowered.substr(at, end - at) == mention;
      if (!is_named && (is_group || at < end)) return text;
      const std::string command = lowered.substr(1, at - 1);
      const std::string rest = without_front(text.substr(end), "");
      // Telegram opens each chat with "/start", and asks of every bot that it knows "/help".
      if (command == "start" || command == "help") return "help";
      return rest.empty() ? command : rest;
    }
    for (std::size_t at = 0; !username_.empty();) {
      at = lowered.find(mention, at);
      if (at == std::string::npos) break;
      const std::size_t behind = at + mention.size();
      const char next = behind < lowered.size() ? lowered[behind] : ' ';
      const bool is_longer =
          (next >= 'a' && next <= 'z') || (next >= '0' && next <= '9') || next == '_';
      if (!is_longer) return without_front(text.substr(0, at) + text.substr(behind), "");
      at = behind;
    }
    return text;
  }

  const std::string secret_;
  const std::string username_;  // in lower case
  const std::string url_;       // "" where it answers in the response
};

}  // namespace

Platform telegram() {
  return {.name = "telegram",
          .title = "Telegram bot",
          .register_as = "the url of setWebhook, with the same secret_token",
          .content_types = {"application/json"},
          .settings = {{.name = "secret_token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "up to 256 letters, digits, _ and - that setWebhook is told",
                        .check = check_secret},
                       {.name = "username",
                        .about = "the bot's name, to be mentioned in groups; without it groups are "
                                 "not answered",
                        .check = check_username},
                       {.name = "bot_token",
                        .kind = Setting::Kind::Secret,
                        .about = "the bot's token, to keep reactions to answers; without it the "
                                 "server makes no calls",
                        .check = check_token},
                       {.name = "api",
                        .otherwise = "https://api.telegram.org",
                        .about = "where the Bot API is, for calls",
                        .check = check_api}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<Telegram>(settings);
          }};
}

}  // namespace jauap::channels
