#pragma once

#include <string>
#include <vector>

#include "bot/web/listening_socket.h"

namespace jauap::web {

// The names under which a server is reached. Another one in the Host field is a page of some other
// site, whose name was pointed here to get around the browser's rules (DNS rebinding).
struct OwnAddress {
  std::vector<std::string> hosts;    // as in a Host field, in lower case
  std::vector<std::string> origins;  // as in an Origin field
};

// This machine's own names and the addresses that are listened on, each with its port; at a Unix
// socket "localhost". `public_url` is the origin under which others reach the server, "" for none.
OwnAddress own_address(const std::vector<ListenAddress>& listened, bool is_tls,
                       const std::string& public_url);

}  // namespace jauap::web
