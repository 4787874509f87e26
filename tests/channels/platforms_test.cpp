// How each platform is read and answered.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bot/channels/platform.h"
#include "bot/channels/recent.h"
#include "bot/channels/words_in_front.h"
#include "bot/chat/chatbot.h"
#include "tests/support/deliveries.h"

namespace jauap::channels {
namespace {

using nlohmann::json;

constexpr std::int64_t kNow = 1'800'000'000;

std::unique_ptr<Channel> channel(const std::string& platform) {
  return find_platform(platform)->make(settings_of(player(platform)));
}

Delivered read(const std::string& platform, const web::Request& request) {
  return channel(platform)->read(Delivery{request, kNow});
}

Question question(const std::string& platform, const web::Request& request) {
  const Delivered delivered = read(platform, request);
  REQUIRE(delivered.questions.size() == 1);
  return delivered.questions[0];
}

// A platform's question, and what it is answered where nothing is known and two questions are near.
json answer_to(const std::string& platform, const Question& question,
               chat::Status status = chat::Status::Unknown) {
  chat::Reply reply;
  reply.status = status;
  reply.answer = "No <idea>.";
  const Answer answer{&reply,
                      {reply.answer, "Ask:", {"How far?", std::string(90, 'q')}, {}, false}};
  const auto answered = channel(platform)->answer(question, answer);
  if (const auto* call = std::get_if<Call>(&answered)) return json::parse(call->body);
  const auto& response = std::get<web::Response>(answered);
  CHECK(response.status == 200);
  CHECK(response.type == "application/json; charset=utf-8");
  return json::parse(response.body);
}

json answer_to(const std::string& platform, const web::Request& request) {
  return answer_to(platform, question(platform, request));
}

web::Request message(const std::string& platform, const std::string& text = "How high?") {
  return player(platform).deliver({text, "12", kNow});
}

}  // namespace

TEST_CASE("mentions and words in front are left out", "[channels]") {
  for (const Player& player : players()) {
    INFO(player.platform);
    const Question found = question(player.platform, message(player.platform, "How high is it?"));
    CHECK(without_front(found.text, "") == "How high is it?");
    CHECK_FALSE(found.conversation.empty());
    CHECK(found.id.empty() == !player.has_id);
  }
  CHECK(without_front("ask: me", "ask") == "me");
  CHECK(without_front(" ask me", "ask") == "me");
  CHECK(without_front("task me", "ask") == "task me");
  CHECK(without_front("", "ask").empty());
  CHECK(without_between("a <@U1> b <@U2|c> d <@", "<@", ">") == "a  b  d <@");
}

TEST_CASE("other events are acknowledged and ignored", "[channels]") {
  for (const Player& player : players()) {
    for (const std::string body :
         {R"({"type":"no-such","event":{"type":"x"}})", R"({"type":7,"message":[],"data":{}})",
          "{}", R"({"event":7,"queryResult":null,"text":null})", "[]", "7"}) {
      INFO(player.platform << " " << body);
      web::Request request = json_request(body);
      request.method = message(player.platform).method;
      const Delivered delivered = read(player.platform, request);
      CHECK(delivered.questions.empty());
      CHECK(delivered.response.status == 0);
    }
    CHECK(channel(player.platform)->acknowledge().status == 200);
  }
}

TEST_CASE("Standard Webhooks get the reply object", "[channels]") {
  const json reply = answer_to("generic", message("generic"));
  CHECK(reply["answer"] == "No <idea>.");
  CHECK(reply["session"] == "ann");
  CHECK(question("generic", json_request(R"({"message":"x","session":"s"})")).conversation == "s");
}

TEST_CASE("Slack's command is answered in the channel", "[channels]") {
  const json reply = answer_to("slack-command", message("slack-command"));
  CHECK(reply["response_type"] == "in_channel");
  CHECK(reply["text"] == "No &lt;idea&gt;.\n\nAsk:\n• How far?\n• " + std::string(90, 'q'));
  // Slack looks whether the address is there, and signs nothing.
  const web::Request check = form_request({{"ssl_check", "1"}, {"token", "t"}});
  CHECK(channel("slack-command")->refuse(Delivery{check, kNow}).empty());
  CHECK(read("slack-command", check).questions.empty());
  const web::Request trick = form_request({{"ssl_check", "1"}, {"command", "/ask"}});
  CHECK_FALSE(channel("slack-command")->refuse(Delivery{trick, kNow}).empty());
}

TEST_CASE("Slack's command has buttons where they are switched on", "[channels]") {
  ChannelSettings settings = settings_of(player("slack-command"));
  settings.values["buttons"] = "yes";
  settings.values["hooks"] = "https://hooks.slack.com";
  const auto with_buttons = find_platform("slack-command")->make(settings);
  chat::Reply reply;
  const Answer answer{&reply, {"No <idea>.", "Ask:", {"How far?"}, {}, false}};
  const auto first =
      with_buttons->answer(question("slack-command", message("slack-command")), answer);
  const json shown = json::parse(std::get<web::Response>(first).body);
  CHECK(shown["response_type"] == "in_channel");
  CHECK(shown["blocks"][1]["elements"][0]["value"] == "How far?");
  const auto press = [](const std::string& url) {
    return form_request(
        {{"payload",
          R"({"type":"block_actions","trigger_id":"7","team":{"id":"T"},"user":{"id":"U"},)"
          R"("channel":{"id":"C"},"actions":[{"value":"How far?"}],"response_url":")" +
              url + "\"}"}});
  };
  const web::Request pressed = press("https://hooks.slack.com/actions/1");
  const Delivered delivered = with_buttons->read(Delivery{pressed, kNow});
  REQUIRE(delivered.questions.size() == 1);
  CHECK(delivered.questions[0].text == "How far?");
  CHECK(delivered.questions[0].conversation == "T/C/U");
  const auto second = with_buttons->answer(delivered.questions[0], answer);
  CHECK(std::get<Call>(second).url == "https://hooks.slack.com/actions/1");
  CHECK(json::parse(std::get<Call>(second).body)["replace_original"] == false);
  // Answers go to Slack alone, and only where buttons are switched on.
  for (const std::string url : {"https://hooks.slack.com.evil.example/1", "http://127.0.0.1/"}) {
    const web::Request other = press(url);
    CHECK(with_buttons->read(Delivery{other, kNow}).questions.empty());
  }
  CHECK(read("slack-command", pressed).questions.empty());
}

