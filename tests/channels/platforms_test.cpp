// How each platform is read and answered; Slack, Meta and Matrix have tests of their own.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bot/channels/platform.h"
#include "bot/channels/words_in_front.h"
#include "tests/support/deliveries.h"
#include "tests/support/platform_answers.h"

namespace jauap::channels {
namespace {

using nlohmann::json;

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

}  // namespace jauap::channels
