// How WhatsApp and Messenger are read and answered.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bot/channels/platform.h"
#include "tests/support/deliveries.h"
#include "tests/support/platform_answers.h"

namespace jauap::channels {
namespace {

using nlohmann::json;

}  // namespace

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

}  // namespace jauap::channels
