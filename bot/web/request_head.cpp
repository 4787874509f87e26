#include "bot/web/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace jauap::web {
namespace {

bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

bool is_control(char c) {
  return (c >= 0 && c < 0x20) || c == 0x7F;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Takes the text up to `end` and drops `end`; all that is left where there is none.
std::string_view take(std::string_view& text, std::string_view end) {
  const std::size_t at = text.find(end);
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
  return taken;
}

// Fields that decide something further on, of which two readers could take different ones. (Those
// that are read here are counted beside their reading.)
constexpr std::array<std::string_view, 6> kSingular{
    "authorization", "x-request-id", "mcp-protocol-version",
    "mcp-method",    "mcp-name",     "access-control-request-method"};

// The head while it is read; a rule that is broken ends the reading.
class HeadReader {
 public:
  explicit HeadReader(std::size_t max_body) : max_body_{max_body} {}

  std::optional<Refusal> read_request_line(std::string_view line) {
    const std::string_view method = take(line, " ");
    const std::string_view target = take(line, " ");
    if (!is_token(method)) return Refusal{400, "The request line has no method."};
    if (target.size() > kMaxTarget) return Refusal{414, "The address is too long; use POST."};
    if (target.empty() || target.front() != '/' ||
        std::any_of(target.begin(), target.end(), is_control)) {
      return Refusal{400, "The address of a request begins with \"/\"."};
    }
    if (line != "HTTP/1.1" && line != "HTTP/1.0") {
      return Refusal{505, "This server speaks HTTP/1.1 and HTTP/1.0."};
    }
    head_.method = method;
    head_.target = target;
    is_1_0_ = line == "HTTP/1.0";
    head_.keep_alive = !is_1_0_;
    return std::nullopt;
  }

  std::optional<Refusal> read_field(std::string_view line) {
    if (++fields_ > kMaxFields) return Refusal{431, "The request has too many header fields."};
    const auto field = split_field(line);
    if (!field) {
      return Refusal{400, "A header field is a name, a colon and a value in one line."};
    }
    const std::string name = to_lower(field->first);
    const std::string_view value = field->second;
    if (std::find(kSingular.begin(), kSingular.end(), name) != kSingular.end() &&
        find_field(head_.fields, name) != nullptr) {
      return Refusal{400, "The request has two " + name + " fields."};
    }
    head_.fields.emplace_back(name, value);
    if (name == "host") return once(hosts_, value, head_.host, "Host");
    if (name == "origin") return once(origins_, value, head_.origin, "Origin");
    if (name == "content-type") return read_content_type(value);
    if (name == "content-length") return read_content_length(value);
    if (name == "transfer-encoding") return read_transfer_encoding(value);
    if (name == "content-encoding") {
      return Refusal{415, "Bodies are read as they are; send it without Content-Encoding."};
    }
    if (name == "expect") return read_expect(value);
    if (name == "connection") read_connection(value);
    if (name == "accept-encoding") read_accept_encoding(value);
    return std::nullopt;
  }

  std::variant<RequestHead, Refusal> finish() {
    const bool has_length = lengths_ > 0;
    const bool has_body = head_.content_length > 0 || head_.chunked;
    if (hosts_ == 0 && !is_1_0_) return Refusal{400, "The request has no Host field."};
    if (has_length && head_.chunked) {
      return Refusal{400, "The request has both Content-Length and Transfer-Encoding."};
    }
    if (head_.chunked && is_1_0_) return Refusal{400, "HTTP/1.0 has no Transfer-Encoding."};
    if (head_.method == "POST" && !has_length && !head_.chunked) {
      return Refusal{411, "A POST needs a Content-Length."};
    }
    if (has_body &&
        (head_.method == "GET" || head_.method == "HEAD" || head_.method == "OPTIONS")) {
      return Refusal{400, "A " + head_.method + " has no body here."};
    }
    if (head_.content_length > max_body_) return too_long(max_body_);
    head_.has_origin = origins_ > 0;
    return head_;
  }

 private:
  static std::optional<Refusal> once(int& count, std::string_view value, std::string& where,
                                     const std::string& name) {
    if (++count > 1) return Refusal{400, "The request has two " + name + " fields."};
    where = value;
    return std::nullopt;
  }

  std::optional<Refusal> read_content_type(std::string_view value) {
    if (to_lower(value).rfind("multipart/", 0) == 0) {
      return Refusal{415, "Bodies in several parts are not read here."};
    }
    return once(content_types_, value, head_.content_type, "Content-Type");
  }

  std::optional<Refusal> read_content_length(std::string_view value) {
    if (++lengths_ > 1) return Refusal{400, "The request has two Content-Length fields."};
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
    const bool digits =
        std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (value.empty() || value.size() > 12 || !digits || error != std::errc{}) {
      return Refusal{400, "Content-Length is not a number of bytes."};
    }
    head_.content_length = static_cast<std::size_t>(length);
    return std::nullopt;
  }

  std::optional<Refusal> read_transfer_encoding(std::string_view value) {
    if (head_.chunked || to_lower(value) != "chunked") {
      return Refusal{400, "The only Transfer-Encoding is \"chunked\", once."};
    }
    head_.chunked = true;
    return std::nullopt;
  }

  std::optional<Refusal> read_expect(std::string_view value) {
    if (to_lower(value) != "100-continue")
      return Refusal{417, "Only 100-continue can be expected."};
    head_.expects_continue = true;
    return std::nullopt;
  }

  void read_connection(std::string_view value) {
    while (!value.empty()) {
      if (to_lower(trim(take(value, ","))) == "close") head_.keep_alive = false;
    }
  }

  // "gzip, deflate;q=0.5, br": a weight of nothing but zeros says no (RFC 9110, 12.5.3).
  void read_accept_encoding(std::string_view value) {
    while (!value.empty()) {
      std::string_view item = take(value, ",");
      const std::string coding = to_lower(trim(take(item, ";")));
      const std::string weight = to_lower(trim(item));
      const bool is_refused =
          weight.rfind("q=0", 0) == 0 && weight.find_first_not_of("0.", 2) == std::string::npos;
      if (coding == "gzip" || coding == "x-gzip") head_.accepts_gzip = !is_refused;
    }
  }

  std::size_t max_body_;
  RequestHead head_;
  bool is_1_0_ = false;
  std::size_t fields_ = 0;
  int hosts_ = 0;
  int origins_ = 0;
  int content_types_ = 0;
  int lengths_ = 0;
};

}  // namespace

Refusal too_long(std::size_t max_body) {
  return {413, "The body is longer than " + std::to_string(max_body) + " bytes."};
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

std::optional<std::pair<std::string_view, std::string_view>> split_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return std::nullopt;
  const std::string_view value = trim(line.substr(colon + 1));
  const bool is_clean =
      std::none_of(value.begin(), value.end(), [](char c) { return is_control(c) && c != '\t'; });
  if (!is_clean) return std::nullopt;
  return std::pair{line.substr(0, colon), value};
}

Request to_request(const RequestHead& head) {
  Request request;
  request.accepts_gzip = head.accepts_gzip;
  request.method = head.method;
  const std::size_t query = std::min(head.target.find('?'), head.target.size());
  request.path = head.target.substr(0, query);
  if (query < head.target.size()) {
    request.parameters = parse_query(std::string_view{head.target}.substr(query + 1));
  }
  request.content_type = media_type(head.content_type);
  request.fields = head.fields;
  return request;
}

std::string_view path_of(std::string_view head) {
  std::string_view line = take(head, "\r\n");
  take(line, " ");
  const std::string_view target = take(line, " ");
  return target.substr(0, target.find('?'));
}

std::variant<RequestHead, Refusal> read_head(std::string_view head, std::size_t max_body) {
  HeadReader reader{max_body};
  bool first = true;
  do {
    const std::string_view line = take(head, "\r\n");
    const auto refusal = first ? reader.read_request_line(line) : reader.read_field(line);
    if (refusal) return *refusal;
    first = false;
  } while (!head.empty());
  return reader.finish();
}

}  // namespace jauap::web
