#include "bot/web/front.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>
#include <exception>
#include <limits>
#include <list>
#include <thread>
#include <unordered_map>
#include <utility>

#include "bot/web/client_address.h"
#include "bot/web/connection.h"
#include "bot/web/own_address.h"

namespace jauap::web {
namespace {

using Clock = Connection::Clock;
using std::chrono::milliseconds;

constexpr milliseconds kTick{100};          // between two looks at the deadlines
constexpr milliseconds kAcceptPause{50};    // where the system cannot accept, so that nothing spins
constexpr milliseconds kHandshakeTime{50};  // a stop waits so long for handshakes that have begun
constexpr int kAcceptAtOnce = 256;          // before other connections get their turn
constexpr int kAcceptAgain = 64;            // fruitless ones in a row, before it pauses
constexpr std::size_t kSpare = 64;          // connections for health checks when all are taken
constexpr std::size_t kOtherDescriptors = 64;  // files, and calls to APIs

std::size_t threads_of(const ServerOptions& options) {
  if (options.threads > 0) return options.threads;
  return std::max<std::size_t>(4, std::thread::hardware_concurrency());
}

// Raises the process's limit of descriptors as far as it may; the result is what connections get.
std::size_t allowed_connections(std::size_t wanted) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const auto descriptors = static_cast<std::size_t>(limit.rlim_cur);
  const std::size_t reserved = kSpare + kOtherDescriptors;
  return std::clamp<std::size_t>(
      wanted, 1, descriptors > 2 * reserved ? descriptors - reserved : descriptors / 2);
}

// A descriptor that is held so that it can be given up: with it a client that cannot be served is
// still accepted and told so.
class SpareDescriptor {
 public:
  SpareDescriptor() { open(); }
  ~SpareDescriptor() { close(); }
  SpareDescriptor(const SpareDescriptor&) = delete;
  SpareDescriptor& operator=(const SpareDescriptor&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  void open() { descriptor_ = ::open("/dev/null", O_RDONLY | O_CLOEXEC); }
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

 private:
  int descriptor_ = -1;
};

}  // namespace

class Front::Loop {
 public:
  Loop(std::vector<ListeningSocket> sockets, const Router& router, const AnswerWriter& writer,
       const ServerOptions& options)
      : options_{options},
        writer_{writer},
        max_connections_{allowed_connections(options.max_connections)},
        work_{threads_of(options), options.max_waiting},
        clients_{options.trusted_proxies > 0 ? 0 : options.max_client_connections,
                 {.rate = options.client_rate, .burst = options.client_burst}},
        traffic_{options.traffic == nullptr ? std::make_shared<Traffic>() : options.traffic},
        shared_{options, router, writer, work_, clients_, *traffic_, ids_, context_},
        tick_{context_},
        closing_{context_},
        stop_timer_{context_} {
    if (!options.tls_certificate.empty()) {
      tls_ = read_certificate(options.tls_certificate, options.tls_key);
    }
    shared_.closed = [this](Connection& connection) { forget(connection); };
    for (ListeningSocket& socket : sockets) {
      listeners_.emplace_back(std::move(socket), context_);
    }
    for (Listener& listener : listeners_) watch(listener);
    thread_ = std::thread{[this] { context_.run(); }};
  }

  void stop() {
    if (!thread_.joinable()) return;
    asio::post(context_, [this] { drain(); });
    thread_.join();
    work_.end();
  }

 private:
  struct Listener {
    Listener(ListeningSocket listening, asio::io_context& context)
        : socket{std::move(listening)}, watched{context, socket.descriptor()}, pause{context} {}
    // The descriptor is the socket's, which closes it.
    ~Listener() { watched.release(); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    ListeningSocket socket;
    asio::posix::basic_stream_descriptor<asio::io_context::executor_type> watched;
    asio::steady_timer pause;
  };

  enum class Accepted { One, None, Again, Failed };

  void watch(Listener& listener) {
    listener.watched.async_wait(
        asio::posix::descriptor_base::wait_read,
        [this, &listener](const boost::system::error_code& error) {
          if (error || shared_.is_draining) return;  // it is closed
          if (accept_all(listener, kAcceptAtOnce)) return watch(listener);
          listener.pause.expires_after(kAcceptPause);
          listener.pause.async_wait([this, &listener](const boost::system::error_code& cancelled) {
            if (!cancelled && !shared_.is_draining) watch(listener);
          });
        });
  }

  // Accepts what waits. False where the system cannot, so that it should be left alone for a while.
  bool accept_all(Listener& listener, int most) {
    int again = 0;  // in a row
    for (int left = most; left > 0; --left) {
      switch (accept_one(listener)) {
        case Accepted::None:
          return true;
        case Accepted::Failed:
          return false;
        case Accepted::One:
          again = 0;
          break;
        case Accepted::Again:
          if (++again == kAcceptAgain) return false;
          break;
      }
    }
    return true;
  }

  Accepted accept_one(Listener& listener) {
    // Another thread may have taken the spare one's place, and have given it back.
    if (!spare_.is_open()) spare_.open();
    sockaddr_storage peer{};
    const int descriptor = accept(listener, peer);
    if (descriptor >= 0) {
      take(listener, descriptor, peer);
      return Accepted::One;
    }
    switch (errno) {
      case EAGAIN:
        return Accepted::None;
      case EINTR:
      case ECONNABORTED:  // the client has gone again, or a packet filter has refused it
      case EPROTO:
      case EPERM:
        return Accepted::Again;
      case EMFILE:
      case ENFILE:
        return turn_away_next(listener);
      default:
        return Accepted::Failed;
    }
  }

