#include "bot/sessions/redis_address.h"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace jauap::sessions {

TEST_CASE("where Redis is, by its URL", "[sessions]") {
  struct Case {
    std::string url;
    RedisAddress wanted;
    std::string shown;
  };
  const std::vector<Case> cases{
      {"redis://redis", {"redis"}, "redis://redis:6379/0"},
      {"redis://redis/", {"redis"}, "redis://redis:6379/0"},
      {"redis://10.0.0.1:6380/2",
       {.host = "10.0.0.1", .port = 6'380, .database = 2},
       "redis://10.0.0.1:6380/2"},
      {"redis://[::1]:6380", {.host = "::1", .port = 6'380}, "redis://[::1]:6380/0"},
      {"redis://:pa%40s@redis", {.host = "redis", .password = "pa@s"}, "redis://redis:6379/0"},
      {"redis://bot:p:a@s@redis:1",
       {.host = "redis", .port = 1, .user = "bot", .password = "p:a@s"},
       "redis://redis:1/0"},
      {"unix:///run/redis.sock",
       {.host = "", .socket = "/run/redis.sock"},
       "unix:///run/redis.sock"},
      {"unix://bot:secret@/run/r%20s?db=3",
       {.host = "", .socket = "/run/r s", .user = "bot", .password = "secret", .database = 3},
       "unix:///run/r s"},
  };
  for (const auto& [url, wanted, shown] : cases) {
    INFO(url);
    const RedisAddress found = parse_redis_url(url);
    CHECK(found == wanted);
    CHECK(to_string(found) == shown);
  }
}

TEST_CASE("what is no URL of Redis is refused without its password", "[sessions]") {
  for (const std::string url : {"",
                                "redis",
                                "http://secret:secret@host",
                                "redis://",
                                "redis://:6379",
                                "redis://host:0",
                                "redis://host:65536",
                                "redis://host:x",
                                "redis://host/1024",
                                "redis://host/a",
                                "redis://host/1/2",
                                "redis://secret@host",
                                "redis://a:@host",
                                "redis://a:%4@host",
                                "redis://a:%00secret@host",
                                "unix://",
                                "unix://relative",
                                "unix:///path?secret",
                                "unix:///path?db=",
                                "redis://[::1"}) {
    INFO(url);
    try {
      parse_redis_url(url);
      FAIL_CHECK("it is taken");
    } catch (const std::invalid_argument& error) {
      const std::string said = error.what();
      CHECK(said.rfind("expected ", 0) == 0);
      CHECK(said.find("secret") == std::string::npos);
    }
  }
}

TEST_CASE("a password is not shown", "[sessions]") {
  CHECK(without_password("redis://bot:se@c:ret@host:1/2") == "redis://bot:…@host:1/2");
  CHECK(without_password("redis://:secret@host") == "redis://:…@host");
  CHECK(without_password("redis://host:6379") == "redis://host:6379");
  CHECK(without_password("unix:///run/redis.sock") == "unix:///run/redis.sock");
}

}  // namespace jauap::sessions
