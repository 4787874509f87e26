#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "bot/base/event.h"

namespace jauap::sessions {
class RedisBuckets;
}

namespace jauap::web {

class Traffic;

// Where a server listens, whom it serves, and how much of everything it gives away. Every limit
// holds for each client alike, so that none can take what the others need.
struct ServerOptions {
  // An address of this machine ("127.0.0.1", "192.0.2.7", "::1"), "localhost" (which is 127.0.0.1),
  // "0.0.0.0" for all of IPv4 or "::" for all of IPv6 and IPv4.
  std::string host = "127.0.0.1";
  int port = 8080;  // 0: any free one, see Server::port
  // How long a connection may be silent between two requests, and how long a request may take to
  // arrive as a whole, however slowly its bytes come.
  std::chrono::milliseconds idle_time{15'000};
  std::chrono::milliseconds request_time{5'000};
  // The sites whose pages may ask here beside those that this server serves itself (cors.h).
  std::vector<std::string> allowed_origins = {};
  // What every request to a route that is not open must bear (authorization.h); "" for nothing.
  std::string token = {};
  // What those to routes for administrators must; "" where there are none.
  std::string admin_token = {};
  // Origins of the pages that may show the page in a frame ("https://example.org"); none: no page.
  std::vector<std::string> widget_parents = {};
  // "https://example.org": how others reach this server by a name or through a proxy, whose
  // requests may then name that host; "" for nobody else.
  std::string public_url = {};
  // Told when a handler fails, which its client is told nothing about; and of every answer where
  // `logs_requests`. Called from several threads.
  base::Log log = {};
  bool logs_requests = false;
  // Gets what the server does (traffic.h); of one server alone. Null where nobody wants to know.
  std::shared_ptr<Traffic> traffic = {};

  // Instead of host and port, any number of "ADDRESS:PORT", "[IPV6]:PORT" and "unix:/PATH".
  std::vector<std::string> listen = {};
  // PEM files of a certificate with those that lead to its root, and of its key: with them every
  // address but Unix sockets speaks TLS 1.2 or 1.3 and nothing else.
  std::filesystem::path tls_certificate = {};
  std::filesystem::path tls_key = {};

  // How long a client may take to read an answer, how long a handler may take to make one, and how
  // long stop() waits for both.
  std::chrono::milliseconds write_time{10'000};
  std::chrono::milliseconds work_time{60'000};
  std::chrono::milliseconds stop_time{10'000};
  // Connections at once, of all and of one client; the process's limit of descriptors lowers it.
  std::size_t max_connections = 12'000;
  std::size_t max_client_connections = 1'024;
  // Requests a second that one client may make in the long run, and at once; 0 for any.
  std::size_t client_rate = 0;
  std::size_t client_burst = 0;  // 0: twice the rate
  // Counts what other servers let through too; null where this is the only one.
  std::shared_ptr<sessions::RedisBuckets> shared_clients = {};
  // Questions a second of one conversation, likewise (conversation_limit.h).
  std::size_t conversation_rate = 0;
  std::size_t conversation_burst = 0;
  // Bytes of a request's head, and of its body where the route does not take less.
  std::size_t max_head = 16'384;
  std::size_t max_body = std::numeric_limits<std::size_t>::max();
  // Requests that wait for a thread, and the threads that answer; 0: four, or one for each
  // processor where there are more.
  std::size_t max_waiting = 256;
  std::size_t threads = 0;
  // Proxies in front that add to X-Forwarded-For: a client is then the entry that the outermost of
  // them has written. Where there are none the field is not believed.
  std::size_t trusted_proxies = 0;
};

}  // namespace jauap::web
