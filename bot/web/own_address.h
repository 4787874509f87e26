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
  bool is_tls = false;

  // Whether a Host field names this server. So does the address that the connection came to,
  // `local` ("10.0.0.7:8080"; "" for none), where the server listens on all of them: a page can
  // point its name to an address, but its browser then sends the name.
  bool has_host(const std::string& host, const std::string& local) const;
  // The same of an Origin field. Both in lower case.
  bool has_origin(const std::string& origin, const std::string& local) const;
};

// The address that a connection came to, as to_string(ListenAddress) writes it; "" for a Unix
// socket.
std::string local_address(int descriptor);

// This machine's own names and the addresses that are listened on, each with its port; at a Unix
// socket "localhost". `public_url` is the origin under which others reach the server, "" for none.
OwnAddress own_address(const std::vector<ListenAddress>& listened, bool is_tls,
                       const std::string& public_url);

}  // namespace jauap::web
