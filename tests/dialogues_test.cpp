// Holds the conversations of tests/dialogues and compares what comes back with what stands there.
// With UPDATE_DIALOGUES=1 in the environment the files are written anew instead.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "bot/base/files.h"
#include "bot/chat/transcript.h"
#include "tests/support/shipped_chatbot.h"

TEST_CASE("the shipped dialogues go as they are written", "[dialogues]") {
  const char* variable = std::getenv("UPDATE_DIALOGUES");  // NOLINT(concurrency-mt-unsafe)
  const bool update = variable != nullptr && std::string_view{variable} == "1";
  const auto files =
      jauap::base::list_folder(std::filesystem::path{JAUAP_SOURCE_DIR} / "tests/dialogues");
  REQUIRE(files.ok());
  CHECK_FALSE(files.value->empty());
  for (const std::filesystem::path& file : *files.value) {
    const auto dialogue = jauap::base::read_file(file);
    REQUIRE(dialogue.ok());
    const std::string found =
        jauap::chat::replay_dialogue(*jauap::shipped_chatbot(), *dialogue.value);
    if (update) std::ofstream{file, std::ios::binary} << found;
    INFO(file.filename().string() << ", " << jauap::chat::first_difference(*dialogue.value, found));
    CHECK((update || *dialogue.value == found));
  }
}
