#include "bot/chat/conversation_text.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/shipped_chatbot.h"

namespace jauap::chat {
namespace {

// One after the first two questions, with more of it set than these do.
Conversation conversation_of(const Chatbot& chatbot) {
  Conversation conversation;
  chatbot.reply("What is the capital of Norway?", {}, &conversation);
  chatbot.reply("And Denmark?", {}, &conversation);
  conversation.options = {conversation.question, conversation.question};
  conversation.examples_shown = 3;
  return conversation;
}

}  // namespace

TEST_CASE("a conversation is the same behind its text", "[chat]") {
  const Chatbot& chatbot = *shipped_chatbot();
  const ConversationText texts{chatbot};
  const Conversation conversation = conversation_of(chatbot);
  const std::string text = texts.write(conversation);
  auto read = texts.read(text);
  REQUIRE(read);
  CHECK(read->question == conversation.question);
  CHECK(read->answered == conversation.answered);
  CHECK(read->listed == conversation.listed);
  CHECK(read->subjects == conversation.subjects);
  CHECK(read->referents == conversation.referents);
  CHECK(read->named == conversation.named);
  CHECK(read->last_told == conversation.last_told);
  CHECK(read->told == conversation.told);
  CHECK(read->compared == conversation.compared);
  CHECK(read->examples_shown == 3);
  CHECK(read->options == conversation.options);
  CHECK_FALSE(read->last_told.empty());
  CHECK(texts.write(*read) == text);
  read->options.clear();
  CHECK(chatbot.reply("And its area?", {}, &*read).status == Status::Answered);
  CHECK(texts.read(texts.write({})));
}

TEST_CASE("a conversation that is too long begins anew", "[chat]") {
  const Chatbot& chatbot = *shipped_chatbot();
  const ConversationText texts{chatbot};
  Conversation conversation = conversation_of(chatbot);
  conversation.options.resize(20'000, conversation.question);
  CHECK(texts.write(conversation) == texts.write({}));
}

TEST_CASE("a text that was damaged is no conversation", "[chat]") {
  const Chatbot& chatbot = *shipped_chatbot();
  const ConversationText texts{chatbot};
  const std::string text = texts.write(conversation_of(chatbot));
  for (std::size_t length = 0; length < text.size(); ++length) {
    INFO("cut to " << length << " bytes");
    CHECK_FALSE(texts.read(text.substr(0, length)));
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string damaged = text;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    INFO("another byte at " << i);
    CHECK_FALSE(texts.read(damaged));
  }
}

TEST_CASE("a text of another form is no conversation", "[chat]") {
  const ConversationText texts{*shipped_chatbot()};
  const std::string good =
      R"({"answered":[],"compared":[],"examples_shown":0,"is_lost":false,"last_told":[],)"
      R"("listed":[],"named":[],"options":[],"question":[],"referents":[],"subjects":[],"told":[]})";
  REQUIRE(texts.read(with_checksum(good)));
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string told = good;
    return with_checksum(told.replace(told.find(from), from.size(), to));
  };
  const std::vector<std::string> broken{
      "",
      "{}",
      good,
      with_checksum(""),
      with_checksum("null"),
      with_checksum("[]"),
      with_checksum("{}"),
      with_checksum(std::string(60'000, '[')),
      with_checksum(good + "x"),
      with(R"("question":[])", R"("question":["of"])"),
      with(R"("question":[])", R"("question":["of",3])"),
      with(R"("question":[])", R"("question":["",0])"),
      with(R"("question":[])", R"("question":[0,"of"])"),
      with(R"("question":[])", R"("question":{})"),
      with(R"("question":[],)", ""),
      with(R"("answered":[])", R"("answered":[-1])"),
      with(R"("answered":[])", R"("answered":["1"])"),
      with(R"("listed":[])", R"("listed":["1"])"),
      with(R"("told":[])", R"("told":[1])"),
      with(R"("told":[])", R"("told":[[]])"),
      with(R"("told":[])", R"("told":[[1,2,3]])"),
      with(R"("told":[])", R"("told":[[1,1.5]])"),
      with(R"("options":[])", R"("options":[[]])"),
      with(R"("options":[])", R"("options":[1])"),
      with("false", "0"),
      with(R"("examples_shown":0)", R"("examples_shown":-1)"),
      with(R"("examples_shown":0)", R"("examples_shown":18446744073709551615)"),
  };
  for (const std::string& text : broken) {
    INFO(text.substr(0, 300));
    CHECK_FALSE(texts.read(text));
  }
  // What these packs do not hold is forgotten, and nothing else.
  const auto other = texts.read(with(R"("named":[])", R"("named":[17])"));
  REQUIRE(other);
  CHECK(other->named.empty());
}

}  // namespace jauap::chat
