#include "bot/sessions/redis_address.h"

#include <charconv>
#include <stdexcept>
#include <string_view>

namespace jauap::sessions {
namespace {

constexpr int kMostPort = 65'535;
constexpr int kMostDatabase = 1'023;

[[noreturn]] void refuse(const std::string& expected) {
  throw std::invalid_argument{"expected " + expected};
}

int number_of(std::string_view text, int least, int most, const std::string& what) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most) {
    refuse(what + " from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return number;
}

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    unsigned byte = 0;
    const std::string_view digits = text.substr(i + 1, 2);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (error != std::errc{} || digits.size() != 2 || end != digits.data() + 2 || byte == 0) {
      refuse("two hexadecimal digits behind each \"%\" of the URL");
    }
    decoded += static_cast<char>(byte);
    i += 2;
  }
  return decoded;
}

// Takes "user:password@" off the front.
void take_credentials(std::string_view& rest, RedisAddress& address) {
  const std::size_t at = rest.rfind('@');
  if (at == std::string_view::npos) return;
  const std::string_view credentials = rest.substr(0, at);
  const std::size_t colon = credentials.find(':');
  if (colon == std::string_view::npos) refuse("\":\" between user and password");
  address.user = percent_decoded(credentials.substr(0, colon));
  address.password = percent_decoded(credentials.substr(colon + 1));
  if (address.password.empty()) refuse("a password between \":\" and \"@\"");
  rest.remove_prefix(at + 1);
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

void read_socket(std::string_view rest, RedisAddress& address) {
  const std::size_t query = rest.find('?');
  address.socket = percent_decoded(rest.substr(0, query));
  if (address.socket.empty() || address.socket.front() != '/') {
    refuse("the whole path of a socket: \"unix:///run/redis/redis.sock\"");
  }
  if (query == std::string_view::npos) return;
  rest.remove_prefix(query + 1);
  if (!take_prefix(rest, "db=")) refuse("\"?db=\" and a number behind the path");
  address.database = number_of(rest, 0, kMostDatabase, "a database");
}

void read_host(std::string_view rest, RedisAddress& address) {
  const std::size_t slash = rest.find('/');
  if (slash != std::string_view::npos && slash + 1 < rest.size()) {
    address.database = number_of(rest.substr(slash + 1), 0, kMostDatabase, "a database");
  }
  rest = rest.substr(0, slash);
  const std::size_t bracket = rest.find(']');
  const bool is_ipv6 = !rest.empty() && rest.front() == '[' && bracket != std::string_view::npos;
  const std::size_t colon = rest.find(':', is_ipv6 ? bracket : 0);
  if (colon != std::string_view::npos) {
    address.port = number_of(rest.substr(colon + 1), 1, kMostPort, "a port");
  }
  address.host = rest.substr(0, colon);
  if (is_ipv6) address.host = address.host.substr(1, bracket - 1);
  if (address.host.empty()) refuse("a host: \"redis://localhost:6379\"");
}

}  // namespace

RedisAddress parse_redis_url(const std::string& url) {
  RedisAddress address;
  std::string_view rest = url;
  const bool is_socket = take_prefix(rest, "unix://");
  if (!is_socket && !take_prefix(rest, "redis://")) {
    refuse("\"redis://[user:password@]host:port[/database]\" or \"unix://…/path\"");
  }
  take_credentials(rest, address);
  if (is_socket) {
    read_socket(rest, address);
  } else {
    read_host(rest, address);
  }
  return address;
}

std::string to_string(const RedisAddress& address) {
  if (!address.socket.empty()) return "unix://" + address.socket;
  const bool is_ipv6 = address.host.find(':') != std::string::npos;
  return "redis://" + (is_ipv6 ? "[" + address.host + "]" : address.host) + ":" +
         std::to_string(address.port) + "/" + std::to_string(address.database);
}

std::string without_password(const std::string& url) {
  const std::size_t begin = url.find("://");
  const std::size_t at = url.rfind('@');
  if (begin == std::string::npos || at == std::string::npos) return url;
  const std::size_t colon = url.find(':', begin + 3);
  if (colon > at) return url;
  return url.substr(0, colon + 1) + "…" + url.substr(at);
}

}  // namespace jauap::sessions
