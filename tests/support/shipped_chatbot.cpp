#include "tests/support/shipped_chatbot.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "bot/chat/load_chatbot.h"

namespace jauap {

std::shared_ptr<const chat::Chatbot> shipped_chatbot() {
  static const auto loaded = [] {
    const std::filesystem::path root{JAUAP_SOURCE_DIR};
    return chat::load_chatbot({.knowledge = {root / "knowledge"},
                               .intents = root / "intents",
                               .thesaurus = root / "tests/wordnet"});
  }();
  for (const base::Problem& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  return *loaded.value;
}

}  // namespace jauap
