#include "tests/support/table_chatbot.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <variant>

#include "bot/chat/load_chatbot.h"

namespace jauap {

std::shared_ptr<const chat::Chatbot> load_table(const std::string& path) {
  const std::filesystem::path root{JAUAP_SOURCE_DIR};
  auto loaded = chat::load_chatbot(
      {.knowledge = {root / "tests/tables" / path}, .intents = root / "intents"});
  for (const auto& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  return *loaded.value;
}

std::string values_of(const chat::Reply& reply) {
  if (reply.status != chat::Status::Answered) return std::string{chat::to_string(reply.status)};
  std::string text;
  for (const auto& value : reply.values) {
    if (!text.empty()) text += ", ";
    if (const auto* name = std::get_if<std::string>(&value)) text += *name;
    if (const auto* number = std::get_if<double>(&value)) text += nlohmann::json(*number).dump();
    if (const auto* yes = std::get_if<bool>(&value)) text += *yes ? "yes" : "no";
  }
  return text.empty() ? "none" : text;
}

void check_values(const chat::Chatbot& chatbot, const std::vector<ValuesCase>& cases) {
  for (const auto& [question, wanted] : cases) {
    const chat::Reply reply = chatbot.reply(question);
    INFO(question << "\n" << reply.answer);
    CHECK(values_of(reply) == wanted);
  }
}

}  // namespace jauap
