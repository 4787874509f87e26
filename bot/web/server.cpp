#include "bot/web/server.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "bot/web/answer_writer.h"
#include "bot/web/front.h"
#include "bot/web/listening_socket.h"
#include "bot/web/own_address.h"
#include "bot/web/router.h"
#include "bot/web/site.h"

namespace jauap::web {
namespace {

std::vector<ListenAddress> addresses_of(const ServerOptions& options) {
  if (options.listen.empty()) return {{options.host, options.port, ""}};
  std::vector<ListenAddress> addresses;
  for (const std::string& text : options.listen) addresses.push_back(parse_listen_address(text));
  return addresses;
}

}  // namespace

class Server::Running {
 public:
  Running(Routes routes, ServerOptions options)
      : options_{std::move(options)}, routes_{std::move(routes)}, writer_{options_.widget_parents} {
    if (options_.tls_certificate.empty() != options_.tls_key.empty()) {
      throw std::runtime_error{"a certificate and its key belong together: name both or neither"};
    }
  }

  ~Running() { stop(); }

  void start() {
    const std::scoped_lock lock{mutex_, stop_mutex_};
    if (router_) throw std::runtime_error{"the server was started before"};
    std::vector<ListeningSocket> sockets;
    std::vector<ListenAddress> listened;
    for (const ListenAddress& address : addresses_of(options_)) {
      sockets.emplace_back(address);
      listened.push_back(sockets.back().address());
    }
    const bool is_tls = !options_.tls_certificate.empty();
    router_.emplace(routes_, own_address(listened, is_tls, options_.public_url), options_);
    front_.emplace(std::move(sockets), *router_, writer_, options_);
    first_ = listened.front();
  }

  void stop() {
    const std::scoped_lock lock{stop_mutex_};
    front_.reset();
  }

  int port() const {
    const std::scoped_lock lock{mutex_};
    return first_.port;
  }

  std::string url() const {
    const std::scoped_lock lock{mutex_};
    if (first_.is_unix()) return to_string(first_);
    ListenAddress shown = first_;
    const bool is_any = shown.host == "0.0.0.0" || shown.host == "::";
    if (is_any || (options_.listen.empty() && options_.host == "localhost")) {
      shown.host = "localhost";
    }
    return (options_.tls_certificate.empty() ? "http://" : "https://") + to_string(shown);
  }

  const Routes& routes() const { return routes_; }

 private:
  const ServerOptions options_;
  const Routes routes_;
  const AnswerWriter writer_;
  mutable std::mutex mutex_;
  std::mutex stop_mutex_;  // held while it stops, when the other must be free
  ListenAddress first_;
  std::optional<Router> router_;
  std::optional<Front> front_;
};

Server::Server(const chat::PackChatbots& chatbots, const std::filesystem::path& web,
               ServerOptions options)
    : Server{site_routes(chatbots, web), std::move(options)} {}

Server::Server(Routes routes, ServerOptions options)
    : running_{std::make_unique<Running>(std::move(routes), std::move(options))} {}

Server::~Server() = default;

void Server::start() {
  running_->start();
}
void Server::stop() {
  running_->stop();
}
int Server::port() const {
  return running_->port();
}
std::string Server::url() const {
  return running_->url();
}
const Routes& Server::routes() const {
  return running_->routes();
}

}  // namespace jauap::web
