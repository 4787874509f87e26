#include "bot/web/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace jauap::web {
namespace {

using Clock = Connection::Clock;

// Waits until one of the descriptors is ready. False at the deadline.
template <std::size_t Count>
bool wait_until(std::array<pollfd, Count>& descriptors, Clock::time_point deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    const int ready = ::poll(descriptors.data(), Count, static_cast<int>(std::max(left, {})));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

constexpr std::size_t kReadSize = 16'384;
constexpr std::string_view kContinue = "HTTP/1.1 100 ";

}  // namespace

Connection::Connection(int socket, int stop) : socket_{socket}, stop_{stop} {}

Connection::~Connection() {
  ::close(socket_);
}

bool Connection::receive(Clock::time_point deadline) {
  std::array<pollfd, 1> descriptors{{{socket_, POLLIN, 0}}};
  std::array<char, kReadSize> bytes;
  for (;;) {
    const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count > 0) {
      buffer_.erase(0, used_);
      used_ = 0;
      buffer_.append(bytes.data(), static_cast<std::size_t>(count));
      return true;
    }
    if (count == 0) return false;
    if (errno == EINTR) continue;
    if (errno != EAGAIN || !wait_until(descriptors, deadline)) return false;
  }
}

bool Connection::wait_for_request(std::chrono::milliseconds patience) {
  if (used_ < buffer_.size()) return true;
  std::array<pollfd, 2> descriptors{{{socket_, POLLIN, 0}, {stop_, POLLIN, 0}}};
  if (!wait_until(descriptors, Clock::now() + patience)) return false;
  return (descriptors[0].revents & POLLIN) != 0 && receive(Clock::now());
}

std::variant<std::monostate, std::string, Refusal> Connection::read_head_text(
    Clock::time_point deadline) {
  buffer_.erase(0, used_);
  used_ = 0;
  std::size_t searched = 0;
  for (;;) {
    const std::size_t end = buffer_.find("\r\n\r\n", searched);
    if (end != std::string::npos && end <= kMaxHead) {
      used_ = end + 4;
      return buffer_.substr(0, end);
    }
    if (buffer_.size() > kMaxHead) {
      // The line that never ends is an address, or a header field.
      const bool is_target = buffer_.find("\r\n") > kMaxHead;
      return Refusal{is_target ? 414 : 431, "The head of the request is too long."};
    }
    if (buffer_.find("\n\n", searched) != std::string::npos) {
      return Refusal{400, "Lines of a request end with CR LF."};
    }
    searched = buffer_.size() < 3 ? 0 : buffer_.size() - 3;
    if (!receive(deadline)) {
      if (Clock::now() < deadline) return std::monostate{};
      return Refusal{408, "The request took too long to arrive."};
    }
  }
}

void Connection::begin_exchange(std::string head, std::size_t body, Clock::time_point deadline) {
  head_ = std::move(head);
  head_used_ = 0;
  budget_ = body;
  deadline_ = deadline;
}

ssize_t Connection::read(char* to, std::size_t size) {
  if (head_used_ < head_.size()) {
    const std::size_t count = head_.copy(to, size, head_used_);
    head_used_ += count;
    return static_cast<ssize_t>(count);
  }
  if (budget_ == 0) return -1;
  if (used_ == buffer_.size() && !receive(deadline_)) return -1;
  const std::size_t count = buffer_.copy(to, std::min(size, budget_), used_);
  used_ += count;
  budget_ -= count;
  return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* from, std::size_t size) {
  const bool is_first = output_.empty();
  output_.append(from, size);
  // The client waits for this one before it sends its body.
  if (is_first && output_.compare(0, kContinue.size(), kContinue) == 0 &&
      !flush(std::chrono::seconds{1})) {
    return -1;
  }
  return static_cast<ssize_t>(size);
}

bool Connection::flush(std::chrono::milliseconds patience) {
  const auto deadline = Clock::now() + patience;
  std::array<pollfd, 1> descriptors{{{socket_, POLLOUT, 0}}};
  std::string_view left = output_;
  while (!left.empty()) {
    const ssize_t count = ::send(socket_, left.data(), left.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count >= 0) {
      left.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR && (errno != EAGAIN || !wait_until(descriptors, deadline))) {
      break;
    }
  }
  const bool all = left.empty();
  output_.clear();
  return all;
}

void Connection::linger(std::chrono::milliseconds patience) {
  ::shutdown(socket_, SHUT_WR);
  const auto deadline = Clock::now() + patience;
  while (Clock::now() < deadline) {
    used_ = buffer_.size();
    if (!receive(deadline)) return;
  }
}

// The addresses are of no use to a server that only this machine can reach.
void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip = "127.0.0.1";
  port = 0;
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  get_remote_ip_and_port(ip, port);
}

}  // namespace jauap::web
