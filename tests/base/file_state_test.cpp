#include "bot/base/file_state.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace jauap::base {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& text) {
  std::ofstream{file, std::ios::binary} << text;
}

}  // namespace

TEST_CASE("every way in which files change is seen, and nothing else", "[base]") {
  const TemporaryFolder folder;
  const fs::path packs = folder.path() / "packs";
  fs::create_directories(packs / "a");
  fs::create_directories(packs / "b");
  fs::create_directories(folder.path() / "other");
  write(packs / "a" / "facts.json", "one");
  write(packs / "table.csv", "x,y\n");
  write(folder.path() / "other" / "facts.json", "one");
  fs::create_directory_symlink(packs / "a", packs / "linked");
  const auto written = fs::last_write_time(packs / "a" / "facts.json");
  FileState state = FileState::of({packs}, {});

  using Change = std::pair<std::string, std::function<void()>>;
  const std::vector<Change> changes{
      {"longer", [&] { write(packs / "a" / "facts.json", "one more"); }},
      {"of the same length", [&] { write(packs / "a" / "facts.json", "one less"); }},
      {"of the same length and time",
       [&] {
         write(packs / "a" / "facts.json", "one_less");
         fs::last_write_time(packs / "a" / "facts.json", written);
       }},
      {"in place",
       [&] {
         std::fstream file{packs / "table.csv", std::ios::in | std::ios::out};
         file << "z";
       }},
      {"renamed over",
       [&] {
         write(packs / "new", "x,y\n");
         fs::rename(packs / "new", packs / "table.csv");
       }},
      {"a new one", [&] { write(packs / "b" / "more.csv", ""); }},
      {"a removed one", [&] { fs::remove(packs / "b" / "more.csv"); }},
      {"a new folder", [&] { fs::create_directory(packs / "c"); }},
      {"a link that leads elsewhere",
       [&] {
         fs::create_directory_symlink(folder.path() / "other", packs / "next");
         fs::rename(packs / "next", packs / "linked");
       }},
      {"through a link", [&] { write(folder.path() / "other" / "facts.json", "two"); }},
      {"all gone", [&] { fs::remove_all(packs); }},
  };
  for (const auto& [name, change] : changes) {
    INFO(name);
    const FileState same = FileState::of({packs}, state);
    CHECK(same.is_unchanged_since(state));
    change();
    const FileState now = FileState::of({packs}, same);
    CHECK_FALSE(now.is_unchanged_since(same));
    state = now;
  }
  write(folder.path() / "beside", "x");
  CHECK(FileState::of({packs}, state).is_unchanged_since(state));
}

TEST_CASE("links in a circle end", "[base]") {
  const TemporaryFolder folder;
  fs::create_directory_symlink(folder.path(), folder.path() / "self");
  write(folder.path() / "file", "x");
  const FileState state = FileState::of({folder.path()}, {});
  CHECK(FileState::of({folder.path()}, state).is_unchanged_since(state));
}

}  // namespace jauap::base
