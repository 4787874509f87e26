#include "tests/support/lighthouse_chatbot.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <utility>

#include "bot/base/mapped_file.h"
#include "bot/chat/load_chatbot.h"
#include "bot/understanding/assembly.h"
#include "bot/understanding/cascade.h"
#include "bot/understanding/mentions.h"
#include "bot/understanding/slot_types.h"
#include "tests/support/lighthouse.h"

namespace jauap {
namespace {

const std::filesystem::path kRoot{JAUAP_SOURCE_DIR};

template <class T>
T whole(base::Loaded<T> loaded) {
  for (const auto& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  return std::move(*loaded.value);
}

}  // namespace

const chat::Chatbot::Parts& lighthouse_parts() {
  static const chat::Chatbot::Parts parts{
      english_words(),
      whole(intents::load_intent_files(kRoot / "intents/en", understanding::all_slot_types(),
                                       english_words(), intents::ExampleProof::Each)),
      {},
      lighthouse().tables(),
      whole(base::MappedFile::open(JAUAP_COMMON_WORDS))};
  return parts;
}

const chat::Chatbot& lighthouse_chatbot() {
  static const auto chatbot = whole(chat::load_chatbot(
      {.knowledge = {kRoot / "tests/packs/lighthouse"}, .intents = kRoot / "intents"}));
  return *chatbot;
}

std::vector<understanding::Line> lighthouse_cuts(std::string_view question) {
  return understanding::find_mentions(text::normalize(question, english_words()),
                                      lighthouse_parts().vocabulary, english_words());
}

understanding::Line lighthouse_line(std::string_view question) {
  understanding::Line line = lighthouse_cuts(question).front();
  understanding::drop_frames(line, lighthouse_parts().phrases, english_words());
  understanding::run_cascade(line, lighthouse_parts().phrases, english_words());
  return line;
}

std::optional<query::Query> lighthouse_query(std::string_view question) {
  return understanding::assemble(lighthouse_line(question), english_words());
}

}  // namespace jauap
