#pragma once

#include <string>
#include <string_view>

namespace jauap::web {

// Where a server listens: a TCP port of one address, or a Unix socket.
struct ListenAddress {
  std::string host;  // "127.0.0.1", "::1", "0.0.0.0", "::" (IPv6 and IPv4)
  int port = 0;      // 0: any free one
  std::string path;  // of a Unix socket, otherwise ""

  bool is_unix() const { return !path.empty(); }
};

// "127.0.0.1:8080", "[::1]:8080", "unix:/run/jauap.sock". Throws std::runtime_error for any other
// text; a host is checked where it is listened on.
ListenAddress parse_listen_address(std::string_view text);

// As parse_listen_address() reads it.
std::string to_string(const ListenAddress& address);

// A descriptor that listens: non-blocking, and never shared with another server (no SO_REUSEPORT,
// with which a second server on the port would take half of the clients without any error). The
// file of a Unix socket that nobody listens on any more is replaced, and removed in the end.
class ListeningSocket {
 public:
  // Throws std::runtime_error with the address and the reason.
  explicit ListeningSocket(ListenAddress address);
  ~ListeningSocket();
  ListeningSocket(ListeningSocket&& other) noexcept;
  ListeningSocket(const ListeningSocket&) = delete;
  ListeningSocket& operator=(const ListeningSocket&) = delete;

  // Takes no new connections, but those that have begun can still be accepted: closing at once
  // would reset the ones that their clients take for made. Of TCP, a handshake that has begun goes
  // on.
  void refuse_new() const;

  int descriptor() const { return descriptor_; }
  // With the port that was taken.
  const ListenAddress& address() const { return address_; }

 private:
  void open_tcp();
  void open_unix();
  [[noreturn]] void fail(const std::string& reason);

  ListenAddress address_;
  int descriptor_ = -1;
};

}  // namespace jauap::web
