#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>

namespace jauap::web {

// How many connections each client has, and a token bucket for its requests: it holds up to `burst`
// requests and gets `rate` more a second. Clients are as in client_address.h; "" is never limited.
// For one thread.
class ClientLimits {
 public:
  using Clock = std::chrono::steady_clock;

  struct Settings {
    std::size_t connections = 0;  // of one client; 0 for any number
    std::size_t rate = 0;         // requests a second; 0 for any number
    std::size_t burst = 1;
  };
  // Buckets of so many clients are kept. The one that asked least recently is forgotten first,
  // which at worst gives it a full bucket again.
  static constexpr std::size_t kMaxBuckets = 100'000;

  explicit ClientLimits(Settings settings) : settings_{settings} {}

  // One more connection; false where the client has as many as it may, which then does not count.
  bool connect(const std::string& client);
  void disconnect(const std::string& client);

  // Takes a request from the bucket; otherwise the seconds until there is one again, at least 1.
  std::size_t take(const std::string& client, Clock::time_point now);

  std::size_t buckets() const { return buckets_.size(); }

 private:
  struct Bucket {
    std::string client;
    double tokens = 0;
    Clock::time_point filled;
  };

  const Settings settings_;
  std::unordered_map<std::string, std::size_t> connections_;
  std::list<Bucket> recent_;  // who asked last stands first
  std::unordered_map<std::string, std::list<Bucket>::iterator> buckets_;
};

}  // namespace jauap::web
