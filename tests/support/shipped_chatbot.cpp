#include "tests/support/shipped_chatbot.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "bot/chat/load_chatbot.h"

namespace jauap {
namespace {

chat::LoadOptions shipped() {
  const std::filesystem::path root{JAUAP_SOURCE_DIR};
  return {.knowledge = {root / "knowledge"},
          .intents = root / "intents",
          .thesaurus = root / "tests/wordnet"};
}

// Checked once, where it is loaded: assertions are for one thread at a time.
template <class Loaded>
auto value_of(const Loaded& loaded) {
  for (const base::Problem& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  return *loaded.value;
}

}  // namespace

std::shared_ptr<const chat::Chatbot> shipped_chatbot() {
  static const auto kChatbot = value_of(chat::load_chatbot(shipped()));
  return kChatbot;
}

const chat::PackChatbots& shipped_chatbots() {
  static const auto kChatbots = value_of(chat::load_pack_chatbots(shipped()));
  return kChatbots;
}

}  // namespace jauap
