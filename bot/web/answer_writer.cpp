// The library's router is asked through process_request(), with a stream in memory: it never sees a
// socket. To it each request is one for "/", so that neither its patterns nor its decoding ever see
// what a client sent; what decides stands in Router.

#include "bot/web/answer_writer.h"

// The library is Debian's shared one, built with these; without them its classes have other sizes.
#if !defined(CPPHTTPLIB_OPENSSL_SUPPORT) || !defined(CPPHTTPLIB_ZLIB_SUPPORT)
#error "compile with the flags of pkg-config cpp-httplib"
#endif
#include <httplib.h>

#include <string_view>
#include <utility>

namespace jauap::web {
namespace {

static_assert(sizeof(httplib::Client) == 16);

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

// A request that the library reads and the answer that it writes.
class MemoryStream final : public httplib::Stream {
 public:
  explicit MemoryStream(std::string_view request) : request_{request} {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override {
    const std::size_t count = request_.copy(to, size);
    request_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, std::size_t size) override {
    answer_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  // The library makes header fields of them, which nobody reads.
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip = "127.0.0.1";
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    get_remote_ip_and_port(ip, port);
  }
  socket_t socket() const override { return INVALID_SOCKET; }

  std::string take_answer() && { return std::move(answer_); }

 private:
  std::string_view request_;
  std::string answer_;
};

// The exchange of this thread: the library gives its callbacks only requests and responses of its
// own.
thread_local Exchange* current = nullptr;

}  // namespace

class AnswerWriter::Library final : public httplib::Server {
 public:
  explicit Library(const std::vector<std::string>& widget_parents)
      : security_headers_{security_headers(widget_parents)} {
    set_pre_routing_handler([](const httplib::Request&, httplib::Response& response) {
      response.status = current->response.status;
      if (!current->response.body.empty()) {
        response.body = std::move(current->response.body);
        response.set_header("Content-Type", current->response.type);
      }
      return HandlerResponse::Handled;
    });
    set_post_routing_handler(
        [this](const httplib::Request&, httplib::Response& response) { finish(response); });
  }

  std::string write(Exchange& exchange) {
    MemoryStream stream{exchange.is_head ? "HEAD / HTTP/1.1\r\n\r\n" : "GET / HTTP/1.1\r\n\r\n"};
    bool closed = false;
    current = &exchange;
    process_request(stream, exchange.close, closed, nullptr);
    current = nullptr;
    return std::move(stream).take_answer();
  }

 private:
  // Replaces every header of the library but those of framing.
  void finish(httplib::Response& response) const {
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
    if (const std::size_t seconds = current->response.retry_after; seconds > 0) {
      response.set_header("Retry-After", std::to_string(seconds));
    }
    for (const auto& [name, value] : current->fields) response.set_header(name.c_str(), value);
    response.set_header("X-Request-Id", current->request.id);
  }

  const httplib::Headers security_headers_;
};

AnswerWriter::AnswerWriter(const std::vector<std::string>& widget_parents)
    : library_{std::make_unique<Library>(widget_parents)} {}

AnswerWriter::~AnswerWriter() = default;

std::string AnswerWriter::write(Exchange& exchange) const {
  return library_->write(exchange);
}

}  // namespace jauap::web
