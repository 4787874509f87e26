#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace jauap::web {

// Whether an X-Request-Id of a client is passed through: 1 to 128 letters, digits, ".", "_", "-",
// so that it can stand in a header, a log and a shell.
bool is_request_id(std::string_view text);

// Numbers for requests that bring none, which no other run of the server gives out again. Safe for
// concurrent use.
class RequestIds {
 public:
  RequestIds();
  std::string next();

 private:
  const std::uint32_t run_;  // tells two runs apart
  std::atomic<std::uint64_t> count_ = 0;
};

}  // namespace jauap::web
