#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "bot/chat/pack_chatbots.h"
#include "bot/web/http.h"
#include "bot/web/server_options.h"

namespace jauap::web {

// Serves a table of routes over HTTP/1.1 (RFC 9110, RFC 9112).
//
//   web::Server server{chatbot, "web", {.port = 8080}};
//   server.start();
//   … wait for a signal …
//   server.stop();
//
// All functions are safe to call from any thread; the handlers run on threads of the server's own.
class Server {
 public:
  // The page, the API and the health checks (site.h) from the files in the folder `web`. Throws
  // std::runtime_error where one of them is missing or broken.
  Server(const chat::PackChatbots& chatbots, const std::filesystem::path& web,
         ServerOptions options);
  // Any other table.
  Server(Routes routes, ServerOptions options);
  ~Server();  // stops

  // Listens and returns at once; from then on connections are served. Throws std::runtime_error,
  // with the address and the reason, where it cannot listen, where the certificate cannot be used
  // or the server was started before.
  void start();

  // Takes no more connections, finishes every request that has begun to arrive, and returns when
  // all are answered; connections that only wait get a second, for a request may be under way.
  // After ServerOptions::stop_time it waits for handlers alone. Does nothing on a server that is
  // not running.
  void stop();

  // The port it listens on first, 0 before start and for a Unix socket.
  int port() const;
  // "http://127.0.0.1:8080", for people; "unix:/PATH" of a Unix socket.
  std::string url() const;

  const Routes& routes() const;

 private:
  class Running;
  std::unique_ptr<Running> running_;
};

}  // namespace jauap::web
