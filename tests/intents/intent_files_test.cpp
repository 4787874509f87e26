#include "bot/intents/intent_files.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "bot/base/files.h"
#include "tests/intents/small_language.h"

namespace jauap::intents {
namespace {

namespace fs = std::filesystem;

// A folder of its own that is gone at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    static int count = 0;
    path_ = fs::temp_directory_path() /
            ("jauap_intents_" + std::to_string(std::rand()) + "_" + std::to_string(++count));
    fs::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const fs::path& path() const { return path_; }
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream{path_ / name} << text;
    return path_ / name;
  }

 private:
  fs::path path_;
};

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream{file}.rdbuf();
  return text.str();
}

// One line a problem, files as named inside `folder`.
std::string shown(const base::Problems& problems, const fs::path& folder) {
  std::string lines;
  for (base::Problem problem : problems) {
    problem.file = fs::path{problem.file}.lexically_relative(folder).string();
    lines += to_string(problem) + "\n";
  }
  return lines;
}

std::string problems_of(const fs::path& broken) {
  if (broken.stem().string().rfind("pack_", 0) == 0) {
    return shown(
        load_pack_intents(broken, small_types(), small_words(), ExampleProof::Each).problems,
        broken.parent_path());
  }
  if (fs::is_directory(broken)) {
    return shown(
        load_intent_files(broken, small_types(), small_words(), ExampleProof::Each).problems,
        broken);
  }
  const TemporaryFolder folder;
  fs::copy_file(broken, folder.path() / broken.filename());
  return shown(
      load_intent_files(folder.path(), small_types(), small_words(), ExampleProof::Each).problems,
      folder.path());
}

}  // namespace

TEST_CASE("a folder of intents is loaded whole", "[intents]") {
  const TemporaryFolder folder;
  folder.write("_rules.json", R"j({"about": "x", "rules": {"what_is": "what (is|are) [the]"}})j");
  folder.write("_messages.json", R"({"messages": {"unknown": "I do not know {word}."}})");
  folder.write("_words.json", "not read here");
  folder.write("README.md", "nor this");
  folder.write("lookup.json", R"j({
    "about": "A property of a thing.", "scope": "phrase", "operation": "property",
    "options": {"ask": "when"},
    "sentences": ["{property} of {entity}", {"text": "<what_is> {property} of {entity}", "weight": 2}],
    "answers": {"found": ["{value}.", "It is {value}."], "none": "Nothing is known."},
    "examples": ["what are the {property:size} of {entity:oslo}"],
    "not_examples": ["what is {entity:oslo}"]})j");
  folder.write("greet.json", R"j({"about": "Hello.", "operation": "say", "sentences": ["hello"],
    "answers": {"found": "Hello!"}, "examples": ["Hello!"]})j");
  const auto loaded =
      load_intent_files(folder.path(), small_types(), small_words(), ExampleProof::Each);
  CHECK(shown(loaded.problems, folder.path()).empty());
  REQUIRE(loaded.ok());
  REQUIRE(loaded.value->intents.size() == 2);
  CHECK(loaded.value->messages.at("unknown") == "I do not know {word}.");
  const Intent& lookup = loaded.value->intents[1];
  CHECK(lookup.name == "lookup");
  CHECK(lookup.scope == Scope::Phrase);
  CHECK(lookup.operation == "property");
  CHECK(lookup.options.at("ask") == "when");
  CHECK(lookup.sentences.at(1).weight == 2);
  CHECK(lookup.sentences.at(1).pointer == "/sentences/1");
  CHECK(lookup.answers.at("found").size() == 2);
  CHECK(lookup.answers.at("none").size() == 1);
  CHECK(loaded.value->intents[0].scope == Scope::Message);
}

TEST_CASE("a pack's intents carry names and facts", "[intents]") {
  const TemporaryFolder folder;
  const auto file = folder.write("intents.json", R"j({"intents": [
    {"name": "visa", "sentences": ["do i need a visa"], "facts": ["visa-free"],
     "examples": ["Do I need a visa?"]}]})j");
  const auto loaded = load_pack_intents(file, small_types(), small_words(), ExampleProof::Each);
  CHECK(shown(loaded.problems, folder.path()).empty());
  REQUIRE(loaded.ok());
  CHECK(loaded.value->at(0).name == "visa");
  CHECK(loaded.value->at(0).facts == std::vector<std::string>{"visa-free"});
}

TEST_CASE("a folder that is not there is a problem", "[intents]") {
  const auto loaded =
      load_intent_files("/nowhere/at/all", small_types(), small_words(), ExampleProof::Each);
  CHECK_FALSE(loaded.ok());
  CHECK(loaded.problems.size() == 1);
}

// UPDATE_PROBLEMS=1 writes the .problems files anew; read the difference before it is kept.
TEST_CASE("every broken intent file says what is wrong and where", "[intents]") {
  const fs::path folder = fs::path{JAUAP_SOURCE_DIR} / "tests/broken/intents";
  const auto listed = base::list_folder(folder);
  REQUIRE(listed.ok());
  std::size_t seen = 0;
  for (const fs::path& broken : *listed.value) {
    if (broken.extension() == ".problems") continue;
    ++seen;
    INFO(broken.filename());
    const std::string found = problems_of(broken);
    fs::path wanted = broken;
    wanted.replace_extension(".problems");
    if (std::getenv("UPDATE_PROBLEMS") != nullptr) std::ofstream{wanted} << found;
    CHECK_FALSE(found.empty());
    CHECK(found == text_of(wanted));
  }
  CHECK(seen >= 30);
}

TEST_CASE("examples are proved where that is asked for, all else always", "[intents]") {
  const TemporaryFolder folder;
  const std::string intent = R"j({"about": "Hello.", "operation": "say", "sentences": ["hello"],
    "answers": {"found": "Hello!"}, "examples": ["Goodbye!"]})j";
  folder.write("greet.json", intent);
  const auto load = [&](ExampleProof proof) {
    return load_intent_files(folder.path(), small_types(), small_words(), proof);
  };
  CHECK_FALSE(load(ExampleProof::Each).ok());
  CHECK(load(ExampleProof::None).ok());
  folder.write("greet.json",
               std::string{intent}.replace(intent.find("hello"), 5, "hello {nobody}"));
  CHECK_FALSE(load(ExampleProof::None).ok());
}

}  // namespace jauap::intents
