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

template <class Loaded>
const auto& value_of(const Loaded& loaded) {
  for (const base::Problem& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  return *loaded.value;
}

}  // namespace

std::shared_ptr<const chat::Chatbot> shipped_chatbot() {
  static const auto loaded = chat::load_chatbot(shipped());
  return value_of(loaded);
}

const chat::PackChatbots& shipped_chatbots() {
  static const auto loaded = chat::load_pack_chatbots(shipped());
  return value_of(loaded);
}

}  // namespace jauap