TEST_CASE("Slack's events are answered in their thread", "[channels]") {
  const auto event = [](const std::string& inner) {
    return json_request(R"({"type":"event_callback","event_id":"Ev1","event":)" + inner + "}");
  };
  json reply = answer_to(
      "slack",
      event(R"({"type":"app_mention","text":"<@U1> x","ts":"1.5","channel":"C","user":"U"})"));
  CHECK(reply["channel"] == "C");
  CHECK(reply["thread_ts"] == "1.5");
  CHECK(reply["text"] == "No &lt;idea&gt;.");
  CHECK(reply["blocks"][1]["elements"][0]["value"] == "How far?");
  CHECK(reply["blocks"][1]["elements"][1]["text"]["text"] == std::string(74, 'q') + "…");
  CHECK(reply["client_msg_id"].get<std::string>().size() == 36);
  reply = answer_to("slack", event(R"({"type":"message","channel_type":"im","text":"x","ts":"1.5",)"
                                   R"("channel":"D","user":"U"})"));
  CHECK_FALSE(reply.contains("thread_ts"));
  reply =
      answer_to("slack", event(R"({"type":"app_mention","text":"x","ts":"2.5","thread_ts":"1.5",)"
                               R"("channel":"C","user":"U"})"));
  CHECK(reply["thread_ts"] == "1.5");
  for (const std::string ignored :
       {R"({"type":"message","channel_type":"channel","text":"x","ts":"1","channel":"C"})",
        R"({"type":"message","channel_type":"im","bot_id":"B","text":"x","ts":"1","channel":"D"})",
        R"({"type":"message","channel_type":"im","subtype":"message_changed","channel":"D"})",
        R"({"type":"app_mention","bot_id":"B","text":"x","ts":"1","channel":"C"})"}) {
    INFO(ignored);
    CHECK(read("slack", event(ignored)).questions.empty());
  }
  const auto challenge = read(
      "slack", json_request(R"({"type":"url_verification","token":"t","challenge":"3eZbrw1a"})"));
  CHECK(challenge.response.status == 200);
  CHECK(challenge.response.body == "3eZbrw1a");
}

