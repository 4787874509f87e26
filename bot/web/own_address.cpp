#include "bot/web/own_address.h"

namespace jauap::web {

OwnAddress own_address(int port, const std::string& public_url) {
  OwnAddress own;
  for (const std::string name : {"localhost", "127.0.0.1", "[::1]"}) {
    own.hosts.push_back(name + ":" + std::to_string(port));
    if (port == 80) own.hosts.push_back(name);
  }
  for (const std::string& host : own.hosts) own.origins.push_back("http://" + host);
  if (!public_url.empty()) {
    own.origins.push_back(public_url);
    own.hosts.push_back(public_url.substr(public_url.find("://") + 3));
  }
  return own;
}

}  // namespace jauap::web
