#include "bot/web/server.h"

#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/raw_client.h"
#include "tests/support/resident_memory.h"

namespace jauap::web {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using std::chrono::milliseconds;

constexpr std::size_t kLarge = 1'048'576;

// A server with a few routes on a free port.
class World {
 public:
  explicit World(ServerOptions options = {}) {
    options.port = 0;
    options.log = [this](const base::Event& event) {
      const std::scoped_lock lock{mutex_};
      log_ += to_string(event) + "\n";
    };
    const Handler echo = [](const Request& request) {
      std::string body = request.method + " " + request.path;
      for (const auto& [name, value] : request.parameters)
        body.append(" ").append(name).append("=").append(value);
      return Response{.type = "text/plain", .body = body + " " + request.body};
    };
    const Handler store = [](const Request& request) {
      std::string body = request.method;
      for (const auto& [name, value] : request.path_parameters)
        body.append(" ").append(name).append("=").append(value);
      return Response{.body = body + " " + std::to_string(request.body.size())};
    };
    const Handler fail = [](const Request&) -> Response {
      throw std::runtime_error{"secret=/etc/key.pem"};
    };
    const Handler slow = [this](const Request&) {
      entered_.set_value();
      leave_.get_future().wait();
      return Response{.body = "done"};
    };
    server_ =
        std::make_unique<Server>(Routes{{"GET", "/echo", echo, ""},
                                        {"POST", "/echo", echo, ""},
                                        {"GET", "/fail", fail, ""},
                                        {"POST", "/fail", fail, ""},
                                        {"POST", "/slow", slow, ""},
                                        {"PUT", "/things/{id}/{part}", store, ""},
                                        {"GET", "/things/{id}/{part}", store, ""},
                                        {"PUT", "/large/{id}", store, "", Access::Token, kLarge},
                                        {"POST", "/large/{id}", store, "", Access::Token, 10}},
                                 options);
    server_->start();
  }

  Server& server() { return *server_; }
  int port() const { return server_->port(); }
  std::string host() const { return "Host: localhost:" + std::to_string(port()) + "\r\n"; }
  httplib::Client client() const { return httplib::Client{"127.0.0.1", port()}; }
  std::string log() {
    const std::scoped_lock lock{mutex_};
    return log_;
  }

  // The whole answer to bytes, which the server is to end the connection after.
  std::string answer(const std::string& bytes) const {
    RawClient raw{port()};
    raw.send(bytes);
    return raw.receive(2);
  }

  void wait_for_slow() { entered_.get_future().wait(); }
  void let_slow_go() { leave_.set_value(); }

