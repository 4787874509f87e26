#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bot/chat/pack_chatbots.h"
#include "bot/web/http.h"

namespace jauap::web {

struct ServerOptions {
  // "127.0.0.1", "::1" or "localhost" (which is 127.0.0.1). Connections are still served by
  // threads, which many slow clients could use up, so the server does not listen to other machines.
  std::string host = "127.0.0.1";
  int port = 8080;  // 0: any free one, see Server::port
  // How long a connection may be silent between two requests, and how long a request may take to
  // arrive as a whole, however slowly its bytes come.
  std::chrono::milliseconds idle_time{2000};
  std::chrono::milliseconds request_time{5000};
  // The sites whose pages may ask here beside those that this server serves itself (cors.h).
  std::vector<std::string> allowed_origins = {};
  // What every request to a route that is not open must bear (authorization.h); "" for nothing.
  std::string token = {};
  // Origins of the pages that may show the page in a frame ("https://example.org"); none: no page.
  std::vector<std::string> widget_parents = {};
  // "https://example.org": how others reach this server through a proxy, whose requests may then
  // name that host; "" for nobody else.
  std::string public_url = {};
  // Gets a line for the operator when a handler fails, which its client is told nothing about.
  // Called from several threads.
  std::function<void(const std::string& line)> log = {};
};

// Serves a table of routes over HTTP/1.1 on this machine.
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
  // with the address and the reason, where the host is not this machine's own, the port is taken or
  // the server was started before.
  void start();

  // Takes no more connections, finishes every request that has begun to arrive, and returns when
  // all are answered; no later than about request_time. Does nothing on a server that is not
  // running.
  void stop();

  // The port it listens on, 0 before start.
  int port() const;
  // "http://127.0.0.1:8080", for people.
  std::string url() const;

  const Routes& routes() const;

 private:
  class Listener;
  std::unique_ptr<Listener> listener_;
};

}  // namespace jauap::web
