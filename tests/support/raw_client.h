#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace jauap {

// A socket to a server on this machine, for requests that no HTTP client would send.
class RawClient {
 public:
  explicit RawClient(int port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // False where the server has closed the connection.
  bool send(std::string_view bytes) const;
  // What comes until the server closes, or until it holds `count` times "HTTP/1.1 " and the last of
  // these answers is whole; at most for `patience`.
  std::string receive(std::size_t count = 1,
                      std::chrono::milliseconds patience = std::chrono::seconds{5});
  // Whether the server has closed, after at most `patience`.
  bool is_closed(std::chrono::milliseconds patience) const;

 private:
  int socket_ = -1;
  std::string received_;
};

}  // namespace jauap
