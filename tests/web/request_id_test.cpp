#include "bot/web/request_id.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace jauap::web {

TEST_CASE("an id that could break a header or a log is not passed through", "[web]") {
  const std::vector<std::pair<std::string, bool>> cases{
      {"a", true},        {"f47ac10b-58cc-4372-a567-0e02b2c3d479", true},
      {"A.b_c-9", true},  {std::string(128, 'a'), true},
      {"", false},        {std::string(129, 'a'), false},
      {"a b", false},     {"a\n", false},
      {"<b>", false},     {"$(id)", false},
      {"\xC3\xA9", false}};
  for (const auto& [text, is_one] : cases) {
    INFO(text);
    CHECK(is_request_id(text) == is_one);
  }
}

TEST_CASE("ids differ, and are such as are passed through", "[web]") {
  RequestIds one;
  RequestIds other;
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) {
    for (RequestIds* ids : {&one, &other}) {
      const std::string id = ids->next();
      CHECK(is_request_id(id));
      CHECK(seen.insert(id).second);
    }
  }
}

}  // namespace jauap::web
