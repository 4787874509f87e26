#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "bot/web/http.h"

namespace jauap::web {

// The longest target and the most fields that are read. A question of 2,000 letters fits into a
// link.
inline constexpr std::size_t kMaxTarget = 8'000;
inline constexpr std::size_t kMaxFields = 64;

// What the head of a request says, once it is certain that every reader of it would read the same.
// Values are as sent: trimmed, never decoded.
struct RequestHead {
  std::string method;
  std::string target;  // begins with "/"
  std::string host;    // "" only in HTTP/1.0
  std::string origin;  // "" where absent
  bool has_origin = false;
  Fields fields;             // all of them, names in lower case
  std::string content_type;  // "" where absent
  std::size_t content_length = 0;
  bool chunked = false;
  bool expects_continue = false;
  bool keep_alive = true;
  bool accepts_gzip = false;
};

// Why a request is not served: the status and what its sender should know.
struct Refusal {
  int status = 400;
  std::string detail;
  std::size_t retry_after = 0;  // as in Response
};

// Why a body of more bytes than that is not read.
Refusal too_long(std::size_t max_body);

// Reads a head, given without the empty line that ends it. Strict where leniency would let two
// readers disagree about where a request ends: line ends are CRLF, names are tokens, one Host, at
// most one Content-Length of digits, no Transfer-Encoding but "chunked" and never beside a length,
// no body with GET, HEAD or OPTIONS, no line folding, no control characters. Cost is linear in the
// head.
std::variant<RequestHead, Refusal> read_head(std::string_view head, std::size_t max_body);

// Whether a text is a token (RFC 9110, 5.6.2).
bool is_token(std::string_view text);

// The name and the trimmed value of a field line, given without its end; nothing where the name is
// no token or the value has a control character.
std::optional<std::pair<std::string_view, std::string_view>> split_field(std::string_view line);

// The request that a head begins, without its body and id.
Request to_request(const RequestHead& head);

// The path that a head seems to ask for, whatever else is wrong with it; "" for none. For the form
// of a refusal only.
std::string_view path_of(std::string_view head);

}  // namespace jauap::web
