#include "bot/web/own_address.h"

#include <algorithm>

namespace jauap::web {

OwnAddress own_address(const std::vector<ListenAddress>& listened, bool is_tls,
                       const std::string& public_url) {
  OwnAddress own;
  const int usual_port = is_tls ? 443 : 80;
  const auto add = [&](const std::string& host) {
    if (std::find(own.hosts.begin(), own.hosts.end(), host) == own.hosts.end()) {
      own.hosts.push_back(host);
    }
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
      if (address.port == usual_port) add(full.substr(0, full.rfind(':')));
    }
  }
  for (const std::string& host : own.hosts) {
    own.origins.push_back((is_tls ? "https://" : "http://") + host);
  }
  if (!public_url.empty()) {
    own.origins.push_back(public_url);
    own.hosts.push_back(public_url.substr(public_url.find("://") + 3));
  }
  return own;
}

}  // namespace jauap::web
