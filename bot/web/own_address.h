#pragma once

#include <string>
#include <vector>

namespace jauap::web {

// The names under which this machine reaches a server of its own. Another one in the Host field is
// a page of some other site, whose name was pointed here to get around the browser's rules (DNS
// rebinding).
struct OwnAddress {
  std::vector<std::string> hosts;    // as in a Host field, in lower case
  std::vector<std::string> origins;  // as in an Origin field
};

// `public_url` is the origin of a proxy in front of the server, "" for none.
OwnAddress own_address(int port, const std::string& public_url);

}  // namespace jauap::web