  static int accept(const Listener& listener, sockaddr_storage& peer) {
    socklen_t size = sizeof peer;
    return ::accept4(listener.socket.descriptor(), reinterpret_cast<sockaddr*>(&peer), &size,
                     SOCK_NONBLOCK | SOCK_CLOEXEC);
  }

  // There is no descriptor left.
  Accepted turn_away_next(Listener& listener) {
    if (!spare_.is_open()) return Accepted::Failed;
    spare_.close();
    sockaddr_storage peer{};
    const int descriptor = accept(listener, peer);
    if (descriptor >= 0) turn_away(listener, descriptor);
    spare_.open();
    return descriptor >= 0 ? Accepted::One : Accepted::Failed;
  }

  // Nothing can be said before a handshake.
  void turn_away(const Listener& listener, int descriptor) {
    if (!speaks_tls(listener)) {
      Exchange exchange = refused(
          "", {503, "The server has as many connections as it may; try again.", 1}, ids_.next());
      traffic_->answered(exchange);
      const std::string answer = writer_.write(exchange);
      ::send(descriptor, answer.data(), answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
      ::shutdown(descriptor, SHUT_WR);
      // Unread bytes would make closing a reset, which may overtake the answer.
      std::array<char, 4'096> bytes;
      for (int left = 16; left > 0; --left) {
        if (::recv(descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT) <= 0) break;
      }
    }
    ::close(descriptor);
  }

  bool speaks_tls(const Listener& listener) const {
    return tls_ != nullptr && !listener.socket.address().is_unix();
  }

  void take(const Listener& listener, int descriptor, const sockaddr_storage& peer) {
    const std::string client = client_of(peer);
    const std::size_t count = connections_.size();
    if (count >= max_connections_ + kSpare || !clients_.connect(client)) {
      return turn_away(listener, descriptor);
    }
    if (peer.ss_family != AF_UNIX) {
      const int yes = 1;
      ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    }
    const std::string& listened = listener.socket.address().host;
    const bool is_any = listened == "0.0.0.0" || listened == "::";
    const std::string local = is_any ? local_address(descriptor) : "";
    boost::system::error_code error;
    Transport::Socket socket{context_};
    socket.assign(asio::generic::stream_protocol{peer.ss_family, 0}, descriptor, error);
    if (error) {
      clients_.disconnect(client);
      ::close(descriptor);
      return;
    }
    const auto connection = std::make_shared<Connection>(
        Transport{std::move(socket), speaks_tls(listener) ? tls_.get() : nullptr},
        Connection::Arrival{client, local, count >= max_connections_}, shared_);
    connections_.emplace(connection.get(), connection);
    traffic_->connections = connections_.size();
    if (count == 0) tick();
    connection->begin();
  }

  void forget(Connection& connection) {
    clients_.disconnect(connection.client());
    connections_.erase(&connection);
    traffic_->connections = connections_.size();
    if (!connections_.empty()) return;
    tick_.cancel();
    if (listeners_.empty()) stop_timer_.cancel();  // nobody can come any more
  }

  // Looks at all deadlines, as long as there are connections.
  void tick() {
    tick_.expires_after(kTick);
    tick_.async_wait([this](const boost::system::error_code& cancelled) {
      if (cancelled || connections_.empty()) return;
      for_each([now = Clock::now()](Connection& connection) { connection.check(now); });
      if (!connections_.empty()) tick();
    });
  }

  // Of a copy: they may close while they are looked at.
  template <class Function>
  void for_each(Function function) {
    std::vector<std::shared_ptr<Connection>> all;
    all.reserve(connections_.size());
    for (const auto& [key, connection] : connections_) all.push_back(connection);
    for (const auto& connection : all) function(*connection);
  }

  void drain() {
    shared_.is_draining = true;
    for (Listener& listener : listeners_) listener.socket.refuse_new();
    stop_timer_.expires_after(options_.stop_time);
    stop_timer_.async_wait([this](const boost::system::error_code& cancelled) {
      if (!cancelled) for_each([](Connection& connection) { connection.close(); });
    });
    drain_connections();
    closing_.expires_after(kHandshakeTime);
    closing_.async_wait([this](const boost::system::error_code&) {
      drain_connections();
      listeners_.clear();
      if (connections_.empty()) stop_timer_.cancel();
    });
  }

  void drain_connections() {
    for (Listener& listener : listeners_) {
      accept_all(listener, std::numeric_limits<int>::max());
    }
    for_each([now = Clock::now()](Connection& connection) { connection.drain(now); });
  }

  const ServerOptions& options_;
  const AnswerWriter& writer_;
  const std::size_t max_connections_;
  std::unique_ptr<asio::ssl::context> tls_;
  RequestIds ids_;
  asio::io_context context_{1};
  WorkQueue work_;
  ClientLimits clients_;
  const std::shared_ptr<Traffic> traffic_;
  Shared shared_;
  SpareDescriptor spare_;
  std::list<Listener> listeners_;
  std::unordered_map<Connection*, std::shared_ptr<Connection>> connections_;
  asio::steady_timer tick_;
  asio::steady_timer closing_;  // of the listeners
  asio::steady_timer stop_timer_;
  std::thread thread_;
};

Front::Front(std::vector<ListeningSocket> sockets, const Router& router, const AnswerWriter& writer,
             const ServerOptions& options)
    : loop_{std::make_unique<Loop>(std::move(sockets), router, writer, options)} {}

Front::~Front() {
  try {
    loop_->stop();
  } catch (...) {
    std::terminate();  // there is no memory for a message to the loop, which then cannot be ended
  }
}

void Front::stop() {
  loop_->stop();
}

}  // namespace jauap::web
