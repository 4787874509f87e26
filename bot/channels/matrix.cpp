// A bot of Matrix, as an application service of its homeserver
// (https://spec.matrix.org/latest/application-service-api/).

#include <algorithm>

#include "bot/base/signature.h"
#include "bot/channels/http_client.h"
#include "bot/channels/matrix_message.h"
#include "bot/channels/matrix_rooms.h"
#include "bot/channels/platform.h"
#include "bot/channels/reaction.h"
#include "bot/channels/recent.h"
#include "bot/web/authorization.h"
#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostText = 8'000;  // twice in an event, which has at most 65,536 bytes
constexpr std::size_t kMaxBody = 1'048'576;
// Others write the events: one that is odd must not hold up all that come behind it. So many values
// are more than the body can hold.
constexpr base::JsonLimits kLimits{.depth = 1'024, .values = 600'000};
// What is older may have been answered before: it is not remembered any more.
constexpr std::int64_t kOldest = Recent<bool>::kLife;
constexpr std::size_t kMostConversation = 400;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string check_user(const std::string& value) {
  const std::size_t colon = value.find(':');
  const auto is_made_of = [](std::string_view text, std::string_view others) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
      return is_letter_or_digit(c) || others.find(c) != std::string_view::npos;
    });
  };
  if (value.front() == '@' && colon != std::string::npos && value.size() <= 255 &&
      is_made_of(std::string_view{value}.substr(1, colon - 1), "._=-/+") &&
      is_made_of(std::string_view{value}.substr(colon + 1), ".-:[]")) {
    return "";
  }
  return "expected a user such as \"@answers:example.org\", found \"" + value + "\"";
}

web::Response error(int status, std::string_view code, std::string_view text) {
  return {.status = status, .body = web::to_body(Json{{"errcode", code}, {"error", text}})};
}

class Matrix final : public Channel {
 public:
  explicit Matrix(const ChannelSettings& settings)
      : token_{settings["hs_token"]},
        bot_{settings["user"], settings["display_name"]},
        api_{settings["api"]},
        authorization_{"Authorization: Bearer " + settings["as_token"]},
        rooms_{api_, authorization_} {}

  std::string refuse(const Delivery& delivery) const override {
    if (web::bears_token(delivery.field("authorization"), token_)) return "";
    return "Authorization does not bear the hs_token.";
  }

  web::Response refusal(const Delivery& delivery, const std::string& wrong) const override {
    if (delivery.field("authorization").empty()) return error(401, "M_MISSING_TOKEN", wrong);
    return error(403, "M_FORBIDDEN", wrong);
  }

  bool calls() const override { return true; }

  Delivered read(const Delivery& delivery) const override {
    const web::Request& request = delivery.request();
    if (request.method == "GET") {
      const bool is_bot = request.path_parameter("user") == bot_.user;
      return {
          {}, {}, is_bot ? acknowledge() : error(404, "M_NOT_FOUND", "There is no such thing.")};
    }
    if (request.method == "POST") return {};  // a ping
    Delivered delivered;
    for (const Node& event : delivery.body()["events"].items()) {
      read_event(event, delivery.now(), delivered);
      if (delivered.response.status != 0) break;
    }
    return delivered;
  }

  std::variant<web::Response, Call> answer(const Question& question,
                                           const Answer& answer) const override {
    const std::string event = question.place["event"];
    const std::string thread = question.place["thread"];
    const bool is_reply = question.place["is_reply"] == true;
    Json mentions = Json::object();
    if (is_reply) mentions["user_ids"] = Json::array({question.place["sender"]});
    // A notice, which no other bot answers.
    Json content{{"msgtype", "m.notice"},
                 {"body", render(answer, {Markup::Plain, kMostText})},
                 {"format", "org.matrix.custom.html"},
                 {"formatted_body", render(answer, {Markup::Html, kMostText})},
                 {"m.mentions", mentions}};
    const Json reply_to{{"event_id", event}};
    if (!thread.empty()) {
      content["m.relates_to"] = {{"rel_type", "m.thread"},
                                 {"event_id", thread},
                                 {"is_falling_back", !is_reply},
                                 {"m.in_reply_to", reply_to}};
    } else if (is_reply) {
      content["m.relates_to"] = {{"m.in_reply_to", reply_to}};
    }
    // A transaction of the same id is the same message, so one sent again is posted once.
    return Call{"PUT",
                matrix_room_url(api_, question.place["room"]) + "/send/m.room.message/" +
                    web::encode(event),
                {"Content-Type: application/json", authorization_},
                web::to_body(content)};
  }

  web::Response acknowledge() const override { return {.body = "{}"}; }

  Outcome judge(const CallResult& result) const override {
    Outcome outcome = judge_by_status(result);
    const auto read = web::read_json(result.body, kDeliveryLimits);
    const Node body{read.ok() ? &*read.value : nullptr};
    outcome.message = body["event_id"].text();
    const std::string code = body["errcode"].text();
    if (outcome.kind != Outcome::Kind::Sent && !code.empty()) outcome.reason += ", " + code;
    const std::chrono::milliseconds wait{body["retry_after_ms"].integer()};
    if (outcome.kind == Outcome::Kind::TryAgain && wait.count() > 0) {
      outcome.retry_after =
          std::max(outcome.retry_after,
                   std::chrono::ceil<std::chrono::seconds>(std::min(wait, kLongestWait)));
    }
    return outcome;
  }

