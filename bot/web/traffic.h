#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "bot/web/exchange.h"

namespace jauap::web {

// What one server has answered, and what it is busy with now. Safe for concurrent use.
class Traffic {
 public:
  // How often one route has answered with one status. Of what the server itself refused, method and
  // route are "none": what a client wrote there is not repeated.
  struct Answers {
    std::string method;
    std::string route;
    int status = 0;
    std::uint64_t count = 0;
  };

  void answered(const Exchange& exchange);
  std::vector<Answers> answers() const;

  std::atomic<std::size_t> connections = 0;
  std::atomic<std::size_t> waiting = 0;  // requests, for a thread
  std::atomic<std::size_t> working = 0;  // requests that a thread answers

 private:
  mutable std::mutex mutex_;
  std::map<std::pair<const Route*, int>, Answers> answers_;  // the server's routes stay in place
};

}  // namespace jauap::web
