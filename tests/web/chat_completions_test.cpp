#include "bot/web/chat_completions.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/shipped_chatbot.h"

namespace jauap::web {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using nlohmann::json;

constexpr std::int64_t kNow = 1'700'000'000;

Response post(const json& body) {
  return post_chat_completion(
      shipped_chatbots(),
      Request{"POST", "/v1/chat/completions", {}, "application/json", body.dump(), "r1"}, kNow);
}

json user(const json& content) {
  return {{"role", "user"}, {"content", content}};
}

std::string content_of(const Response& response) {
  REQUIRE(response.status == 200);
  return json::parse(response.body)["choices"][0]["message"]["content"];
}

}  // namespace

TEST_CASE("all packs are a model, and each is one", "[web]") {
  const json models = json::parse(get_models(shipped_chatbots(), kNow).body)["data"];
  std::vector<std::string> names{"jauap"};
  for (const auto& pack : shipped_chatbots().all().packs()) names.push_back(pack.name);
  REQUIRE(models.size() == names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    CHECK(models[i] ==
          json{{"id", names[i]}, {"object", "model"}, {"created", kNow}, {"owned_by", "jauap"}});
    const auto& chatbot = i == 0 ? shipped_chatbots().all() : *shipped_chatbots().find(names[i]);
    const std::string question = chatbot.starters(1).at(0);
    const std::string answer = chatbot.reply(question).answer;
    CHECK_THAT(content_of(post({{"model", names[i]}, {"messages", json::array({user(question)})}})),
               StartsWith(answer));
  }
  // A chatbot over several packs, of which none was loaded by itself.
  const chat::PackChatbots together{shipped_chatbots().shared()};
  CHECK(json::parse(get_models(together, kNow).body)["data"].size() == 1);
}

TEST_CASE("a completion says what it is", "[web]") {
  const std::string question = shipped_chatbots().all().starters(1).at(0);
  const json body =
      json::parse(post({{"model", "jauap"},
                        {"messages",
                         {user(json::array(
                             {{{"type", "image_url"}}, {{"type", "text"}, {"text", question}}}))}}})
                      .body);
  CHECK(body["id"] == "chatcmpl-r1");
  CHECK(body["created"] == kNow);
  CHECK_THAT(body["choices"][0]["message"]["content"].get<std::string>(), Contains("\n\nSource: "));
  CHECK(body["usage"]["total_tokens"] ==
        body["usage"]["prompt_tokens"].get<int>() + body["usage"]["completion_tokens"].get<int>());
}

TEST_CASE("a stream is the same in pieces", "[web]") {
  const std::string question = shipped_chatbots().all().starters(1).at(0);
  json request{{"model", "jauap"}, {"messages", json::array({user(question)})}, {"stream", true}};
  for (const bool with_usage : {false, true}) {
    request["stream_options"] = {{"include_usage", with_usage}};
    const Response response = post(request);
    CHECK(response.type == "text/event-stream; charset=utf-8");
    std::string text;
    std::size_t events = 0;
    std::string rest = response.body;
    for (std::size_t end = 0; (end = rest.find("\n\n")) != std::string::npos;
         rest.erase(0, end + 2)) {
      REQUIRE(rest.rfind("data: ", 0) == 0);
      const std::string data = rest.substr(6, end - 6);
      ++events;
      if (data == "[DONE]") continue;
      const json chunk = json::parse(data);
      CHECK(chunk["object"] == "chat.completion.chunk");
      CHECK(chunk["id"] == "chatcmpl-r1");
      CHECK(chunk.contains("usage") == with_usage);
      for (const json& choice : chunk["choices"]) text += choice["delta"].value("content", "");
    }
    CHECK(rest.empty());
    CHECK(events == (with_usage ? 5 : 4));
    request["stream"] = false;
    CHECK(text == content_of(post(request)));
    request["stream"] = true;
  }
}

TEST_CASE("what was said before is read again, up to a bound", "[web]") {
  // A question of one thing, and what follows from it.
  const json first = user("What is the capital of Kenya?");
  const json then = user("And of Estonia?");
  const auto ask = [&](std::size_t between) {
    json messages = json::array({first});
    for (std::size_t i = 0; i < between; ++i) messages.push_back(user("hello"));
    messages.push_back(then);
    return content_of(post({{"model", "jauap"}, {"messages", messages}}));
  };
  CHECK_THAT(ask(0), StartsWith("The capital of Estonia is Tallinn."));
  CHECK_THAT(ask(kReplayedMessages - 1), StartsWith("The capital of Estonia is Tallinn."));
  CHECK_THAT(ask(kReplayedMessages), !StartsWith("The capital"));
}

TEST_CASE("a wrong request for a completion is told as OpenAI tells it", "[web]") {
  const json hello = json::array({user("hello")});
  const std::vector<std::pair<json, std::string>> cases{
      {{{"model", "jauap"}, {"messages", hello}}, "200"},
      {{{"model", "jauap"}, {"messages", hello}, {"stream", nullptr}, {"n", 3}}, "200"},
      {{{"model", "jauap"}, {"messages", json::array({user(nullptr)})}}, "200"},
      {{{"messages", hello}}, "400 model"},
      {{{"model", "none"}, {"messages", hello}}, "404 model"},
      {{{"model", ""}, {"messages", hello}}, "404 model"},
      {{{"model", "jauap"}}, "400 messages"},
      {{{"model", "jauap"}, {"messages", "hello"}}, "400 messages"},
      {{{"model", "jauap"}, {"messages", json::array()}}, "400 messages"},
      {{{"model", "jauap"}, {"messages", {{{"role", "system"}}}}}, "400 messages"},
      {{{"model", "jauap"}, {"messages", {user("a"), {{"content", "b"}}}}}, "400 messages[1].role"},
      {{{"model", "jauap"}, {"messages", json::array({user({{"a", 1}})})}},
       "400 messages[0].content"},
      {{{"model", "jauap"}, {"messages", hello}, {"stream", 1}}, "400 stream"},
      {json::array(), "400 "},
  };
  for (const auto& [body, wanted] : cases) {
    INFO(body.dump());
    const Response response = post(body);
    std::string found = std::to_string(response.status);
    if (response.status != 200) {
      const json error = json::parse(response.body)["error"];
      CHECK_FALSE(error["message"].get<std::string>().empty());
      found += " " + (error["param"].is_null() ? "" : error["param"].get<std::string>());
    }
    CHECK(found == wanted);
  }
  CHECK(post_chat_completion(shipped_chatbots(), Request{"POST", "", {}, "text/plain", "{}"}, kNow)
            .status == 415);
  CHECK(post_chat_completion(shipped_chatbots(), Request{"POST", "", {}, "application/json", "{"},
                             kNow)
            .status == 400);
}

}  // namespace jauap::web
