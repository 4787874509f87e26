#include "bot/web/own_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace jauap::web {
namespace {

bool is_one_of(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::string_view scheme_of(bool is_tls) {
  return is_tls ? "https://" : "http://";
}

int usual_port(bool is_tls) {
  return is_tls ? 443 : 80;
}

// Whether a host is the local address, whose port may be left out where it is the usual one.
bool is_local(const std::string& host, const std::string& local, bool is_tls) {
  if (local.empty()) return false;
  return host == local || host + ":" + std::to_string(usual_port(is_tls)) == local;
}

std::string to_text(int family, const void* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(family, address, text.data(), text.size());
  return text.data();
}

}  // namespace

bool OwnAddress::has_host(const std::string& host, const std::string& local) const {
  return is_one_of(hosts, host) || is_local(host, local, is_tls);
}

bool OwnAddress::has_origin(const std::string& origin, const std::string& local) const {
  const std::string_view scheme = scheme_of(is_tls);
  return is_one_of(origins, origin) || (origin.compare(0, scheme.size(), scheme) == 0 &&
                                        is_local(origin.substr(scheme.size()), local, is_tls));
}

std::string local_address(int descriptor) {
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&bound), &size) != 0) return "";
  if (bound.ss_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &bound, sizeof four);
    return to_string({to_text(AF_INET, &four.sin_addr), ntohs(four.sin_port), ""});
  }
  if (bound.ss_family != AF_INET6) return "";
  sockaddr_in6 six{};
  std::memcpy(&six, &bound, sizeof six);
  // IPv4 that came through a socket for both is IPv4.
  const std::string host = IN6_IS_ADDR_V4MAPPED(&six.sin6_addr)
                               ? to_text(AF_INET, &six.sin6_addr.s6_addr[12])
                               : to_text(AF_INET6, &six.sin6_addr);
  return to_string({host, ntohs(six.sin6_port), ""});
}

OwnAddress own_address(const std::vector<ListenAddress>& listened, bool is_tls,
                       const std::string& public_url) {
  OwnAddress own;
  own.is_tls = is_tls;
  const auto add = [&](const std::string& host) {
    if (!is_one_of(own.hosts, host)) own.hosts.push_back(host);
  };
  for (const ListenAddress& address : listened) {
    if (address.is_unix()) {
      add("localhost");
      continue;
    }
    for (const std::string& host :
         {std::string{"localhost"}, std::string{"127.0.0.1"}, std::string{"::1"}, address.host}) {
      const std::string full = to_string({host, address.port, ""});
      add(full);
      if (address.port == usual_port(is_tls)) add(full.substr(0, full.rfind(':')));
    }
  }
  for (const std::string& host : own.hosts) {
    own.origins.push_back(std::string{scheme_of(is_tls)}.append(host));
  }
  if (!public_url.empty()) {
    own.origins.push_back(public_url);
    own.hosts.push_back(public_url.substr(public_url.find("://") + 3));
  }
  return own;
}

}  // namespace jauap::web
