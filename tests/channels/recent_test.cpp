#include "bot/channels/recent.h"

#include <catch2/catch.hpp>
#include <string>

namespace jauap::channels {

TEST_CASE("what was heard lately is bounded in number and time", "[channels]") {
  Recent<int> recent{3};
  for (int i = 0; i < 5; ++i) CHECK(recent.add(std::to_string(i), i, 100));
  CHECK(recent.size() == 3);
  CHECK_FALSE(recent.add("4", 7, 100));
  CHECK(recent.find("4", 100) == 4);
  CHECK_FALSE(recent.find("1", 100));
  CHECK(recent.add("5", 5, 101));  // which makes room for itself
  CHECK_FALSE(recent.find("2", 101));
  CHECK(recent.find("5", 101 + Recent<int>::kLife) == 5);
  CHECK_FALSE(recent.find("5", 102 + Recent<int>::kLife));
  CHECK(recent.add("x", 1, 100 + Recent<int>::kLife + 2));
  CHECK(recent.size() == 1);
}

}  // namespace jauap::channels