 private:
  static constexpr std::chrono::milliseconds kLongestWait{86'400'000};

  void read_event(const Node& event, std::int64_t now, Delivered& delivered) const {
    const std::string type = event["type"].text();
    const std::string room = event["room_id"].text();
    const std::string id = event["event_id"].text();
    const Node content = event["content"];
    if (event["state_key"].exists()) {
      if (type == "m.room.member") rooms_.forget(room);
      if (type == "m.room.member" && content["membership"].text() == "invite" &&
          event["state_key"].text() == bot_.user) {
        delivered.actions.push_back({{"POST",
                                      matrix_room_url(api_, room) + "/join",
                                      {"Content-Type: application/json", authorization_},
                                      "{}"},
                                     "invitation " + id});
      }
      return;
    }
    const bool is_old = event["origin_server_ts"].integer() / 1'000 < now - kOldest;
    if (is_old || id.empty() || event["sender"].text() == bot_.user) return;
    if (type == "m.reaction") {
      const Node relation = content["m.relates_to"];
      const auto helpful = is_helpful(relation["key"].text());
      if (helpful && relation["rel_type"].text() == "m.annotation") {
        delivered.opinions.push_back({relation["event_id"].text(), id, *helpful});
      }
    }
    // Notices are of other bots; of what was edited, the first text was answered.
    if (type == "m.room.message" && content["msgtype"].text() == "m.text" &&
        content["m.relates_to"]["rel_type"].text() != "m.replace") {
      read_message(event, now, delivered);
    }
  }

  void read_message(const Node& event, std::int64_t now, Delivered& delivered) const {
    const std::string room = event["room_id"].text();
    const std::string sender = event["sender"].text();
    const MatrixMessage message = read_matrix_message(event["content"], bot_);
    if (!message.is_addressed) {
      const MatrixRooms::Kind kind = rooms_.kind(room, now);
      if (kind == MatrixRooms::Kind::Unknown) {
        // The homeserver sends all of it again; what was taken until then is not taken twice.
        delivered.response = error(503, "M_UNKNOWN", "The members of the room are not known now.");
      }
      if (kind != MatrixRooms::Kind::Direct) return;
    }
    std::string conversation = room + "/" + (message.thread.empty() ? sender : message.thread);
    if (conversation.size() > kMostConversation) {
      conversation = base::to_hex(base::sha256(conversation));
    }
    delivered.questions.push_back({message.text,
                                   conversation,
                                   event["event_id"].text(),
                                   {{"room", room},
                                    {"event", event["event_id"].text()},
                                    {"sender", sender},
                                    {"thread", message.thread},
                                    {"is_reply", message.is_addressed || message.is_reply}}});
  }

  const std::string token_;
  const MatrixName bot_;
  const std::string api_;
  const std::string authorization_;
  mutable MatrixRooms rooms_;
};

// The registration file. Secrets stay where they are.
std::string registration(const ChannelSettings& settings) {
  const std::string& user = settings["user"];
  std::string pattern;
  for (const char c : user) {
    if (std::string_view{".+[]"}.find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  const bool is_known = settings.url.front() != '/';
  const std::vector<std::string> lines{
      "id: jauap-" + settings.name,
      "url: " + (is_known ? "" : std::string{"https://YOUR.HOST"}) + settings.url,
      "as_token: AS_TOKEN  # the secret as_token of this channel",
      "hs_token: HS_TOKEN  # the secret hs_token of this channel",
      "sender_localpart: '" + user.substr(1, user.find(':') - 1) + "'",
      "rate_limited: false",
      "namespaces:",
      "  users: [{exclusive: true, regex: '" + pattern + "'}]",
      "  aliases: []",
      "  rooms: []"};
  std::string text;
  for (const std::string& line : lines) text += "            " + line + "\n";
  return text;
}

}  // namespace

Platform matrix() {
  return {.name = "matrix",
          .title = "Matrix application service",
          .register_as = "the url of a registration file of the homeserver:",
          .content_types = {"application/json"},
          .settings = {{.name = "user",
                        .is_required = true,
                        .about = "the bot, such as @answers:example.org",
                        .check = check_user},
                       {.name = "display_name",
                        .about = "its name in rooms, to be called by it; without it only mentions "
                                 "are answered where there are more than two"},
                       {.name = "api",
                        .is_required = true,
                        .about = "where the homeserver is, such as https://matrix.example.org",
                        .check = check_api},
                       {.name = "as_token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "any long text, which the registration file has too"},
                       {.name = "hs_token",
                        .kind = Setting::Kind::Secret,
                        .is_required = true,
                        .about = "another one, which the registration file has too"}},
          .make = [](const ChannelSettings& settings) -> std::unique_ptr<Channel> {
            return std::make_unique<Matrix>(settings);
          },
          .endpoints = {{"PUT", "/_matrix/app/v1/transactions/{id}"},
                        {"GET", "/_matrix/app/v1/users/{user}"},
                        {"GET", "/_matrix/app/v1/rooms/{alias}"},
                        {"POST", "/_matrix/app/v1/ping"}},
          .max_body = kMaxBody,
          .limits = kLimits,
          .registration = registration};
}

}  // namespace jauap::channels
