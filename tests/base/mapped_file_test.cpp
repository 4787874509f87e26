#include "bot/base/mapped_file.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

namespace jauap::base {

TEST_CASE("a mapped file is its bytes", "[base]") {
  const auto path =
      std::filesystem::temp_directory_path() / ("jauap-mapped-" + std::to_string(::getpid()));
  for (const std::string text : {"", "a", "two\nlines\n"}) {
    std::ofstream{path, std::ios::binary} << text;
    auto loaded = MappedFile::open(path);
    REQUIRE(loaded.ok());
    CHECK(loaded.value->bytes() == text);
    const MappedFile moved{std::move(*loaded.value)};
    CHECK(moved.bytes() == text);
  }
  std::filesystem::remove(path);
}

TEST_CASE("what cannot be mapped is named", "[base]") {
  const auto message = [](const std::string& path) {
    const auto loaded = MappedFile::open(path);
    REQUIRE_FALSE(loaded.ok());
    return to_string(loaded.problems.at(0));
  };
  CHECK(message("/nowhere/words") == "/nowhere/words: cannot be read: No such file or directory");
  CHECK(message("/") == "/: cannot be read: expected a file, found a folder or a device");
}

}  // namespace jauap::base