 private:
  std::promise<void> entered_;
  std::promise<void> leave_;
  std::mutex mutex_;
  std::string log_;
  std::unique_ptr<Server> server_;
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

// Sanitizers keep memory of their own beside what is allocated, in KiB.
#ifdef JAUAP_SANITIZED
constexpr long kSanitizerShare = 65'536;
#else
constexpr long kSanitizerShare = 0;
#endif

}  // namespace

TEST_CASE("a request reaches its handler whole", "[web]") {
  const World world;
  auto client = world.client();
  CHECK_THAT(world.answer("GET /echo?a=1&b=what?&c=%C3%A9+%26&d HTTP/1.1\r\n" + world.host() +
                          "Connection: close\r\n\r\n"),
             EndsWith("\r\n\r\nGET /echo a=1 b=what? c=é & d= "));
  CHECK(client.Post("/echo?x=y", "b\r\n\r\nody", "text/plain")->body ==
        "POST /echo x=y b\r\n\r\nody");
  CHECK(client.Post("/echo", std::string(kMaxBody, 'x'), "text/plain")->body.size() ==
        kMaxBody + 11);
}

TEST_CASE("a method is answered as its route allows", "[web]") {
  const World world;
  auto client = world.client();
  const auto head = client.Head("/echo?a=1");
  CHECK(head->status == 200);
  CHECK(head->body.empty());
  CHECK(head->get_header_value("Content-Length") == "14");
  const auto options = client.Options("/echo");
  CHECK(options->status == 204);
  CHECK(options->get_header_value("Allow") == "GET, HEAD, POST, OPTIONS");
  const auto wrong = client.Delete("/slow");
  CHECK(wrong->status == 405);
  CHECK(wrong->get_header_value("Allow") == "POST, OPTIONS");
  CHECK(client.Head("/slow")->status == 405);
  for (const std::string path : {"/", "/echo/", "/Echo", "/%65cho", "/../echo", "/slow/../echo"}) {
    INFO(path);
    CHECK(world.answer("GET " + path + " HTTP/1.1\r\n" + world.host() + "Connection: close\r\n\r\n")
              .substr(0, 12) == "HTTP/1.1 404");
  }
  const std::string brew = world.answer("BREW /echo HTTP/1.1\r\n" + world.host() + "\r\n");
  CHECK_THAT(brew, StartsWith("HTTP/1.1 405") && Contains("Allow: GET, HEAD, POST, OPTIONS\r\n"));
}

TEST_CASE("a name in the path of a route stands for one segment", "[web]") {
  const World world;
  auto client = world.client();
  const auto put = [&](const std::string& path) {
    const auto answer = client.Put(path, "body", "text/plain");
    REQUIRE(answer);
    return answer->status == 200 ? answer->body : std::to_string(answer->status);
  };
  CHECK(put("/things/7/a") == "PUT id=7 part=a 4");
  CHECK(world
            .answer("PUT /things/%24e%2F1+2/%C3%A9?x HTTP/1.1\r\n" + world.host() +
                    "Content-Length: 2\r\nConnection: close\r\n\r\nab")
            .find("\r\n\r\nPUT id=$e/1+2 part=é 2") != std::string::npos);
  CHECK_THAT(
      world.answer("PUT /things/1/2 HTTP/1.1\r\n" + world.host() + "Connection: close\r\n\r\n"),
      EndsWith("PUT id=1 part=2 0"));
  for (const std::string path : {"/things/7", "/things/7/", "/things//a", "/things/7/a/",
                                 "/things/7/a/b", "/thing/7/a", "/things"}) {
    INFO(path);
    CHECK(put(path) == "404");
  }
  CHECK(client.Get("/things/7/a")->body == "GET id=7 part=a 0");
  CHECK(client.Post("/things/7/a", "", "text/plain")->status == 405);
  CHECK(client.Options("/things/7/a")->get_header_value("Allow") == "PUT, GET, HEAD, OPTIONS");
  CHECK(client.Put("/things/7/a", {{"Origin", "https://evil.example"}}, "", "text/plain")->status ==
        403);
}

TEST_CASE("a route may take longer bodies, or shorter ones", "[web]") {
  const World world;
  auto client = world.client();
  const auto put = [&](const std::string& path, std::size_t size) {
    return client.Put(path, std::string(size, 'x'), "text/plain")->status;
  };
  CHECK(put("/large/1", kLarge) == 200);
  CHECK(put("/large/1", kLarge + 1) == 413);
  CHECK(put("/things/1/2", kMaxBody) == 200);
  CHECK(put("/things/1/2", kMaxBody + 1) == 413);
  CHECK(put("/none", kMaxBody + 1) == 413);
  CHECK(client.Post("/large/1", "0123456789", "text/plain")->status == 200);
  CHECK(client.Post("/large/1", "0123456789x", "text/plain")->status == 413);
  std::string chunks = "PUT /large/1 HTTP/1.1\r\n" + world.host() +
                       "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
  for (int i = 0; i < 256; ++i) chunks += "1000\r\n" + std::string(0x1000, 'x') + "\r\n";
  CHECK_THAT(world.answer(chunks + "0\r\n\r\n"), EndsWith("PUT id=1 1048576"));
  CHECK_THAT(world.answer(chunks + "1\r\nx\r\n0\r\n\r\n"), StartsWith("HTTP/1.1 413"));
}

TEST_CASE("every answer carries the security headers", "[web]") {
  const World world;
  const std::string host = world.host();
  const std::vector<std::pair<std::string, std::string>> cases{
      {"GET /echo HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n", "200"},
      {"OPTIONS /echo HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n", "204"},
      {"GET /none HTTP/1.1\r\n" + host + "\r\n", "404"},
      {"PUT /echo HTTP/1.1\r\n" + host + "\r\n", "405"},
      {"GET /fail HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n", "500"},
      {"GET /echo HTTP/1.1\r\n\r\n", "400"},
      {"GET /echo HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"},
      {"POST /echo HTTP/1.1\r\n" + host + "\r\n", "411"},
      {"POST /echo HTTP/1.1\r\n" + host + "Content-Length: 99999999\r\n\r\n", "413"},
      {"POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400"},
      {"GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", "414"},
      {"GET /" + std::string(40'000, 'a'), "414"},
      {"GET /echo HTTP/1.1\r\n" + host + "A: " + std::string(40'000, 'a'), "431"},
      {"GET /echo HTTP/1.1\n\n", "400"},
      {"\r\n\r\n", "400"},
      {"\x16\x03\x01 hello \r\n\r\n", "400"},
  };
  for (const auto& [request, status] : cases) {
    const std::string answer = world.answer(request);
    INFO(request.substr(0, 80) << "\n" << answer);
    CHECK(answer.substr(0, 13) == "HTTP/1.1 " + status + " ");
    CHECK_THAT(answer,
               Contains("\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; "
                        "style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri "
                        "'none'; form-action 'self'; frame-ancestors 'none'\r\n"));
    CHECK_THAT(answer, Contains("\r\nX-Content-Type-Options: nosniff\r\n"));
    CHECK_THAT(answer, Contains("\r\nReferrer-Policy: no-referrer\r\n"));
    CHECK_THAT(answer, Contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n"));
    CHECK_THAT(answer, Contains("\r\nX-Request-Id: "));
    CHECK_THAT(answer, Contains("\r\nConnection: close\r\n"));
    CHECK(count(answer, "HTTP/1.1 ") == 1);
    if (status >= "400") {
      CHECK_THAT(answer, Contains("\r\nContent-Type: application/problem+json; charset=utf-8\r\n"));
    }
  }
}

TEST_CASE("only this machine's own names are answered", "[web]") {
  const World world;
  const std::string port = std::to_string(world.port());
  const std::vector<std::pair<std::string, std::string>> cases{
      {"Host: localhost:" + port, "200"},
      {"Host: LocalHost:" + port, "200"},
      {"Host: 127.0.0.1:" + port, "200"},
      {"Host: [::1]:" + port, "200"},
      {"Host: localhost", "421"},
      {"Host: localhost:1", "421"},
      {"Host: localhost.evil.example:" + port, "421"},
      {"Host: evil.example", "421"},
      {"Host: 127.0.0.1:" + port + ", evil.example", "421"},
      {"Host: 127.0.0.1:" + port + "%0d%0aX: y", "421"},
      {"Host: user@localhost:" + port, "421"},
      {"Host: localhost:" + port + "\r\nHost: localhost:" + port, "400"},
      {"Host:", "200"},  // an empty one names no other site
      {"X: y", "400"},
  };
  for (const auto& [field, status] : cases) {
    INFO(field);
    CHECK(world.answer("GET /echo HTTP/1.1\r\n" + field + "\r\nConnection: close\r\n\r\n")
              .substr(9, 3) == status);
  }
}

TEST_CASE("a page of another site cannot post", "[web]") {
  const World world;
  const std::string port = std::to_string(world.port());
  const std::vector<std::pair<std::string, int>> cases{
      {"http://localhost:" + port, 200},
      {"http://127.0.0.1:" + port, 200},
      {"http://[::1]:" + port, 200},
      {"https://localhost:" + port, 403},
      {"http://localhost", 403},
      {"http://localhost:" + port + "/", 403},
      {"http://localhost:" + port + ".evil.example", 403},
      {"http://evil.example", 403},
      {"null", 403},
  };
  auto client = world.client();
  for (const auto& [origin, status] : cases) {
    INFO(origin);
    CHECK(client.Post("/echo", {{"Origin", origin}}, "x", "text/plain")->status == status);
  }
  CHECK(
      world
          .answer("POST /echo HTTP/1.1\r\n" + world.host() + "Origin:\r\nContent-Length: 0\r\n\r\n")
          .substr(9, 3) == "403");
}

TEST_CASE("what a handler throws stays in the log", "[web]") {
  World world;
  auto client = world.client();
  for (const bool posts : {false, true}) {
    const httplib::Headers headers{{"X-Request-Id", posts ? "two" : "one"}};
    const auto answer =
        posts ? client.Post("/fail", headers, "x", "text/plain") : client.Get("/fail", headers);
    CHECK(answer->status == 500);
    CHECK(answer->body == R"({"type":"about:blank","title":"Internal Server Error","status":500,)"
                          R"("detail":"The server failed; its log says why."})");
    for (const auto& [name, value] : answer->headers) {
      CHECK_THAT(name + value, !Contains("secret"));
      CHECK(name != "EXCEPTION_WHAT");
    }
  }
  CHECK(world.log() ==
        "server: secret=/etc/key.pem (request one, route GET /fail)\n"
        "server: secret=/etc/key.pem (request two, route POST /fail)\n");
}

TEST_CASE("nothing of a request gets into a header but a sane id", "[web]") {
  const World world;
  const std::string evil = "%0d%0aX-Evil:%20yes%0d%0a%0d%0a";
  const std::string answer = world.answer("GET /echo?q=" + evil + " HTTP/1.1\r\n" + world.host() +
                                          "X-Request-Id: " + evil +
                                          "\r\nREMOTE_ADDR: 6.6.6.6\r\nConnection: close\r\n\r\n");
  const std::string head = answer.substr(0, answer.find("\r\n\r\n"));
  CHECK_THAT(head, StartsWith("HTTP/1.1 200") && !Contains("Evil") && !Contains("6.6.6.6"));
  const std::string missing =
      world.answer("GET /" + evil + " HTTP/1.1\r\n" + world.host() + "\r\n");
  CHECK_THAT(missing, StartsWith("HTTP/1.1 404") && !Contains("Evil"));
}

TEST_CASE("ranges are not served", "[web]") {
  const World world;
  std::string ranges = "Range: bytes=0-";
  for (int i = 0; i < 1'000; ++i) ranges += ",0-";
  const std::vector<std::string> bombs{ranges, "Range: bytes=" + std::string(7'000, '1') + "-",
                                       "Range: bytes=0-1", "Range: x"};
  for (const std::string& bomb : bombs) {
    const std::string answer = world.answer("GET /echo HTTP/1.1\r\n" + world.host() + bomb +
                                            "\r\nConnection: close\r\n\r\n");
    CHECK_THAT(answer, StartsWith("HTTP/1.1 200") && Contains("\r\n\r\nGET /echo "));
    CHECK_THAT(answer, !Contains("Accept-Ranges"));
  }
}

TEST_CASE("a body is read up to its limit, however it comes", "[web]") {
  const World world;
  const std::string start =
      "POST /echo HTTP/1.1\r\n" + world.host() + "Transfer-Encoding: chunked\r\n\r\n";
  RawClient raw{world.port()};
  raw.send(start + "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n");
  CHECK_THAT(raw.receive(), EndsWith("\r\n\r\nPOST /echo abc0123456789"));

  std::string big = start;
  for (int i = 0; i < 256; ++i) big += "1000\r\n" + std::string(0x1000, 'x') + "\r\n";
  const long before = trimmed_memory();
  const std::string answer = world.answer(big + "0\r\n\r\n");
  CHECK_THAT(answer, StartsWith("HTTP/1.1 413"));
  CHECK(count(answer, "HTTP/1.1 ") == 1);
  CHECK(resident_memory() - before < 4'096 + kSanitizerShare);

  // Chunks of one byte, or an extension without end, may not cost more than a body.
  CHECK_THAT(world.answer(start + "5;" + std::string(2U << 20U, 'e')), StartsWith("HTTP/1.1 4"));
  std::string tiny = start;
  for (int i = 0; i < 200'000; ++i) tiny += "1\r\nx\r\n";
  CHECK_THAT(world.answer(tiny + "0\r\n\r\n"), StartsWith("HTTP/1.1 4"));
  // The requests that the test itself holds are among it.
  CHECK(resident_memory() - before < 16'384 + kSanitizerShare);
}

TEST_CASE("no body becomes the next request", "[web]") {
  const World world{{.request_time = milliseconds{300}}};
  const std::string next = "GET /echo?smuggled HTTP/1.1\r\n" + world.host() + "\r\n";
  const std::string host = world.host();
  const std::vector<std::string> cases{
      "GET /echo HTTP/1.1\r\n" + host + "Content-Length: 60\r\n\r\n" + next,
      "POST /none HTTP/1.1\r\n" + host + "Content-Length: 60\r\n\r\n" + next,
      "PUT /echo HTTP/1.1\r\n" + host + "Content-Length: 60\r\n\r\n" + next,
      "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 60\r\n\r\n" + next,
      "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 99999\r\n\r\n" + next,
      "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nfffff\r\n" + next,
      "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n-2\r\n" + next,
  };
  for (const std::string& bytes : cases) {
    const std::string answer = world.answer(bytes);
    INFO(bytes << "\n---\n" << answer);
    CHECK(count(answer, "HTTP/1.1 ") == 1);
    CHECK(answer.substr(9, 1) == "4");
  }
}

TEST_CASE("requests may follow each other without waiting", "[web]") {
  const World world;
  std::string bytes;
  for (int i = 0; i < 50; ++i) {
    bytes += i % 2 == 0 ? "GET /echo HTTP/1.1\r\n" + world.host() + "\r\n"
                        : "POST /echo HTTP/1.1\r\n" + world.host() + "Content-Length: 3\r\n\r\nabc";
  }
  RawClient raw{world.port()};
  REQUIRE(raw.send(bytes));
  CHECK(count(raw.receive(50), "HTTP/1.1 200 OK") == 50);
}

TEST_CASE("a client that waits for permission gets it", "[web]") {
  const World world;
  RawClient raw{world.port()};
  raw.send("POST /echo HTTP/1.1\r\n" + world.host() +
           "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  CHECK(raw.receive() == "HTTP/1.1 100 Continue\r\n\r\n");
  raw.send("abc");
  CHECK_THAT(raw.receive(), Contains("POST /echo abc"));
  RawClient refused{world.port()};
  refused.send("POST /none HTTP/1.1\r\n" + world.host() +
               "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  CHECK_THAT(refused.receive(), StartsWith("HTTP/1.1 404"));
}

TEST_CASE("slow and idle clients keep nobody waiting and are cut", "[web]") {
  const World world{{.idle_time = milliseconds{1500}, .request_time = milliseconds{600}}};
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 8; ++i) {
    slow.push_back(std::make_unique<RawClient>(world.port()));
    slow.back()->send(i % 2 == 0 ? "GET /ec"
                                 : "POST /echo HTTP/1.1\r\n" + world.host() +
                                       "Content-Length: 50\r\n\r\nab");
  }
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 64; ++i) {
    idle.push_back(std::make_unique<RawClient>(world.port()));
    idle.back()->send("GET /echo HTTP/1.1\r\n" + world.host() + "\r\n");
    CHECK_THAT(idle.back()->receive(), StartsWith("HTTP/1.1 200"));
  }
  // All of several would wait for one of the slow ones, a busy machine keeps some waiting.
  auto shortest = std::chrono::steady_clock::duration::max();
  for (int i = 0; i < 5; ++i) {
    const auto start = std::chrono::steady_clock::now();
    CHECK(world.client().Get("/echo")->status == 200);
    shortest = std::min(shortest, std::chrono::steady_clock::now() - start);
  }
  CHECK(shortest < milliseconds{500});

  // Bytes that trickle in do not push the deadline on.
  for (int i = 0; i < 12 && slow[0]->send("h"); ++i) {
    std::this_thread::sleep_for(milliseconds{60});
  }
  CHECK_THAT(slow[0]->receive(), StartsWith("HTTP/1.1 408"));
  for (std::size_t i = 1; i < slow.size(); ++i) {
    CHECK_THAT(slow[i]->receive(), StartsWith(i % 2 == 0 ? "HTTP/1.1 408" : "HTTP/1.1 4"));
  }
  for (const auto& client : idle) CHECK(client->is_closed(milliseconds{30'000}));
}

TEST_CASE("stopping finishes what has begun", "[web]") {
  World world;
  RawClient idle{world.port()};
  idle.send("GET /echo HTTP/1.1\r\n" + world.host() + "\r\n");
  idle.receive();
  RawClient half{world.port()};
  half.send("GET /ec");
  std::string slow;  // checked below: the framework's assertions are for one thread
  std::thread asking{[&] {
    const auto reply = world.client().Post("/slow", "x", "text/plain");
    slow = reply ? reply->body : httplib::to_string(reply.error());
  }};
  world.wait_for_slow();
  std::thread stopping{[&] { world.server().stop(); }};
  CHECK(idle.is_closed(milliseconds{30'000}));
  half.send("ho HTTP/1.1\r\n" + world.host() + "\r\n");
  CHECK_THAT(half.receive(2), StartsWith("HTTP/1.1 200") && Contains("Connection: close"));
  world.let_slow_go();
  asking.join();
  stopping.join();
  CHECK(slow == "done");
  CHECK_THROWS(RawClient{world.port()});
  world.server().stop();
}

TEST_CASE("the server listens where it is told to, on a port of its own", "[web]") {
  const auto start = [](const std::string& host, int port) -> std::string {
    try {
      Server server{Routes{}, {.host = host, .port = port}};
      server.start();
      return "listens on " + server.url();
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  };
  for (const std::string host : {"example.org", "", "256.0.0.1", "localhost.", "1"}) {
    CHECK(start(host, 0) == "cannot listen on " + host + ":0: \"" + host + "\" is not an address");
  }
  CHECK_THAT(start("192.0.2.1", 0), StartsWith("cannot listen on 192.0.2.1:0: "));
  CHECK_THAT(start("localhost", 0), StartsWith("listens on http://localhost:"));
  CHECK_THAT(start("127.0.0.2", 0), StartsWith("listens on http://127.0.0.2:"));
  CHECK_THAT(start("0.0.0.0", 0), StartsWith("listens on http://localhost:"));
  const World world;
  CHECK(start("127.0.0.1", world.port()) ==
        "cannot listen on 127.0.0.1:" + std::to_string(world.port()) + ": Address already in use");
}

TEST_CASE("a connection serves many requests, from many clients at once", "[web]") {
  const World world;
  std::atomic<int> answered = 0;
  std::vector<std::thread> clients;
  clients.reserve(16);
  for (int i = 0; i < 16; ++i) {
    clients.emplace_back([&] {
      auto client = world.client();
      client.set_keep_alive(true);
      client.set_tcp_nodelay(true);
      for (int n = 0; n < 100; ++n) {
        const std::string body = std::to_string(n);
        const auto answer = client.Post("/echo", body, "text/plain");
        if (answer && answer->body == "POST /echo " + body) ++answered;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  CHECK(answered == 1'600);
}

}  // namespace jauap::web
