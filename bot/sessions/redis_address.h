#pragma once

#include <string>

namespace jauap::sessions {

// Where a Redis server (or one of the same protocol, such as Valkey) is, and as whom to ask it.
struct RedisAddress {
  std::string host;  // "" where it is a Unix socket
  int port = 6'379;
  std::string socket = {};  // its path
  std::string user = {};    // "" for the default one
  std::string password = {};
  int database = 0;

  bool operator==(const RedisAddress&) const = default;
};

// "redis://[[user]:password@]host[:port][/database]", an IPv6 address in brackets, or
// "unix://[[user]:password@]/path[?db=database]". User, password and path may be percent-encoded.
// Throws std::invalid_argument that says what is expected and has nothing of the password in it.
RedisAddress parse_redis_url(const std::string& url);

// The same without the password, as people may see it: "redis://redis.example.org:6379/1".
std::string to_string(const RedisAddress& address);
// A URL with "…" for its password; one that is none, as it is.
std::string without_password(const std::string& url);

}  // namespace jauap::sessions
