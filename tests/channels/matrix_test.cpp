// Matrix: which messages are answered, and how.

#include <catch2/catch.hpp>
#include <chrono>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "bot/channels/matrix_message.h"
#include "bot/channels/webhook.h"
#include "tests/support/deliveries.h"
#include "tests/support/shipped_chatbot.h"
#include "tests/support/stand_in_api.h"

namespace jauap::channels {
namespace {

using nlohmann::json;

std::unique_ptr<Channel> channel() {
  return find_platform("matrix")->make(settings_of(player("matrix")));
}

web::Request transaction(const std::vector<json>& events) {
  web::Request request = player("matrix").deliver({"", "1", kNow});
  request.body = json{{"events", events}}.dump();
  return request;
}

json event(const json& content, const std::string& room = "!room:example.org") {
  return {{"type", "m.room.message"},
          {"room_id", room},
          {"event_id", "$e"},
          {"sender", "@ann:example.org"},
          {"origin_server_ts", kNow * 1'000},
          {"content", content}};
}

json text(const std::string& body, const json& more = json::object()) {
  json content{{"msgtype", "m.text"}, {"body", body}};
  content.update(more);
  return content;
}

json with(json changed, const json& more) {
  changed.update(more);
  return changed;
}

json invitation(const std::string& id, const std::string& user) {
  return {{"type", "m.room.member"},
          {"room_id", "!two:example.org"},
          {"event_id", id},
          {"sender", "@ann:example.org"},
          {"state_key", user},
          {"origin_server_ts", kNow * 1'000},
          {"content", {{"membership", "invite"}}}};
}

// A homeserver with a room of two, a room of three, and one of which it says nothing at first. It
// keeps what is posted; a call may come on any thread.
class Homeserver {
 public:
  StandInApi api{[this](const std::string& said, std::size_t call) { return decide(said, call); }};

  std::vector<json> posted() {
    const std::lock_guard lock{mutex_};
    return posted_;
  }
  std::size_t joins() const { return api.calls("{}"); }
  std::size_t looks(const std::string& room) const {
    return api.calls("/_matrix/client/v3/rooms/" + room + "/joined_members");
  }

 private:
  StandInApi::Fate decide(const std::string& said, std::size_t call) {
    if (said.find("joined_members") != std::string::npos) {
      if (said.find("!down") != std::string::npos && call == 0) return {502, 0, "<html>"};
      json joined{{"@answers:example.org", json::object()}, {"@ann:example.org", json::object()}};
      if (said.find("!three") != std::string::npos) joined["@bob:example.org"] = json::object();
      return {200, 0, json{{"joined", joined}}.dump()};
    }
    if (said == "{}") return {200, 0, R"({"room_id":"!two:example.org"})"};
    if (call == 0) return {429, 0, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1})"};
    const std::lock_guard lock{mutex_};
    posted_.push_back(json::parse(said));
    return {200, 0, R"({"event_id":"$answer"})"};
  }

  std::mutex mutex_;
  std::vector<json> posted_;
};

}  // namespace

TEST_CASE("a message of Matrix is addressed by a mention or by the name in front", "[channels]") {
  struct Case {
    json content;
    std::string text;
    bool is_addressed;
  };
  const auto link = [](const std::string& user) {
    return json{{"formatted_body", "<a href=\"https://matrix.to/#/" + user + "\">The Bot</a> x"}};
  };
  const json mentions{{"m.mentions", {{"user_ids", {"@bob:example.org", "@answers:example.org"}}}}};
  const json reply{{"m.relates_to", {{"m.in_reply_to", {{"event_id", "$x"}}}}}};
  const std::vector<Case> cases{
      {text("How high?"), "How high?", false},
      {text("Answers: how high?"), "how high?", true},
      {text(" answers how high?"), "how high?", true},
      {text("Answersheet: how high?"), "Answersheet: how high?", false},
      {text("the Answers: how high?"), "the Answers: how high?", false},
      {text("how high, @answers:example.org?"), "how high, ?", true},
      {text("@answers:example.org: how high?"), "how high?", true},
      {text("@answers:example.org.uk x"), "@answers:example.org.uk x", false},
      {text("@answers:example.org:8448 x"), "@answers:example.org:8448 x", false},
      {text("@answers:example.orgs @answers:example.org x"), "@answers:example.orgs  x", true},
      {text("how high?", mentions), "how high?", true},
      {text("The Bot x", link("@answers:example.org")), "x", true},
      {text("The Bot x", link("%40answers%3Aexample.org")), "x", true},
      {text("The Bot x", link("@answers:example.org.uk")), "The Bot x", false},
      {text("The Bot x", link("@bob:example.org")), "The Bot x", false},
      {text("x",
            {{"formatted_body",
              "<mx-reply><a href=\"https://matrix.to/#/@answers:example.org\">B</a></mx-reply>x"}}),
       "x", false},
      {text("> <@a:b> Answers: old\n> more\n\nHow high?", reply), "How high?", false},
      {text("> <@a:b> Answers: old", reply), "", false},
      {text("> How high?"), "> How high?", false},
  };
  for (const Case& wanted : cases) {
    INFO(wanted.content);
    const web::Request request = json_request(wanted.content.dump());
    const Delivery delivery{request, kNow};
    const MatrixMessage message =
        read_matrix_message(delivery.body(), {"@answers:example.org", "Answers"});
    CHECK(message.text == wanted.text);
    CHECK(message.is_addressed == wanted.is_addressed);
  }
}

TEST_CASE("what is no question of a person gets no answer on Matrix", "[channels]") {
  const json question = event(text("Answers: how high?"));
  const auto questions = [](const json& changed) {
    const web::Request request = transaction({changed});
    return channel()->read(Delivery{request, kNow}).questions.size();
  };
  CHECK(questions(question) == 1);
  CHECK(questions(with(question, {{"sender", "@answers:example.org"}})) == 0);
  CHECK(questions(with(question, {{"type", "m.room.encrypted"}})) == 0);
  CHECK(questions(with(question, {{"state_key", ""}})) == 0);
  CHECK(questions(with(question, {{"event_id", ""}})) == 0);
  CHECK(questions(with(question, {{"origin_server_ts", (kNow - 3'600) * 1'000}})) == 1);
  CHECK(questions(with(question, {{"origin_server_ts", (kNow - 3'601) * 1'000}})) == 0);
  for (const std::string type : {"m.notice", "m.emote", "m.image"}) {
    CHECK(questions(event(text("Answers: how high?", {{"msgtype", type}}))) == 0);
  }
  CHECK(questions(
            event(text("* Answers: how high?",
                       {{"m.relates_to", {{"rel_type", "m.replace"}, {"event_id", "$x"}}}}))) == 0);
}

TEST_CASE("a hostile event holds up no others of its transaction", "[channels]") {
  json deep = 1;
  for (int i = 0; i < 500; ++i) deep = json::array({deep});
  const json wide = json::array_t(200'000, json(1));
  Webhook webhook{
      settings_of(player("matrix")),
      web::Bots{shipped_chatbots()}.all(),
      {.now = [] { return kNow; }, .outbox = {.closing_time = std::chrono::milliseconds{0}}}};
  CHECK(webhook.respond(transaction({event({{"x", deep}}), event({{"x", wide}})})).status == 200);
  const std::string long_name = "@" + std::string(250, 'a') + ":example.org";
  CHECK(webhook
            .respond(transaction({with(event(text("Answers: x"), "!" + std::string(254, 'r')),
                                       {{"sender", long_name}})}))
            .status == 200);
}

TEST_CASE("an answer on Matrix is a notice, in the thread or as a reply, under a lasting id",
          "[channels]") {
  const auto answer_to = [](const json& content) {
    const web::Request request = transaction({event(content)});
    const Delivered delivered = channel()->read(Delivery{request, kNow});
    chat::Reply reply;
    return std::get<Call>(channel()->answer(delivered.questions.at(0),
                                            {&reply, {"No <idea>.", "Ask:", {"A?"}, {}, false}}));
  };
  const Call call = answer_to(text("Answers: x"));
  CHECK(call.method == "PUT");
  CHECK(
      call.url ==
      "http://127.0.0.1:1/_matrix/client/v3/rooms/%21room%3Aexample.org/send/m.room.message/%24e");
  CHECK(call.fields.at(1) == "Authorization: Bearer t");
  const json notice = json::parse(call.body);
  CHECK(notice["msgtype"] == "m.notice");
  CHECK(notice["body"] == "No <idea>.\n\nAsk:\n• A?");
  CHECK(notice["format"] == "org.matrix.custom.html");
  CHECK(notice["formatted_body"] == "No &lt;idea&gt;.<br><br>Ask:<br>• A?");
  CHECK(notice["m.relates_to"] == json{{"m.in_reply_to", {{"event_id", "$e"}}}});
  CHECK(notice["m.mentions"]["user_ids"][0] == "@ann:example.org");
  const json in_thread = json::parse(
      answer_to(
          text("Answers: x", {{"m.relates_to", {{"rel_type", "m.thread"}, {"event_id", "$t"}}}}))
          .body);
  CHECK(in_thread["m.relates_to"]["rel_type"] == "m.thread");
  CHECK(in_thread["m.relates_to"]["event_id"] == "$t");
}

TEST_CASE("calls to a homeserver are judged by its error codes", "[channels]") {
  using Kind = Outcome::Kind;
  const auto judge = [](int status, const std::string& body) {
    return channel()->judge({status, body, std::chrono::seconds{0}, ""});
  };
  CHECK(judge(200, R"({"event_id":"$a"})").message == "$a");
  const Outcome busy = judge(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1500})");
  CHECK(busy.kind == Kind::TryAgain);
  CHECK(busy.retry_after.count() == 2);
  CHECK(judge(429, R"({"retry_after_ms":9000000000000000000})").retry_after.count() == 86'400);
  CHECK(judge(502, "<html>").kind == Kind::TryAgain);
  const Outcome refused = judge(403, R"({"errcode":"M_FORBIDDEN"})");
  CHECK(refused.kind == Kind::Refused);
  CHECK(refused.reason == "status 403, M_FORBIDDEN");
}

TEST_CASE("a homeserver may ask for the bot, and ping", "[channels]") {
  const auto get = [](const std::string& name, const std::string& value) {
    web::Request request = transaction({});
    request.method = "GET";
    request.body = "";
    request.path_parameters = {{name, value}};
    return channel()->read(Delivery{request, kNow}).response;
  };
  CHECK(get("user", "@answers:example.org").status == 200);
  CHECK(get("user", "@answers:example.org").body == "{}");
  CHECK(get("user", "@other:example.org").status == 404);
  CHECK(json::parse(get("alias", "#x:example.org").body)["errcode"] == "M_NOT_FOUND");
  web::Request bare = transaction({});
  bare.fields.clear();
  const auto matrix = channel();
  const web::Response missing = matrix->refusal(Delivery{bare, kNow}, "why");
  CHECK(missing.status == 401);
  CHECK(json::parse(missing.body)["errcode"] == "M_MISSING_TOKEN");
  bare.fields = {{"authorization", "Bearer x"}};
  const web::Response wrong = matrix->refusal(Delivery{bare, kNow}, "why");
  CHECK(wrong.status == 403);
  CHECK(json::parse(wrong.body)["errcode"] == "M_FORBIDDEN");
}

TEST_CASE("reactions on Matrix are opinions", "[channels]") {
  const auto react = [](const std::string& key, const std::string& sender = "@ann:example.org") {
    const json relation{{"rel_type", "m.annotation"}, {"event_id", "$answer"}, {"key", key}};
    const web::Request request = transaction(
        {with(event({{"m.relates_to", relation}}), {{"type", "m.reaction"}, {"sender", sender}})});
    return channel()->read(Delivery{request, kNow}).opinions;
  };
  REQUIRE(react("👍️").size() == 1);
  CHECK(react("👍️")[0].answer == "$answer");
  CHECK(react("👍🏽")[0].helpful);
  CHECK_FALSE(react("👎")[0].helpful);
  CHECK(react("🎉").empty());
  CHECK(react("👍", "@answers:example.org").empty());
}

TEST_CASE("a room of two is answered always, a larger one where the bot is addressed",
          "[channels]") {
  Homeserver homeserver;
  ChannelSettings settings = settings_of(player("matrix"));
  settings.values["api"] = homeserver.api.url();
  const std::string question = shipped_chatbot()->starters(1).at(0);
  const auto ask = [&](const std::string& id, const std::string& room, const std::string& body) {
    return transaction({with(event(text(body), room), {{"event_id", id}})});
  };
  {
    WebhookOptions options;
    options.now = [] { return kNow; };
    options.outbox.first_wait = std::chrono::milliseconds{1};
    Webhook webhook{settings, web::Bots{shipped_chatbots()}.all(), options};
    const web::Request invited = transaction(
        {invitation("$i1", "@answers:example.org"), invitation("$i2", "@bob:example.org")});
    CHECK(webhook.respond(invited).status == 200);
    CHECK(webhook.respond(invited).body == "{}");
    for (int i = 0; i < 3; ++i) {  // of one transaction, and of others with the same event
      CHECK(webhook.respond(ask("$1", "!two:example.org", question)).status == 200);
    }
    CHECK(homeserver.looks("!two:example.org") == 1);
    CHECK(webhook.respond(ask("$2", "!three:example.org", question)).status == 200);
    CHECK(webhook.respond(ask("$3", "!three:example.org", "Answers: " + question)).status == 200);
    // Until it is known who is there, the homeserver keeps the message.
    CHECK(webhook.respond(ask("$4", "!down:example.org", question)).status == 503);
    CHECK(webhook.respond(ask("$4", "!down:example.org", question)).status == 200);
    // Somebody came.
    webhook.respond(transaction({invitation("$i3", "@bob:example.org")}));
    webhook.respond(ask("$5", "!two:example.org", question));
    CHECK(homeserver.looks("!two:example.org") == 2);
  }  // sends what is left
  CHECK(homeserver.joins() == 1);
  const std::vector<json> posted = homeserver.posted();
  REQUIRE(posted.size() == 4);
  std::size_t replies = 0;
  for (const json& content : posted) {
    CHECK(content["body"].get<std::string>().rfind(
              shipped_chatbot()->reply(question).answer.substr(0, 10), 0) == 0);
    replies += content.contains("m.relates_to") ? 1U : 0U;
  }
  CHECK(replies == 1);
}

}  // namespace jauap::channels
