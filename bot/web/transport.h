#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <memory>
#include <utility>

namespace jauap::web {

namespace asio = boost::asio;

// A connected socket of any family, plain or under TLS, driven by the loop. Every function returns
// at once and has the loop call `done` later. At most one read and one write at a time. For the
// loop's thread; not more than a choice between two types of the library.
class Transport {
 public:
  // Without the library's polymorphic executor, which costs an allocation for each operation.
  using Socket =
      asio::basic_stream_socket<asio::generic::stream_protocol, asio::io_context::executor_type>;

  // `tls` is null for a plain one.
  Transport(Socket socket, asio::ssl::context* tls) {
    if (tls == nullptr) {
      plain_ = std::make_unique<Socket>(std::move(socket));
    } else {
      tls_ = std::make_unique<Tls>(std::move(socket), *tls);
    }
  }

  bool is_tls() const { return tls_ != nullptr; }

  // done(error), for TLS only.
  template <class Done>
  void handshake(Done&& done) {
    tls_->async_handshake(asio::ssl::stream_base::server, std::forward<Done>(done));
  }

  // done(error, count): at least one byte, or an error.
  template <class Done>
  void read(asio::mutable_buffer to, Done&& done) {
    if (tls_) {
      tls_->async_read_some(to, std::forward<Done>(done));
    } else {
      plain_->async_read_some(to, std::forward<Done>(done));
    }
  }

  // done(error, count): everything, or an error.
  template <class Done>
  void write(asio::const_buffer from, Done&& done) {
    if (tls_) {
      asio::async_write(*tls_, from, std::forward<Done>(done));
    } else {
      asio::async_write(*plain_, from, std::forward<Done>(done));
    }
  }

  // Tells the other side that nothing more comes; what it sends can still be read, except under TLS
  // in the middle of a write.
  template <class Done>
  void end_writing(Done&& done) {
    if (tls_) {
      tls_->async_shutdown(std::forward<Done>(done));
    } else {
      boost::system::error_code error;
      plain_->shutdown(Socket::shutdown_send, error);
    }
  }

  void close() {
    boost::system::error_code error;
    (tls_ ? tls_->next_layer() : *plain_).close(error);
  }

 private:
  using Tls = asio::ssl::stream<Socket>;
  std::unique_ptr<Socket> plain_;
  std::unique_ptr<Tls> tls_;
};

// A server's side of TLS 1.2 and 1.3 with a certificate (perhaps with those that lead to its root)
// and its key, both PEM. Throws std::runtime_error that names the file and what is wrong with it.
std::unique_ptr<asio::ssl::context> read_certificate(const std::filesystem::path& certificate,
                                                     const std::filesystem::path& key);

}  // namespace jauap::web
