#include "bot/web/client_limits.h"

namespace jauap::web {

bool ClientLimits::connect(const std::string& client) {
  if (client.empty() || most_ == 0) return true;
  std::size_t& count = connections_[client];
  if (count >= most_) return false;
  ++count;
  return true;
}

void ClientLimits::disconnect(const std::string& client) {
  const auto found = connections_.find(client);
  if (found != connections_.end() && --found->second == 0) connections_.erase(found);
}

}  // namespace jauap::web
