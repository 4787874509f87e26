#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include "bot/web/token_buckets.h"

namespace jauap::web {

// How many connections each client has, and how often it asks. Clients are as in client_address.h;
// "" is never limited. For one thread.
class ClientLimits {
 public:
  // `connections` of one client; 0 for any number.
  ClientLimits(std::size_t connections, Rate requests) : most_{connections}, requests_{requests} {}

  // One more connection; false where the client has as many as it may, which then does not count.
  bool connect(const std::string& client);
  void disconnect(const std::string& client);

  // As TokenBuckets::take.
  std::size_t take(const std::string& client, TokenBuckets::Clock::time_point now) {
    return requests_.take(client, now);
  }

 private:
  const std::size_t most_;
  std::unordered_map<std::string, std::size_t> connections_;
  TokenBuckets requests_;
};

}  // namespace jauap::web
