#include "bot/web/authorization.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace jauap::web {

TEST_CASE("a token is borne as a whole", "[web]") {
  const std::string token = "0123456789abcdef";
  const std::vector<std::pair<std::string, bool>> cases{
      {"Bearer " + token, true},
      {"bearer " + token, true},
      {"BEARER   " + token, true},
      {token, false},
      {"Bearer", false},
      {"Bearer ", false},
      {"Bearer " + token + "0", false},
      {"Bearer " + token + token, false},
      {"Bearer " + token.substr(1), false},
      {"Bearer 0123456789abcdeF", false},
      {"Basic " + token, false},
      {"", false},
  };
  for (const auto& [sent, bears] : cases) {
    INFO(sent);
    CHECK(bears_token(sent, token) == bears);
  }
  CHECK_FALSE(bears_token("Bearer ", ""));
}

TEST_CASE("a token stands alone on the line of its file", "[web]") {
  const auto file = std::filesystem::temp_directory_path() / "jauap_token_test";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"0123456789abcdef\n", "0123456789abcdef"},
      {"0123456789-._~+/=\r\n", "0123456789-._~+/="},
      {"0123456789abcdef", "0123456789abcdef"},
      {"", ""},
      {"\n", ""},
      {"short", ""},
      {"0123456789 abcdef", ""},
      {"0123456789abcdef\nsecond", ""},
      {std::string(5'000, 'a'), ""},
  };
  for (const auto& [content, wanted] : cases) {
    std::ofstream{file} << content;
    const auto token = read_token(file);
    INFO(content.substr(0, 40));
    CHECK(token.value.value_or("") == wanted);
    CHECK(token.problems.empty() == !wanted.empty());
  }
  std::filesystem::remove(file);
  CHECK_FALSE(read_token(file).ok());
}

}  // namespace jauap::web
