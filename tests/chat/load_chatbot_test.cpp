#include "bot/chat/load_chatbot.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bot/base/files.h"

namespace {

namespace fs = std::filesystem;
using namespace jauap;

// A copy of the English intents and of the lighthouse that a test may spoil; gone at its end.
class Copy {
 public:
  Copy() {
    const fs::path source{JAUAP_SOURCE_DIR};
    std::string name = (fs::temp_directory_path() / "jauap-load-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    root_ = name;
    fs::create_directories(root_ / "intents");
    fs::copy(source / "intents/en", root_ / "intents/en", fs::copy_options::recursive);
    fs::copy(source / "tests/packs/lighthouse", root_ / "lighthouse");
  }
  ~Copy() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  void write(const std::string& file, const std::string& text) const {
    std::ofstream{root_ / file, std::ios::binary} << text;
  }
  void replace(const std::string& file, const std::string& old, const std::string& text) const {
    std::string content = base::read_file(root_ / file).value.value();
    const std::size_t at = content.find(old);
    REQUIRE(at != std::string::npos);
    write(file, content.replace(at, old.size(), text));
  }
  // All problems of loading the copy, a line each, without the folder's name.
  std::string problems(const std::string& language = "en", bool proves_examples = false) const {
    const auto loaded = chat::load_chatbot({.knowledge = {root_ / "lighthouse"},
                                            .intents = root_ / "intents",
                                            .language = language,
                                            .cache = root_ / "cache",
                                            .proves_examples = proves_examples});
    CHECK(loaded.ok() == loaded.problems.empty());
    std::string text;
    for (const auto& problem : loaded.problems) text += base::to_string(problem) + "\n";
    for (std::size_t at = 0; (at = text.find(root_.string())) != std::string::npos;) {
      text.erase(at, root_.string().size() + 1);
    }
    return text;
  }

 private:
  fs::path root_;
};

void check_has(const std::string& text, const std::vector<std::string>& parts) {
  INFO(text);
  for (const auto& part : parts) {
    INFO(part);
    CHECK(text.find(part) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("files without mistakes become a chatbot", "[chat]") {
  CHECK(Copy{}.problems().empty());
}

TEST_CASE("an unknown operation of an intent is reported", "[chat]") {
  const Copy copy;
  copy.replace("intents/en/verify.json", "\"verify\", \"options\"", "\"verfy\", \"options\"");
  copy.replace("intents/en/thanks.json", "\"say\"", "\"sing\"");
  check_has(copy.problems(), {"verify.json", "\"verfy\" is not known", "did you mean \"verify\"",
                              "thanks.json", "\"sing\" is not known for a whole message"});
}

TEST_CASE("a missing message and one that is never said are reported", "[chat]") {
  const Copy copy;
  copy.replace("intents/en/_messages.json", "\"lacking\"", "\"laking\"");
  check_has(copy.problems(), {"_messages.json", "the message \"lacking\" is missing",
                              "no message of this name is ever said", "did you mean \"lacking\""});
}

TEST_CASE("an unknown option of an intent is reported", "[chat]") {
  const Copy copy;
  copy.replace("intents/en/when.json", "\"wanted\": \"when\"", "\"wanted\": \"whenever\"");
  copy.replace("intents/en/verify.json", "{\"at\": \"start\"}", "{\"place\": \"start\"}");
  check_has(copy.problems(), {"when.json", "\"whenever\"", "verify.json", "\"place\""});
}

TEST_CASE("examples are proved where that is asked for, kept intents or not", "[chat]") {
  const Copy copy;
  copy.replace("intents/en/thanks.json", "\"examples\": [",
               "\"examples\": [\"no thanks at all\", ");
  CHECK(copy.problems().empty());
  check_has(copy.problems("en", true), {"thanks.json", "no sentence takes this example"});
  CHECK(copy.problems().empty());
}

TEST_CASE("a mistake that came after the intents were kept is reported", "[chat]") {
  const Copy copy;
  CHECK(copy.problems().empty());
  CHECK(copy.problems().empty());
  copy.replace("intents/en/thanks.json", "\"sentences\": [", "\"sentences\": [\"thanks (a\", ");
  check_has(copy.problems(), {"thanks.json"});
}

TEST_CASE("an intent without its answer is reported", "[chat]") {
  const Copy copy;
  copy.replace("intents/en/thanks.json", "{\"found\":", "{\"fond\":");
  check_has(copy.problems(), {"thanks.json", "expected an answer \"found\""});
}

TEST_CASE("a pack's own intent must name facts of the pack", "[chat]") {
  const auto intent = [](const std::string& more) {
    return "{\"intents\": [{\"name\": \"climb\", \"about\": \"A climb.\", \"operation\": "
           "\"facts\", "
           "\"sentences\": [\"can i climb it\"], \"examples\": [\"Can I climb it?\"]" +
           more + "}]}";
  };
  const Copy copy;
  copy.write("lighthouse/intents.json", intent(R"(, "facts": ["visitors-north-point"])"));
  CHECK(copy.problems().empty());
  copy.write("lighthouse/intents.json", intent(""));
  check_has(copy.problems(), {"intents.json", "\"climb\" names no facts"});
  copy.write("lighthouse/intents.json", intent(R"(, "facts": ["visitors-nort-point"])"));
  check_has(copy.problems(),
            {"intents.json", "\"visitors-nort-point\"", "did you mean \"visitors-north-point\""});
}

TEST_CASE("the mistakes of all files are reported at once", "[chat]") {
  const Copy copy;
  copy.replace("intents/en/thanks.json", "\"say\"", "\"sing\"");
  copy.replace("lighthouse/facts.json", "\"entity\"", "\"entty\"");
  check_has(copy.problems(), {"thanks.json", "facts.json", "entty"});
}

TEST_CASE("folders that are not there are problems", "[chat]") {
  const Copy copy;
  check_has(copy.problems("xx"), {"xx"});
  const auto loaded = chat::load_chatbot({{"/nowhere"}, "/nowhere", "en"});
  CHECK_FALSE(loaded.ok());
  CHECK(loaded.problems.size() >= 2);
}
