#include "bot/web/server.h"

// The library is Debian's shared one, built with these; without them its classes have other sizes.
#if !defined(CPPHTTPLIB_OPENSSL_SUPPORT) || !defined(CPPHTTPLIB_ZLIB_SUPPORT)
#error "compile with the flags of pkg-config cpp-httplib"
#endif
#include <httplib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "bot/web/authorization.h"
#include "bot/web/connection.h"
#include "bot/web/cors.h"
#include "bot/web/http_json.h"
#include "bot/web/own_address.h"
#include "bot/web/refusal.h"
#include "bot/web/request_head.h"
#include "bot/web/request_id.h"
#include "bot/web/site.h"
#include "bot/web/worker_threads.h"

namespace jauap::web {
namespace {

static_assert(sizeof(httplib::Client) == 16);

constexpr std::size_t kMaxThreads = 1'100;
constexpr std::size_t kMaxWaiting = 256;
constexpr int kBacklog = 4'096;
constexpr int kRequestsPerConnection = 1'000;
constexpr std::chrono::seconds kWriteTime{5};
constexpr std::chrono::seconds kLingerTime{1};

// What every answer carries. Pages of the widget's parents may frame the page.
httplib::Headers security_headers(const std::vector<std::string>& parents) {
  std::string frames;
  for (const std::string& parent : parents) frames += " " + parent;
  return {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
       "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors" +
           (frames.empty() ? " 'none'" : frames)},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cache-Control", "no-store"},
      {"Vary", "Accept-Encoding, Origin"},
  };
}

// One request and its answer.
struct Exchange {
  Request request;
  const Route* route = nullptr;  // set where the body is still to be read
  std::size_t max_body = kMaxBody;
  Response response;
  std::string allow;  // the methods of a known path, for a 405 and OPTIONS
  Fields fields;      // what else the answer carries
  bool close = false;
};

// The exchange of this thread: the library gives its callbacks only requests and responses of its
// own.
thread_local Exchange* current = nullptr;

}  // namespace

// The library's accept loop, reader of bodies and writer of answers. Everything that decides is
// ours: its connections (Connection), the framing (read_head) and the routes. To the library each
// request is one for "/", so that neither its patterns nor its decoding ever see what a client
// sent.
class Server::Listener final : public httplib::Server {
 public:
  Listener(Routes routes, ServerOptions options)
      : routes_{std::move(routes)},
        options_{std::move(options)},
        security_headers_{security_headers(options_.widget_parents)} {
    set_tcp_nodelay(true);
    set_keep_alive_max_count(kRequestsPerConnection);
    // Without SO_REUSEPORT, the library's default: with it a second server on the port would take
    // half of the clients without any error.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    new_task_queue = [] { return new WorkerThreads{kMaxThreads, kMaxWaiting}; };
    set_pre_routing_handler([](const httplib::Request&, httplib::Response& response) {
      if (current->route != nullptr) return HandlerResponse::Unhandled;
      write(response);
      return HandlerResponse::Handled;
    });
    Post("/", [this](const httplib::Request&, httplib::Response& response,
                     const httplib::ContentReader& reader) { answer_body(response, reader); });
    set_post_routing_handler(
        [this](const httplib::Request&, httplib::Response& response) { finish(response); });
    set_exception_handler([](const httplib::Request&, httplib::Response& response,
                             const std::exception_ptr&) {  // none gets here: answer() catches all
      current->response = problem(500, "");
      write(response);
    });
  }

  ~Listener() override { stop_and_wait(); }

  void start() {
    const std::string host = options_.host == "localhost" ? "127.0.0.1" : options_.host;
    const std::string address = host + ":" + std::to_string(options_.port);
    if (host != "127.0.0.1" && host != "::1") {
      throw std::runtime_error{"cannot listen on \"" + options_.host +
                               "\": only this machine's own addresses 127.0.0.1, ::1 and localhost "
                               "are served; put a proxy in front for others"};
    }
    if (port_ != 0) throw std::runtime_error{"the server was started before"};
    stop_event_ = ::eventfd(0, EFD_CLOEXEC);
    if (stop_event_ < 0) {
      throw std::runtime_error{"cannot listen on " + address + ": " +
                               std::generic_category().message(errno)};
    }
    errno = 0;
    const int port = options_.port == 0                  ? bind_to_any_port(host)
                     : bind_to_port(host, options_.port) ? options_.port
                                                         : -1;
    if (port <= 0) {
      throw std::runtime_error{
          "cannot listen on " + address + ": " +
          (errno == 0 ? "the address is not available" : std::generic_category().message(errno))};
    }
    // The library listens with a backlog of 5; the second call replaces it.
    ::listen(svr_sock_, kBacklog);
    own_ = own_address(port, options_.public_url);
    port_ = port;
    thread_ = std::thread{[this] { listen_after_bind(); }};
    while (!is_running()) std::this_thread::yield();
  }

