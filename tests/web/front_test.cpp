// What the front promises while others behave badly: who is served, who is cut, what is shed, and
// that stopping loses nothing.

#include "bot/web/front.h"

#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "bot/web/server.h"
#include "tests/support/raw_client.h"
#include "tests/support/run_program.h"

namespace jauap::web {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Clock = std::chrono::steady_clock;

// Handlers that wait until they are let go.
class Gate {
 public:
  void pass() {
    std::unique_lock lock{mutex_};
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_; });
  }
  void wait_for(int count) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return waiting_ >= count; });
  }
  void open() {
    const std::scoped_lock lock{mutex_};
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

// A server with a route of each sort on a free port.
class World {
 public:
  explicit World(ServerOptions options = {}) {
    if (options.listen.empty()) options.port = 0;
    options.public_url = options.tls_key.empty() ? "http://test" : "https://test";
    const Handler say = [this](const Request& request) {
      ++handled_;
      return Response{.type = "text/plain", .body = request.method + " " + request.body};
    };
    const Handler wait = [this](const Request&) {
      gate.pass();
      return Response{.type = "text/plain", .body = "done"};
    };
    server_ =
        std::make_unique<Server>(Routes{{"GET", "/say", say, ""},
                                        {"POST", "/say", say, ""},
                                        {"GET", "/wait", wait, ""},
                                        {"GET", "/live", say, "", Access::Open, kMaxBody, true}},
                                 options);
    server_->start();
  }
  ~World() { gate.open(); }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  Server& server() { return *server_; }
  int port() const { return server_->port(); }
  int handled() const { return handled_; }
  // The status of an answer on a connection of its own, 0 for none.
  int ask(const std::string& path, const std::string& fields = "") const {
    RawClient client{port()};
    client.send("GET " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n" + fields +
                "\r\n");
    const std::string answer = client.receive();
    return answer.size() < 12 ? 0 : std::stoi(answer.substr(9, 3));
  }

  Gate gate;

 private:
  std::atomic<int> handled_ = 0;
  std::unique_ptr<Server> server_;
};

constexpr milliseconds kPatience{30'000};  // with what ends in any case

const std::string kSay = "GET /say HTTP/1.1\r\nHost: test\r\n\r\n";
const std::string kWait = "GET /wait HTTP/1.1\r\nHost: test\r\n\r\n";

// What a socket of any family answers to a request; throws where there is nobody.
std::string ask_at(const sockaddr* address, socklen_t size) {
  const int socket = ::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(socket, address, size) != 0) {
    ::close(socket);
    throw std::runtime_error{"cannot connect"};
  }
  const std::string request = "GET /say HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n";
  std::string answer;
  if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) > 0) {
    std::array<char, 4'096> bytes{};
    for (ssize_t count = 0; (count = ::recv(socket, bytes.data(), bytes.size(), 0)) > 0;) {
      answer.append(bytes.data(), static_cast<std::size_t>(count));
    }
  }
  ::close(socket);
  return answer;
}