TEST_CASE("Slack's buttons are questions, its reactions opinions", "[channels]") {
  const Question pressed = question(
      "slack",
      form_request(
          {{"payload", R"({"type":"block_actions","trigger_id":"7","channel":{"id":"C"},"message":)"
                       R"({"ts":"2.5","thread_ts":"1.5"},"actions":[{"value":"How far?"}]})"}}));
  CHECK(pressed.text == "How far?");
  CHECK(pressed.conversation == "C/1.5");
  CHECK(read("slack", form_request({{"payload", "{"}})).questions.empty());
  const auto react = [](const std::string& name) {
    return read("slack",
                json_request(R"({"type":"event_callback","event_id":"Ev1","event":{"type":)"
                             R"("reaction_added","reaction":")" +
                             name + R"(","item":{"type":"message","channel":"C","ts":"1.5"}}})"))
        .opinions;
  };
  REQUIRE(react("+1::skin-tone-2").size() == 1);
  CHECK(react("+1::skin-tone-2")[0].helpful);
  CHECK(react("+1")[0].answer == "C/1.5");
  CHECK_FALSE(react("-1")[0].helpful);
  CHECK(react("tada").empty());
}

TEST_CASE("Slack's answers to calls are judged by their bodies", "[channels]") {
  const auto judge = [](int status, const std::string& body, int wait = 0) {
    return channel("slack")->judge({status, body, std::chrono::seconds{wait}, "broken"});
  };
  using Kind = Outcome::Kind;
  CHECK(judge(200, R"({"ok":true,"channel":"C","ts":"1.5"})").kind == Kind::Sent);
  CHECK(judge(200, R"({"ok":true,"channel":"C","ts":"1.5"})").message == "C/1.5");
  CHECK(judge(200, R"({"ok":false,"error":"channel_not_found"})").kind == Kind::Refused);
  CHECK(judge(200, R"({"ok":false,"error":"ratelimited"})").kind == Kind::TryAgain);
  CHECK(judge(200, "<html>").kind == Kind::TryAgain);
  CHECK(judge(429, "", 7).retry_after.count() == 7);
  CHECK(judge(500, "").kind == Kind::TryAgain);
  CHECK(judge(0, "").reason == "broken");
  CHECK(judge(403, "").kind == Kind::Refused);
}

TEST_CASE("Mattermost's commands and webhooks are told apart", "[channels]") {
  CHECK(answer_to("mattermost", message("mattermost"))["response_type"] == "comment");
  const json reply = answer_to(
      "mattermost",
      form_request({{"token", "t"}, {"command", "/ask"}, {"text", "x"}, {"trigger_id", "1"}}));
  CHECK(reply["response_type"] == "in_channel");
  CHECK(reply["text"].get<std::string>().rfind("No \\<idea\\>.", 0) == 0);
  CHECK(question("mattermost",
                 json_request(R"({"token":"t","post_id":"p","text":"ask x","trigger_word":"ask"})"))
            .text == "x");
  const web::Request by_field =
      form_request({{"text", "x"}}, {{"authorization", "Token the-secret-of-the-tests"}});
  CHECK(channel("mattermost")->refuse(Delivery{by_field, kNow}).empty());
}

TEST_CASE("Mattermost's buttons prove by their context that they are ours", "[channels]") {
  const json reply = answer_to("mattermost", message("mattermost"));
  const json action = reply["attachments"][0]["actions"][0];
  CHECK(action["integration"]["url"] == "https://chat.example.org/webhooks/mattermost");
  CHECK(action["name"] == "How far?");
  json pressed{{"user_id", "u"},
               {"channel_id", "c"},
               {"team_id", "t"},
               {"trigger_id", "9"},
               {"context", action["integration"]["context"]}};
  const web::Request right = json_request(pressed.dump());
  CHECK(channel("mattermost")->refuse(Delivery{right, kNow}).empty());
  const Question asked = question("mattermost", right);
  CHECK(asked.text == "How far?");
  CHECK(asked.conversation ==
        question("mattermost",
                 form_request(
                     {{"post_id", "p"}, {"team_id", "t"}, {"channel_id", "c"}, {"user_id", "u"}}))
            .conversation);
  CHECK(answer_to("mattermost", asked)["ephemeral_text"].get<std::string>().rfind("No \\<", 0) ==
        0);
  pressed["context"]["question"] = "How near?";
  pressed["token"] = "the-secret";
  const web::Request forged = json_request(pressed.dump());
  CHECK_FALSE(channel("mattermost")->refuse(Delivery{forged, kNow}).empty());
  // Without a known address there is nowhere to press to.
  ChannelSettings settings = settings_of(player("mattermost"));
  settings.url = "/webhooks/mattermost";
  chat::Reply none;
  const auto text = find_platform("mattermost")
                        ->make(settings)
                        ->answer(question("mattermost", message("mattermost")),
                                 {&none, {"No.", "Ask:", {"How far?"}, {}, false}});
  CHECK_FALSE(json::parse(std::get<web::Response>(text).body).contains("attachments"));
}

