#include "bot/chat/carry_over.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "bot/chat/load_chatbot.h"
#include "bot/sessions/sessions.h"
#include "tests/support/table_chatbot.h"
#include "tests/support/temporary_folder.h"

namespace jauap::chat {
namespace {

// The same table in another version.
std::shared_ptr<const Chatbot> harbours(const std::string& rows) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "harbours.csv";
  std::ofstream{file} << "name,depth (m),keeper\n" << rows;
  const std::filesystem::path root{JAUAP_SOURCE_DIR};
  const auto loaded = load_chatbot({.knowledge = {file}, .intents = root / "intents"});
  for (const auto& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  return *loaded.value;
}

}  // namespace

TEST_CASE("a conversation goes on over another version of the packs", "[chat]") {
  const auto before = harbours("Saltby,11,Anna\nOstry,14,Berit\n");
  // Every row has moved.
  const auto after = harbours("Aldvik,5,Carl\nBorra,6,Dag\nOstry,15,Berit\nSaltby,12,Anna\n");
  const auto without = harbours("Aldvik,5,Carl\nBorra,6,Dag\n");
  Conversation conversation;
  CHECK(values_of(before->reply("What is the depth of Saltby?", {}, &conversation)) == "11.0");

  Conversation carried = CarryOver{*before, *after}(conversation);
  CHECK(values_of(after->reply("And who is its keeper?", {}, &carried)) == "Anna");
  carried = CarryOver{*before, *after}(conversation);
  CHECK(values_of(after->reply("And Ostry?", {}, &carried)) == "15.0");

  // There and back it is the same.
  Conversation back = CarryOver{*after, *before}(CarryOver{*before, *after}(conversation));
  CHECK(back.subjects == conversation.subjects);
  CHECK(back.named == conversation.named);
  CHECK(back.last_told == conversation.last_told);
  CHECK(back.told == conversation.told);
  CHECK_FALSE(back.last_told.empty());

  // What is no longer there is forgotten, and nothing else taken for it.
  Conversation lost = CarryOver{*before, *without}(conversation);
  CHECK(lost.last_told.empty());
  CHECK(lost.subjects.empty());
  CHECK(values_of(without->reply("And who is its keeper?", {}, &lost)) != "Carl");
}

TEST_CASE("conversations are taken over, also by who answers with the old packs", "[sessions]") {
  const auto before = harbours("Saltby,11,Anna\nOstry,14,Berit\n");
  const auto after = harbours("Aldvik,5,Carl\nBorra,6,Dag\nOstry,15,Berit\nSaltby,12,Anna\n");
  sessions::Sessions sessions;
  sessions.take_over(before);
  sessions.reply(*before, "a", "What is the depth of Saltby?");
  sessions.take_over(after);
  CHECK(values_of(sessions.reply(*after, "a", "And who is its keeper?")) == "Anna");
  // A question that began before asks the old ones, and leaves what the new ones understand.
  CHECK(values_of(sessions.reply(*before, "a", "What is the depth of Ostry?")) == "14.0");
  CHECK(values_of(sessions.reply(*after, "a", "And who is its keeper?")) == "Berit");
}

}  // namespace jauap::chat
