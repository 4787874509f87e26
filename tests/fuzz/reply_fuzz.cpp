// Any bytes as a message to the shipped packs, with explain and without: the reply is the same but
// for its trace, is one line of JSON, and an answer rests on a fact or is a whole-message intent.
// Then its lines as the messages of one conversation.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "bot/chat/conversation.h"
#include "bot/chat/load_chatbot.h"

using namespace jauap;

namespace {

constexpr int kTurns = 6;

void require(bool condition) {
  if (!condition) std::abort();
}

// Whether explain says that the whole message, or a part of it, was one of an intent's sentences.
bool is_whole_message(const chat::Reply& reply) {
  return std::ranges::any_of(reply.trace.value(), [](const auto& step) {
    return step.stage == "whole message" && !step.details.empty();
  });
}

// Whether explain says that the message was several questions, each answered by itself: what one of
// them does not explain is then named beside the answer of another.
bool is_several_questions(const chat::Reply& reply) {
  return std::ranges::any_of(reply.trace.value(),
                             [](const auto& step) { return step.stage == "part"; });
}

// Whether explain says that the nearest fact is the answer: what it does not say is named beside
// it.
bool is_nearest_fact(const chat::Reply& reply) {
  return std::ranges::any_of(reply.trace.value(), [](const auto& step) {
    return step.stage == "nearest facts" && !step.summary.starts_with("0 ");
  });
}

const std::shared_ptr<const chat::Chatbot>& shipped() {
  static const std::shared_ptr<const chat::Chatbot> kChatbot = [] {
    const std::filesystem::path root{JAUAP_SOURCE_DIR};
    return chat::load_chatbot({.knowledge = {root / "knowledge"}, .intents = root / "intents"})
        .value.value();
  }();
  return kChatbot;
}

}  // namespace

// Loading is not part of the time of the first input.
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
  shipped();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto& chatbot = shipped();
  const std::string_view message{reinterpret_cast<const char*>(data), size};

  const chat::Reply plain = chatbot->reply(message);
  chat::Reply explained = chatbot->reply(message, {.explain = true});
  require(!plain.trace && explained.trace);
  require(!plain.answer.empty());
  for (const auto& reply : {std::cref(plain), std::cref(explained)}) {
    const std::string line = chat::to_json_line(reply, "");
    require(nlohmann::json::accept(line) && line.find('\n') == std::string::npos);
  }
  if (explained.status == chat::Status::Answered) {
    require(!explained.facts.empty() || is_whole_message(explained));
    require(explained.unmatched.empty() || is_several_questions(explained) ||
            is_nearest_fact(explained));
  }
  explained.trace.reset();
  require(chat::to_json_line(plain, "") == chat::to_json_line(explained, ""));

  chat::Conversation conversation;
  std::string_view rest = message;
  for (int turn = 0; turn < kTurns && !rest.empty(); ++turn) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    require(!chatbot->reply(line, {}, &conversation).answer.empty());
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  }
  return 0;
}