TEST_CASE("Rocket.Chat gets buttons that ask, and bots get no answer", "[channels]") {
  const json reply = answer_to("rocket-chat", message("rocket-chat"));
  CHECK(reply["attachments"][0]["actions"][0]["msg"] == "ask How far?");
  for (const std::string bot : {"true", R"({"i":"b1"})"}) {
    CHECK(read("rocket-chat", json_request(R"({"text":"x","message_id":"1","bot":)" + bot + "}"))
              .questions.empty());
  }
}

TEST_CASE("Zulip is answered in its Markdown, and told where no answer is due", "[channels]") {
  const std::string content = answer_to("zulip", message("zulip"))["content"];
  CHECK(content.rfind("No &#60;idea>.", 0) == 0);
  CHECK(channel("zulip")->acknowledge().body == R"({"response_not_required":true})");
}

TEST_CASE("Telegram is answered with a call in the response", "[channels]") {
  const json reply = answer_to("telegram", message("telegram"));
  CHECK(reply["method"] == "sendMessage");
  CHECK(reply["chat_id"] == -1001234567890);
  CHECK(reply["text"] == "No <idea>.");
  CHECK_FALSE(reply.contains("parse_mode"));
  CHECK(reply["reply_markup"]["keyboard"][0][0]["text"] == "How far?");
  const auto texts = [](const std::string& type, const std::string& text,
                        const std::string& more = "") {
    const json update{
        {"update_id", 1},
        {"message", {{"message_id", 9}, {"chat", {{"id", 5}, {"type", type}}}, {"text", text}}}};
    json changed = update;
    if (!more.empty()) changed["message"].update(json::parse(more));
    std::string found;
    for (const Question& entry : read("telegram", json_request(changed.dump())).questions) {
      found += "[" + entry.text + "]";
    }
    return found;
  };
  const std::vector<std::vector<std::string>> cases{
      {"private", "x?", "[x?]"},
      {"private", "/start", "[help]"},
      {"private", "/help", "[help]"},
      {"private", "/ask how high", "[how high]"},
      {"private", "/ask@other_bot x", "[/ask@other_bot x]"},
      {"group", "x?", ""},
      {"group", "@Answers_Bot, x?", "[x?]"},
      {"group", "say @answers_bot", "[say ]"},
      {"group", "@answers_bot2 x?", ""},
      {"supergroup", "/ask@answers_bot x", "[x]"},
      {"group", "/ask@other_bot x", ""},
      {"group", "/ask x", ""},
  };
  for (const auto& row : cases) {
    INFO(row[0] << " " << row[1]);
    CHECK(texts(row[0], row[1]) == row[2]);
  }
  CHECK(texts("group", "x?", R"({"reply_to_message":{"from":{"username":"Answers_bot"}}})") ==
        "[x?]");
  CHECK(texts("private", "x?", R"({"from":{"id":1,"is_bot":true}})").empty());
  const json in_topic = answer_to(
      "telegram", json_request(R"({"update_id":1,"message":{"message_id":9,"message_thread_id":4,)"
                               R"("is_topic_message":true,"chat":{"id":-5,"type":"supergroup"},)"
                               R"("text":"@answers_bot x"}})"));
  CHECK(in_topic["message_thread_id"] == 4);
  CHECK(in_topic["reply_parameters"]["message_id"] == 9);
  CHECK_FALSE(in_topic.contains("reply_markup"));
}

