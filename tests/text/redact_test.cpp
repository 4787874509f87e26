#include "bot/text/redact.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace jauap::text {
namespace {

const std::filesystem::path kData = std::filesystem::path{JAUAP_SOURCE_DIR} / "tests/text/redact";

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file{path};
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// A line in which "{{" and "}}" are around what must go: as it is typed, and what is left of it,
// cut where something went.
struct Marked {
  std::string typed;
  std::vector<std::string> left;
};

Marked read_marks(const std::string& line) {
  Marked marked;
  std::size_t at = 0;
  for (std::size_t open = 0; (open = line.find("{{", at)) != line.npos;) {
    const std::size_t close = line.find("}}", open);
    marked.left.push_back(line.substr(at, open - at));
    marked.typed += marked.left.back() + line.substr(open + 2, close - open - 2);
    at = close + 2;
  }
  marked.left.push_back(line.substr(at));
  marked.typed += marked.left.back();
  return marked;
}

// Whether a text is these pieces with one "[…]" between each two.
bool is_made_of(std::string text, const std::vector<std::string>& pieces) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (text.compare(0, pieces[i].size(), pieces[i]) != 0) return false;
    text.erase(0, pieces[i].size());
    if (i + 1 == pieces.size()) break;
    const std::size_t end = text.find(']');
    if (text[0] != '[' || end == text.npos) return false;
    text.erase(0, end + 1);
  }
  return text.empty();
}

}  // namespace

TEST_CASE("what may tell who asked is taken out", "[text]") {
  const auto cases = lines_of(kData / "personal.txt");
  REQUIRE(cases.size() >= 500);
  std::size_t found = 0;
  std::string missed;
  for (const std::string& line : cases) {
    const Marked marked = read_marks(line);
    const std::string redacted = redact(marked.typed);
    if (is_made_of(redacted, marked.left)) {
      ++found;
    } else {
      missed += line + "\n  => " + redacted + "\n";
    }
    CHECK(redact(redacted) == redacted);
  }
  INFO(found << " of " << cases.size() << "\n" << missed);
  CHECK(found * 1000 >= cases.size() * 990);
}

TEST_CASE("the figures of questions stay", "[text]") {
  std::vector<std::string> texts = lines_of(kData / "figures.txt");
  REQUIRE(texts.size() >= 100);
  for (const auto& pack :
       std::filesystem::directory_iterator{std::filesystem::path{JAUAP_SOURCE_DIR} / "knowledge"}) {
    for (std::string& line : lines_of(pack.path() / "questions.jsonl")) {
      texts.push_back(std::move(line));
    }
  }
  for (const std::string& text : texts) CHECK(redact(text) == text);
}

TEST_CASE("any bytes can be redacted, in a time that grows with them", "[text]") {
  CHECK(redact("").empty());
  CHECK(redact("\xFF\xC3 anna@example.com \xE2\x82") ==
        "\xEF\xBF\xBD\xEF\xBF\xBD [e-mail] \xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(redact("an\xE2\x80\x8Bna@example.com") == "[e-mail]");  // with an invisible space
  for (const std::string part :
       {"a.", "1 ", "a at b dot ", "@", "(1", "1-", "a:", "LT12 ", "+1("}) {
    std::string text;
    while (text.size() < 200'000) text += part;
    const auto begin = std::chrono::steady_clock::now();
    redact(text);
    INFO(part);
    // Minutes where it were the square of the length.
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{20});
  }
}

}  // namespace jauap::text