  void stop_and_wait() {
    const std::scoped_lock lock{stop_mutex_};
    if (thread_.joinable()) {
      stopping_ = true;
      const std::uint64_t one = 1;
      if (::write(stop_event_, &one, sizeof one) < 0) std::perror("jauap: stop");
      stop();
      thread_.join();
    }
    if (stop_event_ >= 0) ::close(stop_event_);
    stop_event_ = -1;
  }

  int port() const { return port_; }
  const Routes& routes() const { return routes_; }
  std::string url() const {
    const std::string host = options_.host == "::1" ? "[::1]" : options_.host;
    return "http://" + host + ":" + std::to_string(port_);
  }

 private:
  // One connection from its first byte to its last, on a thread of its own.
  bool process_and_close_socket(socket_t socket) override {
    Connection connection{socket, stop_event_};
    for (int left = kRequestsPerConnection; left > 0; --left) {
      if (!connection.wait_for_request(options_.idle_time)) return true;
      const auto deadline = Connection::Clock::now() + options_.request_time;
      const auto text = connection.read_head_text(deadline);
      if (std::holds_alternative<std::monostate>(text)) return true;
      Exchange exchange;
      exchange.request.id = ids_.next();
      std::string head = "GET / HTTP/1.1\r\n\r\n";
      if (const auto* refusal = std::get_if<Refusal>(&text)) {
        refuse(exchange, *refusal);
      } else {
        head = begin(exchange, std::get<std::string>(text));
      }
      if (left == 1 || stopping_) exchange.close = true;
      // Chunks are counted with their frames: many tiny ones cost more than one body may.
      connection.begin_exchange(std::move(head), 2 * exchange.max_body, deadline);
      const bool answered = respond(connection, exchange);
      if (!answered) return false;
      if (exchange.close) {
        connection.linger(kLingerTime);
        return true;
      }
    }
    return true;
  }

  // Has the library write the answer, and read the body first where there is one.
  bool respond(Connection& connection, Exchange& exchange) {
    current = &exchange;
    bool closed = false;
    bool written = false;
    try {
      written = process_request(connection, exchange.close, closed,
                                [](httplib::Request& request) { request.ranges.clear(); });
    } catch (const std::exception& error) {
      log(error.what());
    }
    current = nullptr;
    return connection.flush(kWriteTime) && written;
  }

  // Decides what can be decided before the body; the result is the head that the library gets.
  std::string begin(Exchange& exchange, const std::string& text) {
    exchange.request.path = path_of(text);
    exchange.max_body = longest_body(routes_, exchange.request.path);
    const auto read = read_head(text, exchange.max_body);
    if (const auto* refusal = std::get_if<Refusal>(&read)) {
      refuse(exchange, *refusal);
      return "GET / HTTP/1.1\r\n\r\n";
    }
    const auto& head = std::get<RequestHead>(read);
    exchange.close = !head.keep_alive;
    const std::string* id = find_field(head.fields, "x-request-id");
    const std::string own_id = exchange.request.id;
    exchange.request = to_request(head);
    exchange.request.id = id != nullptr && is_request_id(*id) ? *id : own_id;
    route(exchange, head);
    if (exchange.route == nullptr) {
      return (head.method == "HEAD" ? "HEAD" : "GET") + std::string{" / HTTP/1.1\r\n\r\n"};
    }
    std::string canonical = "POST / HTTP/1.1\r\n";
    canonical += head.chunked ? "Transfer-Encoding: chunked\r\n"
                              : "Content-Length: " + std::to_string(head.content_length) + "\r\n";
    if (head.expects_continue) canonical += "Expect: 100-continue\r\n";
    return canonical + "\r\n";
  }

  // Either answers, or leaves the route whose handler gets the body.
  void route(Exchange& exchange, const RequestHead& head) {
    if (!head.host.empty() && !contains(own_.hosts, to_lower(head.host))) {
      return refuse(exchange, {421, "This server is not the one that the Host field names."});
    }
    const bool has_body = head.method == "POST" || head.method == "PUT";
    const auto& allowed = options_.allowed_origins;
    const auto origin = std::find(allowed.begin(), allowed.end(), to_lower(head.origin));
    if (origin != allowed.end()) {
      exchange.fields = cors_fields(*origin);
    } else if (has_body && head.has_origin && !contains(own_.origins, to_lower(head.origin))) {
      return refuse(exchange, {403, "Pages of other sites may not ask here."});
    }
    const Route* found = nullptr;
    bool is_open = head.method == "OPTIONS";  // browsers ask for permission without any token
    for (const Route& entry : routes_) {
      if (!fits(entry.path, exchange.request.path, exchange.request.path_parameters)) continue;
      const bool reads = entry.method == "GET";
      is_open = is_open || entry.is_open;
      exchange.allow += (exchange.allow.empty() ? "" : ", ") + entry.method;
      if (reads) exchange.allow += ", HEAD";
      if (entry.method == head.method || (reads && head.method == "HEAD")) found = &entry;
    }
    if (!is_open && !is_admitted(head)) {
      exchange.allow.clear();
      exchange.fields.emplace_back("WWW-Authenticate", "Bearer");
      return refuse(exchange, {401, "Send the token of this server: Authorization: Bearer …"});
    }
    if (exchange.allow.empty()) return refuse(exchange, {404, "There is nothing at this address."});
    exchange.allow += ", OPTIONS";
    if (head.method == "OPTIONS") {
      exchange.response = {204, "", ""};
      if (origin != allowed.end()) {
        for (auto& field : preflight_fields(exchange.allow)) exchange.fields.push_back(field);
      }
    } else if (found == nullptr) {
      refuse(exchange, {405, "This address knows only " + exchange.allow + "."});
    } else {
      exchange.allow.clear();
      exchange.request.method = found->method;  // a HEAD is a GET whose body is not sent
      if (has_body) {
        exchange.route = found;
        exchange.max_body = found->max_body;
      } else {
        exchange.response = answer(*found, exchange.request);
      }
    }
  }

