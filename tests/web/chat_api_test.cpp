#include "bot/web/chat_api.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/shipped_chatbot.h"

namespace jauap::web {
namespace {

using nlohmann::json;

Response post(const std::string& body, const std::string& type = "application/json") {
  return post_chat(Bots{shipped_chatbot()}, Request{"POST", "/api/chat", {}, type, body});
}

Response get(const std::string& query) {
  return get_chat(Bots{shipped_chatbot()}, Request{"GET", "/api/chat", parse_query(query), "", ""});
}

// "400 /message" and so on: the status and the places of the mistakes.
std::string outcome(const Response& response) {
  std::string text = std::to_string(response.status);
  if (response.status == 200) return text;
  CHECK(response.type == "application/problem+json; charset=utf-8");
  const json body = json::parse(response.body);
  CHECK(body["status"] == response.status);
  CHECK_FALSE(body["title"].get<std::string>().empty());
  for (const json& error : body.value("errors", json::array())) {
    CHECK_FALSE(error["detail"].get<std::string>().empty());
    text += error.contains("pointer") ? " " + error["pointer"].get<std::string>()
                                      : " ?" + error["parameter"].get<std::string>();
  }
  return text;
}

}  // namespace

TEST_CASE("a starter question is answered with its facts", "[web]") {
  const auto starters = shipped_chatbot()->starters(1);
  REQUIRE(starters.size() == 1);
  const json message{{"message", starters[0]}, {"session", "s1"}, {"explain", true}};
  const Response posted = post(message.dump());
  CHECK(posted.status == 200);
  CHECK(posted.type == "application/json; charset=utf-8");
  const json reply = json::parse(posted.body);
  CHECK(reply["session"] == "s1");
  CHECK(reply["status"] == "answered");
  CHECK_FALSE(reply["facts"].empty());
  CHECK(reply["trace"].is_array());

  std::string query = "q=" + starters[0] + "&session=s1&explain";
  CHECK(get(query).body == posted.body);
  query = "q=" + starters[0];
  CHECK(json::parse(get(query).body)["trace"].is_null());
}

TEST_CASE("every message is answered", "[web]") {
  const std::vector<std::string> messages{"",
                                          " ",
                                          "?",
                                          "qwxz",
                                          std::string(60'000, 'a'),
                                          std::string{"a\0b", 3},
                                          "'; DROP TABLE x; --",
                                          "\xF0\x9F\xA6\x8A"};
  for (const std::string& message : messages) {
    const Response response = post(json{{"message", message}}.dump());
    INFO(message.substr(0, 40));
    CHECK(response.status == 200);
    CHECK_FALSE(json::parse(response.body)["answer"].get<std::string>().empty());
  }
  CHECK(json::parse(get("q=%FF%00%C3(").body)["status"] == "unknown");
}

TEST_CASE("a body of another form is refused with the places of its mistakes", "[web]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"({"message": "hello"})", "200"},
      {R"({"message": "hello", "session": "", "explain": false})", "200"},
      {R"({})", "400 "},
      {R"([])", "400 "},
      {R"("hello")", "400 "},
      {"", "400 "},
      {"message=hello", "400 "},
      {R"({"message": 7})", "400 /message"},
      {R"({"message": null})", "400 /message"},
      {R"({"message": ["a"]})", "400 /message"},
      {R"({"message": "a", "session": 1, "explain": "yes"})", "400 /session /explain"},
      {R"({"message": "a", "mesage": "b"})", "400 /mesage"},
      {R"({"message": "a", "a/b~c": 1})", "400 /a~1b~0c"},
      {R"({"message": "a", "message": "b"})", "400 /message"},
      {R"({"message": "a", "session": ")" + std::string(kMaxSession + 1, 's') + "\"}",
       "400 /session"},
      {std::string(60'000, '['), "400 "},
      {"{\"message\": \"\xFF\"}", "400 "},
  };
  for (const auto& [body, expected] : cases) {
    INFO(body.substr(0, 80));
    const std::string found = outcome(post(body));
    // A document that is not JSON has its mistake at some place of its own.
    CHECK((expected == "400 " ? found.substr(0, 4) : found) == expected);
  }
}

TEST_CASE("a body that is not called JSON is refused", "[web]") {
  for (const std::string type :
       {"", "text/plain", "application/x-www-form-urlencoded", "text/json"}) {
    CHECK(outcome(post(R"({"message": "a"})", type)) == "415");
  }
}

TEST_CASE("parameters of another form are refused", "[web]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"q=hello", "200"},
      {"q=", "200"},
      {"q=hello&session=a&explain=0", "200"},
      {"", "400 ?q"},
      {"question=hello", "400 ?question ?q"},
      {"q=a&q=b", "400 ?q"},
      {"q=a&explain=maybe", "400 ?explain"},
      {"q=a&sesion=b&explain=2", "400 ?sesion ?explain"},
      {"q=a&session=" + std::string(kMaxSession + 1, 's'), "400 ?session"},
  };
  for (const auto& [query, expected] : cases) {
    INFO(query);
    CHECK(outcome(get(query)) == expected);
  }
}

TEST_CASE("a query is decoded", "[web]") {
  using Parameters = std::vector<std::pair<std::string, std::string>>;
  CHECK(parse_query("a+b=%C3%A9%2B&&c&=d&e=f=g?h") ==
        Parameters{{"a b", "é+"}, {"c", ""}, {"", "d"}, {"e", "f=g?h"}});
  CHECK(parse_query("a=%&b=%4&c=%zz&d=%00") ==
        Parameters{{"a", "%"}, {"b", "%4"}, {"c", "%zz"}, {"d", std::string(1, '\0')}});
  CHECK(parse_query("").empty());
}

TEST_CASE("a conversation that asks too often is told when to come again", "[web]") {
  const Bots bots{shipped_chatbots(),
                  {},
                  in_memory,
                  std::make_shared<ConversationLimit>(Rate{.rate = 1, .burst = 2})};
  const auto status = [&](const std::string& query) {
    const Response response =
        get_chat(bots, Request{"GET", "/api/chat", parse_query("q=hello" + query), "", ""});
    CHECK((response.retry_after > 0) == (response.status == 429));
    return response.status;
  };
  CHECK(status("&session=a") == 200);
  CHECK(status("&session=a&pack=" + bots.each().front().chatbot->packs().front().name) == 200);
  CHECK(status("&session=a&explain=perhaps") == 400);  // no question
  CHECK(status("&session=a") == 429);
  CHECK(status("&session=b") == 200);  // another one
  for (int i = 0; i < 5; ++i) CHECK(status("") == 200);
  const Response posted = post_chat(
      bots,
      Request{
          "POST", "/api/chat", {}, "application/json", R"({"message": "hello", "session": "a"})"});
  CHECK(posted.status == 429);
  CHECK(posted.retry_after == 1);
  std::chrono::nanoseconds left = sessions::kPatience;
  CHECK(bots.over(shipped_chatbots()).all().take("a", left) == 1);  // also after a reload
}

}  // namespace jauap::web