TEST_CASE("Telegram is called where the bot's token is known, and reactions are opinions",
          "[channels]") {
  ChannelSettings settings = settings_of(player("telegram"));
  settings.values["bot_token"] = "123:ABC";
  settings.values["api"] = "https://api.telegram.org";
  const auto telegram = find_platform("telegram")->make(settings);
  CHECK(telegram->calls());
  CHECK_FALSE(channel("telegram")->calls());
  chat::Reply reply;
  const auto answered = telegram->answer(question("telegram", message("telegram")),
                                         {&reply, {"Yes.", "", {}, {}, false}});
  CHECK(std::get<Call>(answered).url == "https://api.telegram.org/bot123:ABC/sendMessage");
  CHECK_FALSE(json::parse(std::get<Call>(answered).body).contains("method"));
  const Outcome sent =
      telegram->judge({200, R"({"ok":true,"result":{"message_id":8,"chat":{"id":-5}}})",
                       std::chrono::seconds{0}, ""});
  CHECK(sent.message == "-5/8");
  const Outcome busy = telegram->judge(
      {429, R"({"ok":false,"parameters":{"retry_after":7}})", std::chrono::seconds{0}, ""});
  CHECK(busy.kind == Outcome::Kind::TryAgain);
  CHECK(busy.retry_after.count() == 7);
  const auto react = [&](const std::string& reactions) {
    return read("telegram", json_request(R"({"update_id":3,"message_reaction":{"chat":{"id":-5},)"
                                         R"("message_id":8,"old_reaction":[],"new_reaction":)" +
                                         reactions + "}}"))
        .opinions;
  };
  REQUIRE(react(R"([{"type":"emoji","emoji":"👎"}])").size() == 1);
  CHECK(react(R"([{"type":"emoji","emoji":"👎"}])")[0].answer == "-5/8");
  CHECK_FALSE(react(R"([{"type":"emoji","emoji":"👎"}])")[0].helpful);
  CHECK(react("[]").empty());
  CHECK(react(R"([{"type":"emoji","emoji":"🎉"}])").empty());
}

TEST_CASE("Teams is answered with a message, its HTML read as text", "[channels]") {
  const json reply = answer_to("teams", message("teams"));
  CHECK(reply["type"] == "message");
  CHECK(reply["text"].get<std::string>().rfind("No <idea>.", 0) == 0);
  CHECK(question("teams", json_request(R"({"type":"message","text":"<p><at>B</at>&nbsp;a &lt; b)"
                                       R"( &amp;lt; c</p>"})"))
            .text == " a < b &lt; c");
}

TEST_CASE("Discord's kinds of interactions are each answered as they must", "[channels]") {
  CHECK(json::parse(read("discord", json_request(R"({"type":1})")).response.body) ==
        json{{"type", 1}});
  const json reply = answer_to("discord", message("discord"));
  CHECK(reply["type"] == 4);
  CHECK(reply["data"]["content"] == "No \\<idea\\>.");
  CHECK(reply["data"]["allowed_mentions"]["parse"].empty());
  const json& button = reply["data"]["components"][0]["components"][1];
  CHECK(button["custom_id"] == std::string(90, 'q'));
  CHECK(button["label"] == std::string(79, 'q') + "…");
  CHECK(question("discord", json_request(R"({"type":3,"id":"1","data":{"custom_id":"How far?"}})"))
            .text == "How far?");
  const Question typed =
      question("discord", json_request(R"({"type":4,"data":{"options":[{"value":"x"},)"
                                       R"({"focused":true,"value":"how f"}]}})"));
  CHECK(typed.is_typed);
  CHECK(typed.text == "how f");
  const auto choices =
      channel("discord")->answer(typed, {nullptr, {}, {"How far?", std::string(101, 'x')}});
  CHECK(json::parse(std::get<web::Response>(choices).body) ==
        json::parse(R"({"type":8,"data":{"choices":[{"name":"How far?","value":"How far?"}]}})"));
}

