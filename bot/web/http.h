#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/sessions/patience.h"

namespace jauap::web {

// Header fields: names and values.
using Fields = std::vector<std::pair<std::string, std::string>>;

// The longest body of a request that is read where its route says nothing, in bytes.
inline constexpr std::size_t kMaxBody = 262'144;

// A request as a handler sees it: whole, bounded and checked. How it arrived is not its business.
struct Request {
  std::string method;  // "GET", "POST", "PUT"
  std::string path;    // as sent, without the query: "/api/chat"
  std::vector<std::pair<std::string, std::string>> parameters;  // of the query, in its order
  std::string content_type;  // in lower case, without parameters; "" where there is no body
  std::string body;          // any bytes, at most as many as the route takes
  std::string id = {};       // X-Request-Id: the client's, where it is sane, or one of our own
  Fields fields = {};        // of the head, names in lower case, values as sent
  bool accepts_gzip = false;
  bool is_admitted = true;      // bears the server's token, where it has one
  Fields path_parameters = {};  // what stands in the path for the names of the route's, decoded
  std::chrono::nanoseconds patience = sessions::kPatience;  // what is left of it

  // The first of that name, null where there is none.
  const std::string* parameter(std::string_view name) const;
  // The header field of that name in lower case, null where there is none.
  const std::string* field(std::string_view name) const;
  // What stands in the path for that name of the route's, "" where it has none.
  std::string path_parameter(std::string_view name) const;
};

// What a handler answers. The headers are the server's.
struct Response {
  int status = 200;
  std::string type = "application/json; charset=utf-8";
  std::string body = {};
  bool is_gzip = false;    // the body is compressed; only where the request accepts that
  bool is_shared = false;  // pages of other sites may load it
  // After how many seconds it may be asked again, of a 429 or 503; 0 where nothing is said of that.
  std::size_t retry_after = 0;
};

// Safe for concurrent use. May throw: the client then gets a 500 that tells nothing.
using Handler = std::function<Response(const Request&)>;

// Who may ask for a route, where the server has tokens (authorization.h).
enum class Access : std::uint8_t {
  Token,  // who bears the server's, where it has one
  Open,   // everybody
  Admin,  // who bears that of its administrators, which there must be; no page of another site
};

// One line of the table of routes. A GET also answers HEAD.
struct Route {
  std::string method;  // "GET", or "POST" or "PUT" with a body
  std::string path;    // literal, but that "{name}" is any one segment: "/rooms/{id}/send"
  Handler handler;
  std::string about;                // for people: what it is for
  Access access = Access::Token;    // of all routes of a path
  std::size_t max_body = kMaxBody;  // the longest that is read, in bytes
  // The handler takes no time worth speaking of and is asked before all that waits: health checks.
  bool answers_at_once = false;
};

using Routes = std::vector<Route>;

// Whether a path is of a route's; `parameters` then gets what stands for each name, decoded. A name
// stands for a whole segment that is not empty, whose "%2F" is no end.
bool fits(std::string_view route, std::string_view path, Fields& parameters);

// The longest body that a route of this path takes; kMaxBody where there is none.
std::size_t longest_body(const Routes& routes, std::string_view path);

// The names and values of "q=a+b&c=%C3%A9", decoded; a "%" without two hexadecimal digits stays.
// Everything behind the first "?" of a target is a query, further question marks included.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);

// ASCII letters in lower case, all else as it is.
std::string to_lower(std::string_view text);
// "application/json" of "Application/JSON; charset=utf-8".
std::string media_type(std::string_view content_type);
// The value of a name in lower case, null where there is none.
const std::string* find_field(const Fields& fields, std::string_view name);
// A text as a part of an address: what parse_query() reads back.
std::string encode(std::string_view text);

}  // namespace jauap::web
