#include "bot/chat/compiled_file.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "bot/base/files.h"
#include "bot/chat/load_chatbot.h"

namespace jauap::chat {
namespace {

namespace fs = std::filesystem;

// Gone at its end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "jauap-compiled-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void write(const fs::path& file, const std::string& bytes) {
  std::ofstream{file, std::ios::binary} << bytes;
}

std::string read(const fs::path& file) {
  return base::read_file(file).value.value_or("");
}

// Big enough to be kept.
std::string harbours(int depth) {
  std::string text = "name,country,keeper,depth (m),berths,opened year,lit,goods,crane,motto\n";
  for (int i = 0; i < 7000; ++i) {
    const std::string number = std::to_string(i);
    text += "Harbour " + std::string{static_cast<char>('A' + i % 26)} + number + ",Land " +
            std::to_string(i % 9) + "a,Keeper Nr" + std::to_string(i % 200) + "," +
            std::to_string(depth + i) + "," + std::to_string(i % 50) + "," +
            std::to_string(1800 + i % 200) + "," + (i % 2 == 0 ? "yes" : "no") + ",rope;salt" +
            std::to_string(i % 3) + "," + std::to_string(i) + ".5," +
            "\"We hold fast, whatever comes out of the sea, and keep the light in the window, " +
            number + "\"\n";
  }
  return text;
}

std::string answers(const fs::path& table, const fs::path& cache) {
  const fs::path root{JAUAP_SOURCE_DIR};
  const auto loaded =
      load_chatbot({.knowledge = {table}, .intents = root / "intents", .cache = cache});
  for (const auto& problem : loaded.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(loaded.ok());
  std::string text;
  for (const char* question :
       {"What is the depth of Harbour A26?", "Which country is Harbour B27 in?",
        "the motto of Harbour C28", "Is Harbour D29 lit?", "goods of Harbour E30?",
        "When was Harbour F31 opened?", "the dept of Harbour A26", "the depth of Nowhere",
        "How many harbours are there?", "What is the deepest harbour?"}) {
    text += to_json((*loaded.value)->reply(question), "").dump() + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a kept file is read as long as each of its bytes is as written", "[chat]") {
  const Folder folder;
  const fs::path file = folder.path() / "new" / "kept";
  const base::Fingerprint::Value of{1, 2};
  const std::string contents = "what was worked out";
  CHECK_FALSE(CompiledFile::open(file, of));
  REQUIRE(CompiledFile::write(file, of, contents));
  REQUIRE(CompiledFile::open(file, of));
  CHECK(CompiledFile::open(file, of)->contents() == contents);
  CHECK_FALSE(CompiledFile::open(file, {2, 1}));
  const std::string whole = read(file);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    INFO(i);
    write(file, whole.substr(0, i));
    CHECK_FALSE(CompiledFile::open(file, of));
    for (const int bit : {0, 7}) {
      std::string flipped = whole;
      flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
      write(file, flipped);
      CHECK_FALSE(CompiledFile::open(file, of));
    }
  }
  write(file, whole + "x");
  CHECK_FALSE(CompiledFile::open(file, of));
  write(file, whole);
  CHECK(CompiledFile::open(file, of));
  CHECK(std::distance(fs::directory_iterator{file.parent_path()}, {}) == 1);  // nothing unfinished
  CHECK_FALSE(CompiledFile::write("/proc/nowhere/kept", of, contents));
}

TEST_CASE("answers are the same from tables, from a kept file and after its damage", "[chat]") {
  const Folder folder;
  const fs::path table = folder.path() / "harbours.csv";
  const fs::path cache = folder.path() / "cache";
  write(table, harbours(3));
  const std::string wanted = answers(table, {});
  CHECK(wanted.find("29") != std::string::npos);
  CHECK_FALSE(fs::exists(cache));
  CHECK(answers(table, cache) == wanted);
  const auto kept = base::list_folder(cache).value.value();
  REQUIRE(kept.size() == 2);  // the intents and the table
  for (const fs::path& file : kept) {
    const std::string whole = read(file);
    CHECK(answers(table, cache) == wanted);
    CHECK(read(file) == whole);
    for (const double place : {0.0, 0.3, 0.999}) {
      const auto at = static_cast<std::size_t>(place * static_cast<double>(whole.size()));
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ 4);
      write(file, damaged);
      CHECK(answers(table, cache) == wanted);
      CHECK(read(file).size() == whole.size());
      write(file, whole.substr(0, at));
      CHECK(answers(table, cache) == wanted);
    }
  }
  write(table, harbours(5));
  const std::string other = answers(table, {});
  CHECK(other != wanted);
  CHECK(answers(table, cache) == other);
  CHECK(answers(table, cache) == other);
  CHECK(std::distance(fs::directory_iterator{cache}, {}) == 2);
}

}  // namespace jauap::chat
