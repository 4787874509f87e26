#include "bot/web/listening_socket.h"

#include <arpa/inet.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace jauap::web {
namespace {

constexpr int kBacklog = 4'096;
constexpr std::string_view kUnix = "unix:";

std::string reason_of(int error) {
  return std::generic_category().message(error);
}

// Whether the path is a Unix socket that nobody answers at any more.
bool is_left_over(const sockaddr_un& address) {
  struct stat file {};
  if (::lstat(&address.sun_path[0], &file) != 0 || !S_ISSOCK(file.st_mode)) return false;
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (probe < 0) return false;
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  const bool is_refused = ::connect(probe, generic, sizeof address) != 0 && errno == ECONNREFUSED;
  ::close(probe);
  return is_refused;
}

}  // namespace

ListenAddress parse_listen_address(std::string_view text) {
  if (text.substr(0, kUnix.size()) == kUnix && text.size() > kUnix.size()) {
    return {"", 0, std::string{text.substr(kUnix.size())}};
  }
  const std::size_t colon = text.rfind(':');
  std::string_view host = text.substr(0, colon);
  const std::string_view digits = colon == std::string_view::npos ? "" : text.substr(colon + 1);
  const bool is_bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (is_bracketed) host = host.substr(1, host.size() - 2);
  int port = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  const bool is_port =
      error == std::errc{} && end == digits.data() + digits.size() && port >= 0 && port <= 65'535;
  if (!is_port || host.empty() || is_bracketed != (host.find(':') != std::string_view::npos)) {
    throw std::runtime_error{
        "expected an address such as 127.0.0.1:8080, [::1]:8080 or unix:/run/jauap.sock, found \"" +
        std::string{text} + "\""};
  }
  return {std::string{host}, port, ""};
}

std::string to_string(const ListenAddress& address) {
  if (address.is_unix()) return std::string{kUnix} + address.path;
  const bool is_ipv6 = address.host.find(':') != std::string::npos;
  return (is_ipv6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

ListeningSocket::ListeningSocket(ListenAddress address) : address_{std::move(address)} {
  if (address_.host == "localhost") address_.host = "127.0.0.1";
  if (address_.is_unix()) {
    open_unix();
  } else {
    open_tcp();
  }
}

ListeningSocket::ListeningSocket(ListeningSocket&& other) noexcept
    : address_{std::move(other.address_)}, descriptor_{std::exchange(other.descriptor_, -1)} {}

ListeningSocket::~ListeningSocket() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  if (address_.is_unix()) ::unlink(address_.path.c_str());
}

void ListeningSocket::refuse_new() const {
  if (address_.is_unix()) {
    ::shutdown(descriptor_, SHUT_RD);
    return;
  }
  // shutdown() would reset what waits to be accepted. This drops each first packet of a handshake:
  // a byte with flags stands in place 13 of a TCP header, SYN is 2 of it.
  constexpr std::uint16_t kFlags = 13;
  std::array<sock_filter, 4> program{{{BPF_LD | BPF_B | BPF_ABS, 0, 0, kFlags},
                                      {BPF_JMP | BPF_JSET | BPF_K, 0, 1, 2},
                                      {BPF_RET | BPF_K, 0, 0, 0},
                                      {BPF_RET | BPF_K, 0, 0, 0xFFFFFFFF}}};
  const sock_fprog filter{program.size(), program.data()};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter);
}

void ListeningSocket::fail(const std::string& reason) {
  if (descriptor_ >= 0) ::close(descriptor_);
  throw std::runtime_error{"cannot listen on " + to_string(address_) + ": " + reason};
}

void ListeningSocket::open_tcp() {
  sockaddr_in four{};
  sockaddr_in6 six{};
  four.sin_family = AF_INET;
  four.sin_port = htons(static_cast<std::uint16_t>(address_.port));
  six.sin6_family = AF_INET6;
  six.sin6_port = four.sin_port;
  const bool is_four = ::inet_pton(AF_INET, address_.host.c_str(), &four.sin_addr) == 1;
  if (!is_four && ::inet_pton(AF_INET6, address_.host.c_str(), &six.sin6_addr) != 1) {
    fail("\"" + address_.host + "\" is not an address");
  }
  descriptor_ =
      ::socket(is_four ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor_ < 0) fail(reason_of(errno));
  const int yes = 1;
  const int only_six = IN6_IS_ADDR_UNSPECIFIED(&six.sin6_addr) ? 0 : 1;
  ::setsockopt(descriptor_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (!is_four) ::setsockopt(descriptor_, IPPROTO_IPV6, IPV6_V6ONLY, &only_six, sizeof only_six);
  const auto* generic =
      is_four ? reinterpret_cast<const sockaddr*>(&four) : reinterpret_cast<const sockaddr*>(&six);
  const socklen_t size = is_four ? sizeof four : sizeof six;
  if (::bind(descriptor_, generic, size) != 0 || ::listen(descriptor_, kBacklog) != 0) {
    fail(reason_of(errno));
  }
  sockaddr_in6 bound{};  // large enough for both, which have the port in the same place
  socklen_t bound_size = sizeof bound;
  if (::getsockname(descriptor_, reinterpret_cast<sockaddr*>(&bound), &bound_size) != 0) {
    fail(reason_of(errno));
  }
  address_.port = ntohs(bound.sin6_port);
}

void ListeningSocket::open_unix() {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (address_.path.size() >= sizeof address.sun_path) {
    fail("the path is longer than " + std::to_string(sizeof address.sun_path - 1) + " bytes");
  }
  std::copy(address_.path.begin(), address_.path.end(), &address.sun_path[0]);
  descriptor_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor_ < 0) fail(reason_of(errno));
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  if (::bind(descriptor_, generic, sizeof address) != 0) {
    const int error = errno;
    if (error != EADDRINUSE || !is_left_over(address)) fail(reason_of(error));
    ::unlink(address_.path.c_str());
    if (::bind(descriptor_, generic, sizeof address) != 0) fail(reason_of(errno));
  }
  if (::listen(descriptor_, kBacklog) != 0) fail(reason_of(errno));
}

}  // namespace jauap::web
