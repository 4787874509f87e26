#include "bot/web/request_head.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace jauap::web {
namespace {

const std::string kHost = "\r\nHost: localhost";

// The status of the refusal, 0 where the head is accepted.
int status_of(const std::string& head) {
  const auto read = read_head(head, 100);
  const auto* refusal = std::get_if<Refusal>(&read);
  if (refusal == nullptr) return 0;
  CHECK_FALSE(refusal->detail.empty());
  return refusal->status;
}

}  // namespace

TEST_CASE("a head is read as it was sent", "[web]") {
  const auto read = read_head(
      "POST /a%2fb?q=%0d%0a+x HTTP/1.1\r\nhOST:\tlocalhost:80 \r\nOrigin: http://x%0d%0ay\r\n"
      "Content-Type: Application/JSON\r\nContent-Length: 12\r\nExpect: 100-Continue\r\n"
      "Connection: Keep-Alive, Close",
      100);
  const auto* head = std::get_if<RequestHead>(&read);
  REQUIRE(head != nullptr);
  CHECK(head->method == "POST");
  CHECK(head->target == "/a%2fb?q=%0d%0a+x");
  CHECK(head->host == "localhost:80");
  CHECK(head->origin == "http://x%0d%0ay");
  CHECK(head->content_type == "Application/JSON");
  CHECK(head->content_length == 12);
  CHECK(head->expects_continue);
  CHECK_FALSE(head->keep_alive);
  CHECK_FALSE(head->chunked);
  CHECK(head->fields.size() == 6);
  CHECK(*find_field(head->fields, "content-length") == "12");
  CHECK(find_field(head->fields, "x-request-id") == nullptr);
}

TEST_CASE("a field that decides something stands once", "[web]") {
  for (const std::string name : {"Authorization", "X-Request-Id", "MCP-Protocol-Version",
                                 "Mcp-Method", "Mcp-Name", "Access-Control-Request-Method"}) {
    INFO(name);
    const std::string head = "GET / HTTP/1.1" + kHost + "\r\n" + name + ": a";
    CHECK(status_of(head) == 0);
    CHECK(status_of(head + "\r\n" + name + ": a") == 400);
  }
  CHECK(status_of("GET / HTTP/1.1" + kHost + "\r\nAccept: a\r\nAccept: b") == 0);
}

TEST_CASE("a head has a path as far as it can be told", "[web]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"GET /v1/models?a HTTP/1.1\r\nHost: a", "/v1/models"},
      {"POST /mcp HTTP/1.1", "/mcp"},
      {"POST /mcp", "/mcp"},
      {"POST", ""},
      {"", ""},
  };
  for (const auto& [head, path] : cases) CHECK(path_of(head) == path);
}

TEST_CASE("a client says whether it reads compressed answers", "[web]") {
  const std::vector<std::pair<std::string, bool>> cases{
      {"gzip", true},      {"br, GZIP;q=0.5, *;q=0", true},
      {"x-gzip", true},    {"gzip;q=0.001", true},
      {"gzip;q=0", false}, {"gzip; q=0.000", false},
      {"br", false},       {"", false},
      {"gzipped", false},  {"identity, deflate", false},
  };
  for (const auto& [value, expected] : cases) {
    INFO(value);
    const auto read = read_head("GET / HTTP/1.1" + kHost + "\r\nAccept-Encoding: " + value, 100);
    REQUIRE(std::holds_alternative<RequestHead>(read));
    CHECK(std::get<RequestHead>(read).accepts_gzip == expected);
  }
}

TEST_CASE("a head that two readers could read differently is refused", "[web]") {
  const std::vector<std::pair<std::string, int>> cases{
      {"GET / HTTP/1.1" + kHost, 0},
      {"GET /?q=1 HTTP/1.0", 0},
      {"BREW / HTTP/1.1" + kHost, 0},  // the table of routes refuses it
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: 100", 0},
      {"POST / HTTP/1.1" + kHost + "\r\nTransfer-Encoding: Chunked", 0},
      // the request line
      {"", 400},
      {"GET", 400},
      {"GET /", 505},
      {"GET  / HTTP/1.1" + kHost, 400},
      {"GET / HTTP/1.1 " + kHost, 505},
      {" GET / HTTP/1.1" + kHost, 400},
      {"G\tT / HTTP/1.1" + kHost, 400},
      {"GET / HTTP/1.2" + kHost, 505},
      {"GET / HTTP/2" + kHost, 505},
      {"GET / http/1.1" + kHost, 505},
      {"GET http://localhost/ HTTP/1.1" + kHost, 400},
      {"OPTIONS * HTTP/1.1" + kHost, 400},
      {std::string{"GET /\0 HTTP/1.1", 15} + kHost, 400},
      {"GET /\x7F HTTP/1.1" + kHost, 400},
      {"GET /" + std::string(kMaxTarget, 'a') + " HTTP/1.1" + kHost, 414},
      // fields
      {"GET / HTTP/1.1\r\nHost", 400},
      {"GET / HTTP/1.1\r\nHost : localhost", 400},
      {"GET / HTTP/1.1\r\n Host: localhost", 400},
      {"GET / HTTP/1.1" + kHost + "\r\nA: b\r\n c", 400},
      {"GET / HTTP/1.1" + kHost + "\r\n: b", 400},
      {"GET / HTTP/1.1" + kHost + "\r\nA: b\nX: c", 400},
      {"GET / HTTP/1.1" + kHost + "\r\nA: b\rX: c", 400},
      {std::string{"GET / HTTP/1.1\r\nHost: local\0host", 32}, 400},
      {"GET / HTTP/1.1" + kHost + "\r\n\xC3\xA9: b", 400},
      // Host and Origin
      {"GET / HTTP/1.1", 400},
      {"GET / HTTP/1.1" + kHost + kHost, 400},
      {"GET / HTTP/1.1" + kHost + "\r\nOrigin: null\r\nOrigin: null", 400},
      // lengths
      {"POST / HTTP/1.1" + kHost, 411},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: 101", 413},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: 5\r\nContent-Length: 5", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: +5", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: -1", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: 5abc", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: 5, 5", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: 0x5", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length:", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: 9999999999999", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nTransfer-Encoding: xchunked", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nTransfer-Encoding: gzip, chunked", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nTransfer-Encoding : chunked", 400},
      {"POST / HTTP/1.1" + kHost + "\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
       400},
      {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked", 400},
      {"GET / HTTP/1.1" + kHost + "\r\nContent-Length: 5", 400},
      {"HEAD / HTTP/1.1" + kHost + "\r\nTransfer-Encoding: chunked", 400},
      // kinds of body
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: 5\r\nContent-Encoding: gzip", 415},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: 5\r\nContent-Type: Multipart/form-data",
       415},
      {"POST / HTTP/1.1" + kHost + "\r\nContent-Length: 5\r\nExpect: tea", 417},
  };
  for (const auto& [head, expected] : cases) {
    INFO(head);
    CHECK(status_of(head) == expected);
  }
}

TEST_CASE("the number of fields is bounded", "[web]") {
  std::string head = "GET / HTTP/1.1" + kHost;
  for (std::size_t i = 1; i < kMaxFields; ++i) head += "\r\nA: b";
  CHECK(status_of(head) == 0);
  CHECK(status_of(head + "\r\nA: b") == 431);
}

}  // namespace jauap::web