std::string ask_unix(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string text = path.string();
  std::copy(text.begin(), text.end(), &address.sun_path[0]);
  return ask_at(reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

std::string ask_ipv6(int port) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(static_cast<std::uint16_t>(port));
  address.sin6_addr = in6addr_loopback;
  return ask_at(reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

std::string why_not(ServerOptions options) {
  try {
    Server server{Routes{}, std::move(options)};
    server.start();
    return "listens on " + server.url();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a thousand idle and 64 trickling clients leave others alone, and are cut", "[web]") {
  const World world{{.idle_time = milliseconds{2'500}, .request_time = milliseconds{2'500}}};
  std::vector<std::unique_ptr<RawClient>> idle;
  std::vector<std::unique_ptr<RawClient>> trickling;
  for (int i = 0; i < 900; ++i) idle.push_back(std::make_unique<RawClient>(world.port()));
  for (int i = 0; i < 64; ++i) trickling.push_back(std::make_unique<RawClient>(world.port()));
  const auto start = Clock::now();
  const std::string head = "POST /say HTTP/1.1\r\nHost: test\r\nContent-Length: 500\r\n\r\n";
  std::vector<Clock::duration> waits;
  for (std::size_t at = 0; Clock::now() - start < milliseconds{1'500}; ++at) {
    for (std::size_t i = 0; i < trickling.size(); ++i) {
      // Half of them get as far as their body.
      trickling[i]->send(at == 0 && i % 2 == 1 ? head : "x");
    }
    const auto asked = Clock::now();
    CHECK(world.ask("/say") == 200);
    waits.push_back(Clock::now() - asked);
    std::this_thread::sleep_for(milliseconds{20});
  }
  // Whoever had to wait for one of the others would have waited until it was cut. A machine that is
  // busy with other things may keep a single one waiting.
  const auto middle = waits.begin() + static_cast<std::ptrdiff_t>(waits.size() / 2);
  std::nth_element(waits.begin(), middle, waits.end());
  CHECK(*middle < milliseconds{500});
  for (const auto& client : trickling) {
    CHECK_THAT(client->receive(1, kPatience), StartsWith("HTTP/1.1 408"));
  }
  for (const auto& client : idle) CHECK(client->is_closed(kPatience));
}

TEST_CASE("what does not fit into the queue is turned away at once, but health is told", "[web]") {
  World world{{.max_waiting = 2, .threads = 2}};
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int i = 0; i < 4; ++i) {
    waiting.push_back(std::make_unique<RawClient>(world.port()));
    waiting.back()->send(kWait);
    if (i == 1) world.gate.wait_for(2);
  }
  // The two that wait for a thread are there as soon as a third finds no place.
  std::string answer;
  for (int left = 500; left > 0 && answer.find("503") == std::string::npos; --left) {
    RawClient client{world.port()};
    client.send(kSay);
    answer = client.receive(1, milliseconds{20});
  }
  CHECK_THAT(answer, StartsWith("HTTP/1.1 503") && Contains("\r\nRetry-After: 1\r\n") &&
                         Contains("\r\nConnection: close\r\n") &&
                         Contains("application/problem+json"));
  for (int i = 0; i < 20; ++i) CHECK(world.ask("/live") == 200);
  world.gate.open();
  for (const auto& client : waiting) CHECK_THAT(client->receive(), EndsWith("done"));
}

TEST_CASE("a client that asks too often is told when to come again", "[web]") {
  const World world{{.client_rate = 1, .client_burst = 3, .trusted_proxies = 1}};
  const auto ask = [&](const std::string& client) {
    return world.ask("/say", "X-Forwarded-For: 6.6.6.6, " + client + "\r\n");
  };
  for (int i = 0; i < 3; ++i) CHECK(ask("192.0.2.1") == 200);
  CHECK(ask("192.0.2.1") == 429);
  CHECK(ask("192.0.2.2") == 200);  // another one
  for (int i = 0; i < 3; ++i) CHECK(ask("2001:db8::" + std::to_string(i + 1)) == 200);
  CHECK(ask("2001:db8::ffff:1") == 429);  // the same network
  CHECK(ask("2001:db8:0:1::1") == 200);
  for (int i = 0; i < 10; ++i) CHECK(world.ask("/live", "X-Forwarded-For: 192.0.2.1\r\n") == 200);
  RawClient client{world.port()};
  client.send("GET /say HTTP/1.1\r\nHost: test\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n");
  CHECK_THAT(client.receive(), StartsWith("HTTP/1.1 429") && Contains("\r\nRetry-After: 1\r\n"));
}

TEST_CASE("one client has as many connections as it may, all have as many as there are", "[web]") {
  {
    const World world{{.max_client_connections = 2}};
    RawClient first{world.port()};
    auto second = std::make_unique<RawClient>(world.port());
    first.send(kSay);
    second->send(kSay);
    CHECK_THAT(first.receive(), StartsWith("HTTP/1.1 200"));
    CHECK_THAT(second->receive(), StartsWith("HTTP/1.1 200"));
    RawClient third{world.port()};
    CHECK_THAT(third.receive(), StartsWith("HTTP/1.1 503") && Contains("\r\nRetry-After: 1\r\n"));
    second.reset();
    int status = 0;
    for (int left = 100; left > 0 && status != 200; --left) status = world.ask("/say");
    CHECK(status == 200);
  }
  const World world{{.max_connections = 2}};
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 2; ++i) {
    clients.push_back(std::make_unique<RawClient>(world.port()));
    clients.back()->send(kSay);
    CHECK_THAT(clients.back()->receive(), StartsWith("HTTP/1.1 200"));
  }
  CHECK(world.ask("/say") == 503);
  CHECK(world.ask("/live") == 200);  // of the spare ones
  for (const auto& client : clients) {
    client->send(kSay);
    CHECK_THAT(client->receive(), StartsWith("HTTP/1.1 200"));
  }
}

TEST_CASE("a client that does not read, and a handler that takes too long, are given up", "[web]") {
  World world{{.write_time = milliseconds{300}, .work_time = milliseconds{300}}};
  RawClient waiting{world.port()};
  waiting.send(kWait);
  CHECK(waiting.is_closed(milliseconds{2'000}));
  CHECK(world.ask("/say") == 200);
}

TEST_CASE("stopping under load loses no request", "[web]") {
  for (int round = 0; round < 5; ++round) {
    auto world = std::make_unique<World>();
    const int port = world->port();
    std::atomic<bool> ended = false;
    std::atomic<int> answered = 0;
    std::atomic<int> lost = 0;  // sent to a connection that was accepted, and never answered
    std::vector<std::thread> clients;
    for (int i = 0; i < 16; ++i) {
      clients.emplace_back([&, keeps = i % 2 == 0] {
        while (!ended) {
          std::unique_ptr<RawClient> client;
          try {
            client = std::make_unique<RawClient>(port);
          } catch (const std::runtime_error&) {
            return;  // nobody listens any more
          }
          for (bool is_last = false; !is_last;) {
            if (!client->send(keeps ? kSay
                                    : "GET /say HTTP/1.1\r\nHost: test\r\nConnection: "
                                      "close\r\n\r\n")) {
              ++lost;
              break;
            }
            const std::string answer = client->receive();
            if (answer.empty()) {
              ++lost;
              break;
            }
            ++answered;
            is_last = answer.find("\r\nConnection: close\r\n") != std::string::npos;
          }
        }
      });
    }
    while (answered < 200) std::this_thread::sleep_for(milliseconds{5});
    const auto start = Clock::now();
    world->server().stop();
    CHECK(Clock::now() - start < kPatience);
    ended = true;
    for (std::thread& client : clients) client.join();
    CHECK(lost == 0);
    CHECK(answered == world->handled());
  }
}

TEST_CASE("stopping does not wait for ever for a client", "[web]") {
  World world{{.stop_time = milliseconds{300}}};
  RawClient waiting{world.port()};
  waiting.send(kWait);
  world.gate.wait_for(1);
  std::thread stopping{[&] { world.server().stop(); }};
  CHECK(waiting.is_closed(kPatience));
  world.gate.open();
  stopping.join();
}

TEST_CASE("a server listens on several addresses", "[web]") {
  const auto folder =
      std::filesystem::temp_directory_path() / ("jauap_front_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const std::string path = folder / "socket";
  {
    const World world{{.listen = {"127.0.0.1:0", "unix:" + path}}};
    CHECK(world.ask("/say") == 200);
    CHECK_THAT(ask_unix(path), StartsWith("HTTP/1.1 200") && EndsWith("GET "));
    CHECK_THAT(why_not({.listen = {"unix:" + path}}),
               EndsWith("unix:" + path + ": Address already in use"));
    CHECK_THAT(ask_unix(path), StartsWith("HTTP/1.1 200"));
  }
  CHECK_FALSE(std::filesystem::exists(path));
  // What a killed server has left behind is replaced, what is no socket never.
  {
    const int left = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), &address.sun_path[0]);
    REQUIRE(::bind(left, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    ::close(left);
    const World world{{.listen = {"unix:" + path}}};
    CHECK(world.port() == 0);
    CHECK_THAT(ask_unix(path), StartsWith("HTTP/1.1 200"));
  }
  std::ofstream{path} << "kept";
  CHECK_THAT(why_not({.listen = {"unix:" + path}}), EndsWith("Address already in use"));
  CHECK(std::filesystem::file_size(path) == 4);
  std::filesystem::remove_all(folder);

  const World both{{.listen = {"[::]:0"}}};
  CHECK(both.ask("/say") == 200);
  CHECK_THAT(ask_ipv6(both.port()), StartsWith("HTTP/1.1 200"));
  const World only{{.listen = {"[::1]:0"}}};
  CHECK_THAT(ask_ipv6(only.port()), StartsWith("HTTP/1.1 200"));
  CHECK_THROWS(only.ask("/say"));

  for (const std::string text : {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", ":80",
                                 "127.0.0.1:65536", "::1:80", "[127.0.0.1]:80", "unix:"}) {
    INFO(text);
    CHECK_THAT(why_not({.listen = {text}}),
               StartsWith("expected an address such as") && EndsWith("found \"" + text + "\""));
  }
  CHECK_THAT(why_not({.listen = {"unix:" + std::string(200, 'a')}}),
             Contains("the path is longer"));
}

TEST_CASE("with a certificate the server speaks TLS and nothing else", "[web]") {
  const auto folder =
      std::filesystem::temp_directory_path() / ("jauap_tls_" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const auto made = run_shell(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "
      "/CN=localhost -keyout " +
      (folder / "key").string() + " -out " + (folder / "cert").string());
  INFO(made.messages);
  REQUIRE(made.code == 0);
  const ServerOptions options{.request_time = milliseconds{500},
                              .tls_certificate = folder / "cert",
                              .tls_key = folder / "key"};
  {
    World world{options};
    CHECK(world.server().url() == "https://127.0.0.1:" + std::to_string(world.port()));
    httplib::SSLClient client{"127.0.0.1", world.port()};
    client.enable_server_certificate_verification(false);
    client.set_keep_alive(true);
    for (int i = 0; i < 20; ++i) {
      const auto answer = client.Post("/say", std::string(100'000, 'x'), "text/plain");
      REQUIRE(answer);
      CHECK(answer->body.size() == 100'005);
    }
    CHECK(world.ask("/say") == 0);  // plain text
    RawClient silent{world.port()};
    CHECK(silent.is_closed(milliseconds{2'000}));
    std::thread stopping{[&] { world.server().stop(); }};
    stopping.join();
  }
  ServerOptions wrong = options;
  wrong.port = 0;
  wrong.tls_key = folder / "cert";
  CHECK_THAT(why_not(wrong), Contains("cannot use the key"));
  wrong.tls_certificate = folder / "none";
  CHECK_THAT(why_not(wrong), Contains("cannot use the certificate"));
  CHECK_THAT(why_not({.port = 0, .tls_key = folder / "key"}), Contains("belong together"));
  std::filesystem::remove_all(folder);
}

TEST_CASE("a server without descriptors says so, and recovers", "[web]") {
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  {
    const World world;
    rlimit few = before;
    std::size_t open = 0;
    for ([[maybe_unused]] const auto& entry :
         std::filesystem::directory_iterator{"/proc/self/fd"}) {
      ++open;
    }
    RawClient first{world.port()};
    RawClient second{world.port()};
    first.send(kSay);
    CHECK_THAT(first.receive(), StartsWith("HTTP/1.1 200"));
    second.send(kSay);
    CHECK_THAT(second.receive(), StartsWith("HTTP/1.1 200"));
    // Client and server are one process: what is left is for the client's side alone. Nothing is
    // checked meanwhile: UBSan needs descriptors to look at an object's type.
    few.rlim_cur = open + 5;
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
    std::vector<int> taken;
    for (int descriptor = 0; (descriptor = ::dup(0)) >= 0;) taken.push_back(descriptor);
    first.send(kSay);  // who is there is served
    const std::string served = first.receive();
    const bool exhausted = !taken.empty();
    std::string turned_away;
    if (exhausted) {
      ::close(taken.back());
      taken.pop_back();
      turned_away = RawClient{world.port()}.receive();
    }
    for (const int descriptor : taken) ::close(descriptor);
    CHECK_THAT(served, StartsWith("HTTP/1.1 200"));
    CHECK(exhausted);
    CHECK((turned_away.empty() || turned_away.rfind("HTTP/1.1 503", 0) == 0));
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
    CHECK(world.ask("/say") == 200);
  }
  ::setrlimit(RLIMIT_NOFILE, &before);
}

}  // namespace jauap::web
