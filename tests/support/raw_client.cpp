#include "tests/support/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace jauap {
namespace {

// Whether the text holds that many whole answers, each with its Content-Length (or none at all).
bool holds(std::string_view text, std::size_t answers) {
  for (; answers > 0; --answers) {
    const std::size_t end = text.find("\r\n\r\n");
    if (end == std::string_view::npos) return false;
    const std::size_t length = text.substr(0, end).find("Content-Length: ");
    std::size_t size = end + 4;
    if (length != std::string_view::npos)
      size += std::stoul(std::string{text.substr(length + 16, 8)});
    if (text.size() < size) return false;
    text.remove_prefix(size);
  }
  return true;
}

}  // namespace

RawClient::RawClient(int port) : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  if (::connect(socket_, generic, sizeof address) != 0) throw std::runtime_error{"cannot connect"};
}

RawClient::~RawClient() {
  ::close(socket_);
}

bool RawClient::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::string RawClient::receive(std::size_t count, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!holds(received_, count)) {
    pollfd descriptor{socket_, POLLIN, 0};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0 || ::poll(&descriptor, 1, static_cast<int>(left.count())) <= 0) break;
    std::array<char, 16'384> bytes{};
    const ssize_t size = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (size <= 0) break;
    received_.append(bytes.data(), static_cast<std::size_t>(size));
  }
  std::string text;
  text.swap(received_);
  return text;
}

bool RawClient::is_closed(std::chrono::milliseconds patience) const {
  pollfd descriptor{socket_, POLLIN, 0};
  char byte = 0;
  return ::poll(&descriptor, 1, static_cast<int>(patience.count())) > 0 &&
         ::recv(socket_, &byte, 1, 0) <= 0;
}

}  // namespace jauap
