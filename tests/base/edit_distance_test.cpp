#include "bot/base/edit_distance.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace jauap::base {
namespace {

struct Case {
  std::string left;
  std::string right;
  std::size_t distance;
};

}  // namespace

TEST_CASE("typing mistakes are counted", "[base]") {
  const std::vector<Case> cases{
      {"", "", 0},
      {"trade", "trade", 0},
      {"trade", "trde", 1},
      {"trade", "tradee", 1},
      {"trade", "trase", 1},
      {"trade", "tarde", 1},
      {"ab", "ba", 1},
      {"abc", "cab", 2},
      {"kitten", "sitting", 3},
      {"қазақ", "казақ", 1},
      {"", "abc", 3},
  };
  for (const auto& [left, right, distance] : cases) {
    INFO(left << " ~ " << right);
    CHECK(edit_distance(left, right, 5) == distance);
    CHECK(edit_distance(right, left, 5) == distance);
  }
}

TEST_CASE("a distance beyond the limit is limit + 1", "[base]") {
  CHECK(edit_distance("kitten", "sitting", 2) == 3);
  CHECK(edit_distance("a", "abcdefgh", 2) == 3);
  CHECK(edit_distance("kitten", "sitting", 0) == 1);
}

TEST_CASE("the nearest word is offered only where it is near", "[base]") {
  const std::vector<std::string> commands{"ask", "chat", "check", "serve"};
  CHECK(nearest("sevre", commands) == "serve");
  CHECK(nearest("chek", commands) == "check");
  CHECK(nearest("import", commands).empty());
  CHECK(did_you_mean("chekc", commands) == "did you mean \"check\"?");
  CHECK(did_you_mean("zzz", commands).empty());
}

}  // namespace jauap::base