TEST_CASE("Google Chat must bear a token of Google's for this app", "[channels]") {
  const nlohmann::ordered_json right{{"iss", "chat@system.gserviceaccount.com"},
                                     {"aud", "123456789012"},
                                     {"iat", kNow},
                                     {"exp", kNow + 3'600}};
  const std::string header = R"({"alg":"RS256","kid":"key-1"})";
  const auto refused = [&](const std::string& authorization) {
    const web::Request request = json_request("{}", {{"authorization", authorization}});
    return !channel("google-chat")->refuse(Delivery{request, kNow}).empty();
  };
  const std::string token = google_token(right, header, false);
  CHECK_FALSE(refused("Bearer " + token));
  CHECK(refused("Bearer " + google_token(right, header, true)));
  CHECK(refused("Bearer " + google_token(right, R"({"alg":"RS256","kid":"key-2"})", false)));
  CHECK(refused("Bearer " + google_token(right, R"({"alg":"none","kid":"key-1"})", false)));
  CHECK(refused("Bearer " + google_token(right, R"({"alg":"HS256","kid":"key-1"})", false)));
  for (const auto& [claim, value] :
       std::vector<std::pair<std::string, nlohmann::ordered_json>>{{"iss", "somebody@example.org"},
                                                                   {"aud", "123"},
                                                                   {"iat", kNow + 301},
                                                                   {"exp", kNow - 301},
                                                                   {"exp", kNow + 1'000'000},
                                                                   {"exp", nullptr}}) {
    INFO(claim << " " << value);
    nlohmann::ordered_json wrong = right;
    wrong[claim] = value;
    CHECK(refused("Bearer " + google_token(wrong, header, false)));
  }
  const std::size_t end = token.rfind('.');
  const std::vector<std::string> others{"",
                                        "Bearer",
                                        "Bearer ..",
                                        "Bearer a.b.c",
                                        token,
                                        "Bearer " + token + ".x",
                                        "Bearer " + token.substr(0, end),
                                        "Bearer " + token.substr(0, end + 1)};
  for (const std::string& other : others) {
    INFO(other);
    CHECK(refused(other));
  }
}

TEST_CASE("Google Chat is answered in its thread, with buttons that ask", "[channels]") {
  const json reply = answer_to("google-chat", message("google-chat"));
  CHECK(reply["text"] == "No <\u200Bidea>.");
  CHECK(reply["thread"]["name"] == "spaces/s/threads/t");
  const json& button =
      reply["cardsV2"][0]["card"]["sections"][0]["widgets"][0]["buttonList"]["buttons"][0];
  CHECK(button["onClick"]["action"]["parameters"][0]["value"] == "How far?");
  const Question pressed = question(
      "google-chat",
      json_request(
          R"({"type":"CARD_CLICKED","eventTime":"2026-01-01T00:00:00Z","user":{"name":"u"},)"
          R"("message":{"thread":{"name":"t"}},"action":{"actionMethodName":"ask",)"
          R"("parameters":[{"key":"question","value":"How far?"}]}})"));
  CHECK(pressed.text == "How far?");
  CHECK(pressed.conversation == "t/u");
  CHECK(read("google-chat", json_request(R"({"type":"ADDED_TO_SPACE","space":{"name":"s"}})"))
            .questions.empty());
}

TEST_CASE("Meta's challenge is given back to who knows the token", "[channels]") {
  for (const std::string platform : {"whatsapp", "messenger"}) {
    const auto ask = [&](const std::string& query) {
      web::Request request = json_request("");
      request.method = "GET";
      request.content_type = "";
      request.parameters = web::parse_query(query);
      const Delivery delivery{request, kNow};
      CHECK(channel(platform)->refuse(delivery).empty());  // it is not signed
      return channel(platform)->read(delivery).response;
    };
    const web::Response right =
        ask("hub.mode=subscribe&hub.verify_token=verify&hub.challenge=1158201444");
    CHECK(right.status == 200);
    CHECK(right.body == "1158201444");
    CHECK(ask("hub.mode=subscribe&hub.verify_token=other&hub.challenge=1").status == 403);
    CHECK(ask("hub.verify_token=verify&hub.challenge=1").status == 403);
    CHECK(ask("").status == 403);
  }
}

TEST_CASE("WhatsApp gets a list to choose from, and its reactions are opinions", "[channels]") {
  const Question asked = question("whatsapp", message("whatsapp"));
  CHECK(asked.id == "wamid.12");
  const json reply = answer_to("whatsapp", asked);
  CHECK(reply["to"] == "ann");
  CHECK(reply["type"] == "interactive");
  const json& list = reply["interactive"];
  CHECK(list["body"]["text"] == "No <idea>.");
  CHECK(list["action"]["button"] == "Ask:");
  CHECK(list["action"]["sections"][0]["rows"][1]["title"] == std::string(23, 'q') + "…");
  CHECK(list["action"]["sections"][0]["rows"][1]["id"] == std::string(90, 'q'));
  // A title for the list is missing in a question back.
  chat::Reply back;
  back.status = chat::Status::Clarify;
  const auto call = channel("whatsapp")->answer(asked, {&back, {"Which?", "", {"A?"}, {}, false}});
  CHECK(json::parse(std::get<Call>(call).body)["text"]["body"] == "Which?\n• A?");
  CHECK(std::get<Call>(call).url == "http://127.0.0.1:1/106540352242922/messages");
  const auto event = [](const std::string& messages, const std::string& number = "106") {
    return json_request(R"({"entry":[{"changes":[{"field":"messages","value":{"metadata":{)"
                        R"("phone_number_id":")" +
                        number + R"("},"messages":)" + messages + "}}]}]}");
  };
  CHECK(question("whatsapp", event(R"([{"from":"1","id":"w","type":"interactive","interactive":)"
                                   R"({"type":"list_reply","list_reply":{"id":"How far?"}}}])"))
            .text == "How far?");
  const Delivered several = read(
      "whatsapp", event(R"([{"from":"1","id":"a","text":{"body":"x"}},{"from":"2","id":"b",)"
                        R"("text":{"body":"y"}},{"from":"2","id":"c","image":{}},)"
                        R"({"from":"2","id":"d","reaction":{"message_id":"m","emoji":"👎"}},)"
                        R"({"from":"2","id":"e","reaction":{"message_id":"m","emoji":"🎉"}}])"));
  CHECK(several.questions.size() == 2);
  REQUIRE(several.opinions.size() == 1);
  CHECK(several.opinions[0].answer == "m");
  CHECK_FALSE(several.opinions[0].helpful);
  // The number becomes a part of an address.
  CHECK(read("whatsapp", event(R"([{"from":"1","id":"a","text":{"body":"x"}}])", "1/../me"))
            .questions.empty());
}