  bool is_admitted(const RequestHead& head) const {
    if (options_.token.empty()) return true;
    const std::string* sent = find_field(head.fields, "authorization");
    return sent != nullptr && bears_token(*sent, options_.token);
  }

  // After any refusal the connection ends: what follows may not begin where a request does.
  static void refuse(Exchange& exchange, const Refusal& refusal) {
    exchange.response = web::refusal(exchange.request.path, refusal.status, refusal.detail);
    exchange.close = true;
  }

  void answer_body(httplib::Response& response, const httplib::ContentReader& reader) {
    std::string& body = current->request.body;
    bool too_long = false;
    const bool whole = reader([&](const char* data, std::size_t size) {
      too_long = body.size() + size > current->max_body;
      if (!too_long) body.append(data, size);
      return !too_long;
    });
    if (too_long) {
      refuse(*current, {413, "The body is longer than this address takes."});
    } else if (!whole) {
      refuse(*current, {400, "The body did not arrive as its header fields promised."});
    } else {
      current->response = answer(*current->route, current->request);
    }
    write(response);
  }

  Response answer(const Route& route, const Request& request) const {
    try {
      return route.handler(request);
    } catch (const std::exception& error) {
      log(request.id + " " + route.method + " " + route.path + ": " + error.what());
    } catch (...) {
      log(request.id + " " + route.method + " " + route.path + ": an exception of unknown type");
    }
    return refusal(route.path, 500, "The server failed; its log says why.");
  }

  void log(const std::string& line) const {
    if (options_.log) options_.log(line);
  }

  static void write(httplib::Response& response) {
    response.status = current->response.status;
    if (!current->response.body.empty()) {
      response.set_content(current->response.body, current->response.type);
    }
  }

  // Replaces every header of the library but those of framing. An answer that is the library's own
  // is an error of framing, after which the connection ends.
  void finish(httplib::Response& response) {
    if (response.status != current->response.status) current->close = true;
    response.headers.erase("Accept-Ranges");
    response.headers.erase("Keep-Alive");
    response.headers.erase("Connection");
    if (response.status == 204) response.headers.erase("Content-Length");
    response.headers.insert(security_headers_.begin(), security_headers_.end());
    response.set_header("Cross-Origin-Resource-Policy",
                        current->response.is_shared ? "cross-origin" : "same-origin");
    if (current->response.is_gzip) response.set_header("Content-Encoding", "gzip");
    if (!current->allow.empty()) response.set_header("Allow", current->allow);
    if (current->close) response.set_header("Connection", "close");
    for (const auto& [name, value] : current->fields) response.set_header(name.c_str(), value);
    response.set_header("X-Request-Id", current->request.id);
  }

  static bool contains(const std::vector<std::string>& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
  }

  const Routes routes_;
  const ServerOptions options_;
  const httplib::Headers security_headers_;
  OwnAddress own_;  // set before the first connection, then only read
  std::thread thread_;
  std::mutex stop_mutex_;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> port_ = 0;
  int stop_event_ = -1;
  RequestIds ids_;
};

Server::Server(const chat::PackChatbots& chatbots, const std::filesystem::path& web,
               ServerOptions options)
    : Server{site_routes(chatbots, web), std::move(options)} {}

Server::Server(Routes routes, ServerOptions options)
    : listener_{std::make_unique<Listener>(std::move(routes), std::move(options))} {}

Server::~Server() = default;

void Server::start() {
  listener_->start();
}
void Server::stop() {
  listener_->stop_and_wait();
}
int Server::port() const {
  return listener_->port();
}
std::string Server::url() const {
  return listener_->url();
}
const Routes& Server::routes() const {
  return listener_->routes();
}

}  // namespace jauap::web
