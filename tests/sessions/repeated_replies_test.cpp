#include "bot/sessions/repeated_replies.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "bot/chat/load_chatbot.h"
#include "tests/support/shipped_chatbot.h"

namespace jauap::sessions {
namespace {

const std::vector<std::string> kTalk{"What is the capital of Norway?",
                                     "And Denmark?",
                                     "what can I ask?",
                                     "what else can I ask?",
                                     "How much was it?",
                                     "the second one",
                                     "why?",
                                     "xyzzy plugh"};

std::string told(const chat::Reply& reply) {
  return to_json_line(reply, "");
}

}  // namespace

TEST_CASE("a remembered reply is the one that would be worked out", "[sessions][repeated]") {
  const auto& chatbot = *shipped_chatbot();
  RepeatedReplies replies;
  constexpr std::size_t kRounds = 3;
  for (std::size_t round = 0; round < kRounds; ++round) {
    chat::Conversation remembered;
    chat::Conversation worked_out;
    for (const auto& message : kTalk) {
      INFO(round << " " << message);
      CHECK(told(replies.reply(chatbot, message, {}, &remembered)) ==
            told(chatbot.reply(message, {}, &worked_out)));
      CHECK(remembered == worked_out);
      CHECK(told(replies.reply(chatbot, message, {}, nullptr)) == told(chatbot.reply(message)));
    }
  }
  // In the conversation and in none, of all rounds but the first.
  CHECK(replies.hits() == (kRounds - 1) * (kTalk.size() + kTalk.size()));
}

TEST_CASE("what is explained is worked out anew", "[sessions][repeated]") {
  const auto& chatbot = *shipped_chatbot();
  RepeatedReplies replies;
  CHECK_FALSE(replies.reply(chatbot, kTalk[0], {}, nullptr).trace);
  CHECK(replies.reply(chatbot, kTalk[0], {.explain = true}, nullptr).trace);
  CHECK_FALSE(replies.reply(chatbot, kTalk[0], {}, nullptr).trace);
  CHECK(replies.hits() == 1);
}

TEST_CASE("another chatbot gives its own replies", "[sessions][repeated]") {
  const std::filesystem::path root{JAUAP_SOURCE_DIR};
  const auto load = [&](const std::string& pack) {
    return chat::load_chatbot({.knowledge = {root / pack}, .intents = root / "intents"})
        .value.value();
  };
  const auto first = load("knowledge/kazakhstan-lithuania");
  const auto second = load("tests/packs/lighthouse");
  RepeatedReplies replies;
  const std::string question = "Who wrote the article?";
  const std::string answer = replies.reply(*first, question, {}, nullptr).answer;
  CHECK(replies.reply(*second, question, {}, nullptr).answer != answer);
  CHECK(replies.reply(*first, question, {}, nullptr).answer == answer);
  CHECK(replies.hits() == 1);
}

TEST_CASE("replies that nobody asks for are forgotten, and long ones at once",
          "[sessions][repeated]") {
  const auto& chatbot = *shipped_chatbot();
  RepeatedReplies replies{2};
  replies.reply(chatbot, kTalk[0], {}, nullptr);
  replies.reply(chatbot, kTalk[2], {}, nullptr);
  replies.reply(chatbot, kTalk[0], {}, nullptr);
  replies.reply(chatbot, kTalk[4], {}, nullptr);
  CHECK(replies.size() == 2);
  replies.reply(chatbot, kTalk[0], {}, nullptr);
  CHECK(replies.hits() == 2);
  replies.reply(chatbot, kTalk[2], {}, nullptr);
  CHECK(replies.hits() == 2);
  replies.reply(chatbot, std::string(400, 'x'), {}, nullptr);
  replies.reply(chatbot, std::string(400, 'x'), {}, nullptr);
  CHECK(replies.hits() == 2);
}

TEST_CASE("replies are remembered from many threads", "[sessions][repeated][threads]") {
  const auto& chatbot = *shipped_chatbot();
  RepeatedReplies replies{3};
  std::vector<int> right(4);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < right.size(); ++i) {
    threads.emplace_back([&, i] {
      for (std::size_t n = 0; n < 40; ++n) {
        const std::string& message = kTalk[(n * (i + 1)) % kTalk.size()];
        right[i] +=
            told(replies.reply(chatbot, message, {}, nullptr)) == told(chatbot.reply(message));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == std::vector<int>(4, 40));
  CHECK(replies.size() == 3);
}

}  // namespace jauap::sessions
