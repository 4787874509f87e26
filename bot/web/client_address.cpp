#include "bot/web/client_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <cstring>

namespace jauap::web {
namespace {

constexpr std::size_t kNetworkBytes = 8;  // of an IPv6 address

std::string of_ipv4(const void* bytes) {
  std::string client(sizeof(in_addr), '\0');
  std::memcpy(client.data(), bytes, client.size());
  return client;
}

// IPv4 that came through a socket for both is IPv4.
std::string of_ipv6(const in6_addr& address) {
  if (IN6_IS_ADDR_V4MAPPED(&address)) return of_ipv4(&address.s6_addr[12]);
  std::string client(kNetworkBytes, '\0');
  std::memcpy(client.data(), address.s6_addr, client.size());
  return client;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string client_of(const sockaddr_storage& peer) {
  if (peer.ss_family == AF_INET) {
    sockaddr_in address{};
    std::memcpy(&address, &peer, sizeof address);
    return of_ipv4(&address.sin_addr);
  }
  if (peer.ss_family != AF_INET6) return "";
  sockaddr_in6 address{};
  std::memcpy(&address, &peer, sizeof address);
  return of_ipv6(address.sin6_addr);
}

std::string client_of(std::string_view address) {
  address = trim(address);
  const std::size_t bracket = address.find(']');
  const std::size_t colon = address.find(':');
  if (!address.empty() && address.front() == '[' && bracket != std::string_view::npos) {
    address = address.substr(1, bracket - 1);
  } else if (colon != std::string_view::npos && colon == address.rfind(':')) {
    address = address.substr(0, colon);
  }
  const std::string text{address};
  in_addr four{};
  if (::inet_pton(AF_INET, text.c_str(), &four) == 1) return of_ipv4(&four);
  in6_addr six{};
  return ::inet_pton(AF_INET6, text.c_str(), &six) == 1 ? of_ipv6(six) : "";
}

std::string forwarded_client(const Fields& fields, std::size_t proxies, const std::string& peer) {
  if (proxies == 0) return peer;
  // Several fields are one list; the last entry is the nearest proxy's.
  for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
    if (field->first != "x-forwarded-for") continue;
    std::string_view list = field->second;
    for (;;) {
      const std::size_t comma = list.rfind(',');
      const std::string_view entry =
          comma == std::string_view::npos ? list : list.substr(comma + 1);
      if (--proxies == 0) {
        std::string client = client_of(entry);
        return client.empty() ? peer : client;
      }
      if (comma == std::string_view::npos) break;
      list = list.substr(0, comma);
    }
  }
  return peer;
}

}  // namespace jauap::web
