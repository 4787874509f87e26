#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace jauap {

// A server on this machine that stands in for a platform's API: each call has the fate that the
// test says. Safe for concurrent use.
class StandInApi {
 public:
  struct Fate {
    int status = 200;  // 0: the connection breaks instead of an answer
    int retry_after = 0;
    std::string body = "";
    int delay = 0;  // milliseconds
  };
  // Told the body of a call, of a GET its path, and how many of the same came before.
  using Decide = std::function<Fate(const std::string& body, std::size_t call)>;

  explicit StandInApi(Decide decide);
  ~StandInApi();
  StandInApi(const StandInApi&) = delete;
  StandInApi& operator=(const StandInApi&) = delete;

  std::string url() const;
  std::size_t calls(const std::string& body) const;

 private:
  class Listener;
  const Decide decide_;
  std::unique_ptr<Listener> listener_;
  mutable std::mutex mutex_;
  std::map<std::string, std::size_t> calls_;
  std::thread thread_;
};

}  // namespace jauap