TEST_CASE("Messenger gets quick replies, and its echoes no answer", "[channels]") {
  const json reply = answer_to("messenger", message("messenger"));
  CHECK(reply["recipient"]["id"] == "ann");
  CHECK(reply["messaging_type"] == "RESPONSE");
  CHECK(reply["message"]["quick_replies"][0]["payload"] == "How far?");
  CHECK(reply["message"]["text"].get<std::string>().rfind("No <idea>.\n\nAsk:", 0) == 0);
  const auto event = [](const std::string& inner) {
    return json_request(R"({"entry":[{"messaging":[{"sender":{"id":"s"},"timestamp":1,)" + inner +
                        "}]}]}");
  };
  CHECK(question("messenger", event(R"("message":{"mid":"m","text":"How…","quick_reply":)"
                                    R"({"payload":"How far?"}})"))
            .text == "How far?");
  CHECK(question("messenger", event(R"("postback":{"mid":"m","payload":"How far?"})")).text ==
        "How far?");
  CHECK(read("messenger", event(R"("message":{"mid":"m","text":"x","is_echo":true})"))
            .questions.empty());
  CHECK(read("messenger", event(R"("reaction":{"action":"react","emoji":"👍🏽","mid":"m"})"))
            .opinions.at(0)
            .helpful);
  CHECK(read("messenger", event(R"("reaction":{"action":"unreact","mid":"m"})")).opinions.empty());
}

TEST_CASE("Meta's answers to calls are judged by their codes", "[channels]") {
  using Kind = Outcome::Kind;
  const auto judge = [](int status, const std::string& body) {
    return channel("whatsapp")->judge({status, body, std::chrono::seconds{0}, ""});
  };
  CHECK(judge(200, R"({"messages":[{"id":"wamid.A"}]})").message == "wamid.A");
  CHECK(judge(200, R"({"recipient_id":"1","message_id":"m"})").message == "m");
  CHECK(judge(400, R"({"error":{"code":131056}})").kind == Kind::TryAgain);
  CHECK(judge(400, R"({"error":{"code":190}})").kind == Kind::Refused);
  CHECK(judge(400, R"({"error":{"code":190}})").reason == "status 400, code 190");
  CHECK(judge(503, "").kind == Kind::TryAgain);
}

