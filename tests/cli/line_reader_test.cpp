#include "bot/cli/line_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <string>
#include <system_error>
#include <vector>

namespace {

using Lines = std::vector<std::string>;

// The lines of a text that comes through a pipe; those that were cut end with "~".
Lines lines_of(const std::string& text, std::size_t limit = 100) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  REQUIRE(write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  close(ends[1]);
  jauap::cli::LineReader reader{ends[0], limit};
  Lines lines;
  while (const auto line = reader.next()) lines.push_back(line->text + (line->complete ? "" : "~"));
  close(ends[0]);
  return lines;
}

}  // namespace

TEST_CASE("input is read a line at a time", "[cli]") {
  CHECK(lines_of("") == Lines{});
  CHECK(lines_of("one") == Lines{"one"});
  CHECK(lines_of("one\ntwo\n") == Lines{"one", "two"});
  CHECK(lines_of("one\r\n\r\n\nfour") == Lines{"one", "", "", "four"});
  CHECK(lines_of(std::string("a\0b\n\xFF\n", 6)) == Lines{std::string("a\0b", 3), "\xFF"});
}

TEST_CASE("a line that is too long is cut, and the next one is whole", "[cli]") {
  CHECK(lines_of("12345\n123456\n1\n", 5) == Lines{"12345", "12345~", "1"});
  CHECK(lines_of(std::string(50'000, 'x') + "\ny\n", 3) == Lines{"xxx~", "y"});
}

TEST_CASE("a line is there before the input ends", "[cli]") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  REQUIRE(write(ends[1], "one\n", 4) == 4);
  jauap::cli::LineReader reader{ends[0]};
  CHECK(reader.next()->text == "one");
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("input that cannot be read is an exception", "[cli]") {
  const int folder = open("/", O_RDONLY | O_DIRECTORY);
  REQUIRE(folder >= 0);
  jauap::cli::LineReader reader{folder};
  CHECK_THROWS_AS(reader.next(), std::system_error);
  close(folder);
}
