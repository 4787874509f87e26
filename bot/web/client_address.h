#pragma once

#include <sys/socket.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "bot/web/http.h"

namespace jauap::web {

// Who a client is to the limits: its IPv4 address, or the first 64 bits of an IPv6 one, for a
// single subscriber has all the rest. Bytes, not for people; "" for a Unix socket and for what is
// no address.
std::string client_of(const sockaddr_storage& peer);

// The same of a text, "192.0.2.1" or "2001:db8::1", perhaps with a port ("192.0.2.1:80",
// "[2001:db8::1]:80").
std::string client_of(std::string_view address);

// The client that stands `proxies` entries from the end of X-Forwarded-For, where each proxy in
// front appends whom it was asked by; what stands before that a client may have made up. `peer`
// where there are no proxies, too few entries, or no address there.
std::string forwarded_client(const Fields& fields, std::size_t proxies, const std::string& peer);

}  // namespace jauap::web