TEST_CASE("LINE is answered with its reply token, in groups where it is mentioned", "[channels]") {
  const json reply = answer_to("line", message("line"));
  CHECK(reply["replyToken"] == "r12");
  CHECK(reply["messages"][0]["quickReply"]["items"][1]["action"]["text"] == std::string(90, 'q'));
  const auto event = [](const std::string& inner, const std::string& mode = "active") {
    return json_request(R"({"events":[{"type":"message","replyToken":"r","webhookEventId":"e",)"
                        R"("mode":")" +
                        mode + R"(","source":{"type":"group","groupId":"g","userId":"u"},)" +
                        R"("message":{"type":"text",)" + inner + "}}]}");
  };
  const std::string mention =
      R"("text":"😀 @Bot, how far?","mention":{"mentionees":[{"index":3,"length":4,"isSelf":true}]})";
  CHECK(question("line", event(mention)).text == "😀 , how far?");
  CHECK(question("line", event(mention)).conversation == "g/u");
  CHECK_FALSE(answer_to("line", event(mention))["messages"][0].contains("quickReply"));
  CHECK(read("line", event(R"("text":"how far?")")).questions.empty());
  CHECK(read("line", event(mention, "standby")).questions.empty());
  CHECK(read("line", json_request(R"({"destination":"U","events":[]})")).questions.empty());
  CHECK(question("line", event(R"("text":"@B x","mention":{"mentionees":[{"index":-5,"length":-9,)"
                               R"("isSelf":true}]})"))
            .text == "@B x");
}

TEST_CASE("Twilio is answered in TwiML", "[channels]") {
  chat::Reply reply;
  const auto answered =
      channel("twilio")->answer({}, {&reply, {"a < b & \"c\"", "", {}, {}, false}});
  const auto& response = std::get<web::Response>(answered);
  CHECK(response.type == "text/xml; charset=utf-8");
  CHECK(response.body == R"(<?xml version="1.0" encoding="UTF-8"?><Response><Message>)"
                         "a &lt; b &amp; \"c\"</Message></Response>");
  CHECK(channel("twilio")->acknowledge().body ==
        R"(<?xml version="1.0" encoding="UTF-8"?><Response></Response>)");
}

TEST_CASE("Rasa's widgets get a list of messages", "[channels]") {
  const json reply = answer_to("rasa", message("rasa"));
  REQUIRE(reply.size() == 1);
  CHECK(reply[0]["recipient_id"] == "ann");
  CHECK(reply[0]["text"] == "No <idea>.");
  CHECK(reply[0]["buttons"][0] == json{{"title", "How far?"}, {"payload", "How far?"}});
  CHECK(channel("rasa")->acknowledge().body == "[]");
}

TEST_CASE("Dialogflow's editions are each answered in their form", "[channels]") {
  const json es = answer_to("dialogflow", message("dialogflow"));
  CHECK(es["fulfillmentText"] == "No <idea>.");
  CHECK(es["fulfillmentMessages"][0]["text"]["text"][0] == "No <idea>.");
  CHECK(es["fulfillmentMessages"][1]["payload"]["richContent"][0][0]["options"][0]["text"] ==
        "How far?");
  const json cx = answer_to(
      "dialogflow", json_request(R"({"detectIntentResponseId":"1","text":"x","sessionInfo":)"
                                 R"({"session":"projects/p/sessions/s"}})"));
  CHECK(cx["fulfillment_response"]["messages"][0]["text"]["text"][0] == "No <idea>.");
}

TEST_CASE("what was heard lately is bounded in number and time", "[channels]") {
  Recent<int> recent{3};
  for (int i = 0; i < 5; ++i) CHECK(recent.add(std::to_string(i), i, 100));
  CHECK(recent.size() == 3);
  CHECK_FALSE(recent.add("4", 7, 100));
  CHECK(recent.find("4") == 4);
  CHECK_FALSE(recent.find("1"));
  CHECK(recent.add("5", 5, 101));  // which makes room for itself
  CHECK_FALSE(recent.find("2"));
  CHECK(recent.add("x", 1, 100 + Recent<int>::kLife + 2));
  CHECK(recent.size() == 1);
}

}  // namespace jauap::channels
