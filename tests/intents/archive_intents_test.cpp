#include "bot/intents/archive_intents.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "bot/base/files.h"
#include "bot/intents/matcher.h"
#include "bot/intents/sentence.h"
#include "tests/intents/small_language.h"

namespace jauap::intents {
namespace {

IntentFiles small_files() {
  IntentFiles files;
  files.messages = {{"unknown", "I do not know."}, {"none", ""}};
  // All kinds of nodes and slots.
  for (Intent& intent :
       intents_of({"what is the area[s] of {entity:place}", "(big|large) {number+} !(not at all)",
                   "more than {2..20,2:n} km of {@what}"})) {
    intent.sentences.front().weight = 2;
    intent.about = "Areas.";
    intent.options = {{"ask", "when"}};
    intent.answers = {{"found", {"one", "two"}}};
    intent.facts = {"area"};
    files.intents.push_back(std::move(intent));
  }
  return files;
}

std::string bytes_of(const IntentFiles& files) {
  base::ArchiveWriter archive;
  write(files, archive);
  return archive.bytes();
}

std::optional<IntentFiles> files_of(std::string_view bytes) {
  base::ArchiveReader archive{bytes};
  auto files = read_intent_files(archive);
  return archive.is_at_end() ? std::move(files) : std::nullopt;
}

}  // namespace

TEST_CASE("intents that were written are read as they were", "[intents]") {
  const IntentFiles files = small_files();
  const std::string bytes = bytes_of(files);
  const auto kept = files_of(bytes);
  REQUIRE(kept);
  CHECK(bytes_of(*kept) == bytes);
  REQUIRE(kept->intents.size() == 3);
  const Intent& intent = kept->intents.front();
  CHECK(intent.name == "a");
  CHECK(intent.options.at("ask") == "when");
  CHECK(intent.answers.at("found").at(1) == "two");
  CHECK(intent.sentences.at(0).weight == 2);
  CHECK(kept->intents.at(1).sentences.at(0).tree->forbidden.size() == 1);
  const Matcher matcher{kept->intents};
  CHECK(matcher.match(line_of("what is the areas of {entity:oslo}")).size() == 1);
  CHECK(matcher.match(line_of("more than {number:4} km of road")).size() == 1);
  CHECK(matcher.match(line_of("more than {number:5} km of road")).empty());
  CHECK(matcher.match(line_of("big {number:1} not at all")).empty());
}

TEST_CASE("bytes that are not whole make no intents", "[intents]") {
  const std::string bytes = bytes_of(small_files());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    INFO(i);
    CHECK_FALSE(files_of(std::string_view{bytes}.substr(0, i)));
  }
}

}  // namespace jauap::intents
