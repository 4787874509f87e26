#pragma once

#include <httplib.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "bot/web/request_head.h"

namespace jauap::web {

// One accepted socket, read under absolute deadlines: bytes that arrive do not push them on, so a
// client that sends slowly is cut like one that sends nothing. Bytes of the next request that come
// early are kept. What is written is held back until flush(), so that an answer is one packet.
// For one thread; only server.cpp includes this.
class Connection final : public httplib::Stream {
 public:
  using Clock = std::chrono::steady_clock;

  // Owns the socket. `stop` is a descriptor that becomes readable when the server stops.
  Connection(int socket, int stop);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Waits for the first byte of a request. False where none came in time, the client left, or the
  // server stops and nothing has arrived.
  bool wait_for_request(std::chrono::milliseconds patience);

  // Reads to the empty line. Nothing where the client left; a Refusal where the head is too long or
  // not there at the deadline. The text is valid until the next read.
  std::variant<std::monostate, std::string, Refusal> read_head_text(Clock::time_point deadline);

  // What the library reads next: `head`, then at most `body` bytes of the socket until `deadline`.
  void begin_exchange(std::string head, std::size_t body, Clock::time_point deadline);

  // Sends what was written. False where the client does not take it within `patience`.
  bool flush(std::chrono::milliseconds patience);

  // Ends the connection such that the client can still read its last answer although not all it
  // sent was read: closing at once would reset the connection and lose the answer.
  void linger(std::chrono::milliseconds patience);

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override;
  ssize_t write(const char* from, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

 private:
  // Appends to the buffer what has come. False at the deadline, at the end and on errors.
  bool receive(Clock::time_point deadline);

  int socket_;
  int stop_;
  std::string buffer_;    // received and not yet read
  std::size_t used_ = 0;  // of it, from the front
  std::string head_;      // what the library is given first
  std::size_t head_used_ = 0;
  std::size_t budget_ = 0;  // bytes that the library may still read
  Clock::time_point deadline_;
  std::string output_;
};

}  // namespace jauap::web
