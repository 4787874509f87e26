#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>

#include "bot/sessions/redis_address.h"
#include "tests/support/temporary_folder.h"

namespace jauap {

// Longer than a machine stalls: how long a Redis that replies is waited for in tests, where a
// server waits for a fraction of a second (sessions/patience.h).
inline constexpr std::chrono::milliseconds kUnhurried{20'000};

// A Redis server of the test's own, on a Unix socket in a temporary folder and on no port; it keeps
// nothing where it is killed. Ends with the test.
class RedisServer {
 public:
  explicit RedisServer(std::string password = "");
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  const sessions::RedisAddress& address() const { return address_; }
  // Starts it, and waits until it takes connections.
  void start();
  void kill();
  // Holds it, so that it takes connections and answers nothing; lets it go on.
  void hold() const;
  void go_on() const;

 private:
  TemporaryFolder folder_;
  sessions::RedisAddress address_;
  pid_t process_ = -1;
};

}  // namespace jauap
