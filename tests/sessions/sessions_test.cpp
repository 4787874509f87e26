#include "bot/sessions/sessions.h"

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/shipped_chatbot.h"

namespace jauap::sessions {

TEST_CASE("each conversation is remembered by its name", "[sessions]") {
  const auto& chatbot = *shipped_chatbot();
  Sessions sessions;
  const std::string first = "What is the capital of Norway?";
  CHECK(sessions.reply(chatbot, "a", first).answer == "The capital of Norway is Oslo.");
  CHECK(sessions.reply(chatbot, "b", "And Denmark?").values !=
        std::vector<chat::ReplyValue>{std::string{"Copenhagen"}});
  CHECK(sessions.reply(chatbot, "a", "And Denmark?").answer ==
        "The capital of Denmark is Copenhagen. "
        "(I took this as “what is the capital of Denmark”.)");
  sessions.reply(chatbot, "", first);
  CHECK(sessions.size() == 2);
}

TEST_CASE("the conversation that was silent the longest is forgotten first", "[sessions]") {
  const auto& chatbot = *shipped_chatbot();
  Sessions sessions{2};
  const std::string first = "What is the capital of Norway?";
  sessions.reply(chatbot, "a", first);
  sessions.reply(chatbot, "b", first);
  sessions.reply(chatbot, "a", first);
  sessions.reply(chatbot, "c", first);
  CHECK(sessions.size() == 2);
  CHECK(sessions.reply(chatbot, "a", "And Denmark?").values ==
        std::vector<chat::ReplyValue>{std::string{"Copenhagen"}});
  CHECK(sessions.reply(chatbot, "b", "And Denmark?").values !=
        std::vector<chat::ReplyValue>{std::string{"Copenhagen"}});
}

TEST_CASE("conversations go on at once", "[sessions]") {
  const auto& chatbot = *shipped_chatbot();
  Sessions sessions{4};
  std::vector<int> right(6);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < right.size(); ++i) {
    threads.emplace_back([&, i] {
      const std::string name = "talk " + std::to_string(i);
      for (int n = 0; n < 20; ++n) {
        right[i] += sessions.reply(chatbot, name, "What is the capital of Norway?").answer ==
                    "The capital of Norway is Oslo.";
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == std::vector<int>(6, 20));
  CHECK(sessions.size() <= 4);
}

}  // namespace jauap::sessions
