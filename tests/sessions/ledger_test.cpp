#include "bot/sessions/ledger.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace jauap::sessions {
namespace {

// A file of its own, which is not there yet.
std::filesystem::path fresh_file(const std::string& name) {
  const auto file = std::filesystem::temp_directory_path() / ("jauap_ledger_" + name + ".jsonl");
  std::filesystem::remove(file);
  return file;
}

std::vector<nlohmann::json> entries(const std::filesystem::path& path) {
  std::vector<nlohmann::json> all;
  std::ifstream file{path};
  for (std::string line; std::getline(file, line);) all.push_back(nlohmann::json::parse(line));
  return all;
}

}  // namespace

TEST_CASE("what was thought of an answer is a line", "[sessions]") {
  const auto file = fresh_file("line");
  {
    Ledger ledger{file};
    ledger.add({"How high?\nAnd \"where\"?", "34.5 m", true, "", "s1"});
  }
  Ledger{file}.add({"\xFF?", "", false, "mist", ""});  // after a new start it goes on
  const auto all = entries(file);
  REQUIRE(all.size() == 2);
  CHECK(all[0]["question"] == "How high?\nAnd \"where\"?");
  CHECK(all[0]["answer"] == "34.5 m");
  CHECK(all[0]["helpful"] == true);
  CHECK(all[0]["session"] == "s1");
  CHECK(all[0]["time"].get<std::string>().size() == std::string{"2022-06-15T08:00:00Z"}.size());
  CHECK(all[1]["question"] == "\xEF\xBF\xBD?");
  CHECK(all[1]["comment"] == "mist");
  struct stat status {};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
  std::filesystem::remove(file);
}

TEST_CASE("lines of several threads do not mix", "[sessions]") {
  const auto file = fresh_file("threads");
  Ledger one{file};
  Ledger other{file};
  constexpr std::size_t kEach = 20;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&ledger = i % 2 == 0 ? one : other] {
      for (std::size_t j = 0; j < kEach; ++j)
        ledger.add({std::string(3000, 'q'), "a", false, "", ""});
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(entries(file).size() == std::size_t{4} * kEach);
  std::filesystem::remove(file);
}

TEST_CASE("a ledger that cannot be written is named", "[sessions]") {
  const auto folder = std::filesystem::temp_directory_path();
  CHECK_THROWS_AS(Ledger{folder}, std::system_error);
  CHECK_THROWS_WITH(Ledger{folder / "no_such_folder" / "ledger"},
                    Catch::Matchers::Contains("no_such_folder"));
  Ledger full{"/dev/full"};
  CHECK_THROWS_AS(full.add({"q", "a", true, "", ""}), std::system_error);
}

}  // namespace jauap::sessions
