#include "bot/web/traffic.h"

#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstddef>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bot/web/server.h"

namespace {

using jauap::web::Request;
using jauap::web::Response;
using jauap::web::Route;
using jauap::web::Server;
using jauap::web::ServerOptions;
using jauap::web::Traffic;

Route route(const std::string& path, jauap::web::Handler handler) {
  Route route;
  route.method = "GET";
  route.path = path;
  route.handler = std::move(handler);
  return route;
}

// "GET /x 200 2", in the order of the alphabet.
std::vector<std::string> told(const Traffic& traffic) {
  std::vector<std::string> lines;
  for (const Traffic::Answers& answers : traffic.answers()) {
    lines.push_back(answers.method + " " + answers.route + " " + std::to_string(answers.status) +
                    " " + std::to_string(answers.count));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

TEST_CASE("every answer is counted once, also what the server refuses", "[web]") {
  const auto traffic = std::make_shared<Traffic>();
  ServerOptions options;
  options.port = 0;
  options.traffic = traffic;
  Server server{{route("/ok", [](const Request&) { return Response{}; }),
                 route("/bad", [](const Request&) -> Response { throw std::runtime_error{"x"}; })},
                options};
  server.start();
  httplib::Client client{"127.0.0.1", server.port()};
  client.Get("/ok");
  client.Get("/ok");
  client.Head("/ok");
  client.Get("/bad");
  client.Get("/secret");
  client.Post("/ok", "{}", "application/json");
  httplib::Headers elsewhere{{"Host", "secret.example.org"}};
  client.Get("/ok", elsewhere);
  server.stop();
  CHECK(told(*traffic) == std::vector<std::string>{"GET /bad 500 1", "GET /ok 200 3",
                                                   "none none 404 1", "none none 405 1",
                                                   "none none 421 1"});
  CHECK(traffic->connections == 0);
}

TEST_CASE("what a server is busy with is told", "[web]") {
  const auto traffic = std::make_shared<Traffic>();
  std::promise<void> go;
  const std::shared_future<void> gone = go.get_future().share();
  ServerOptions options;
  options.port = 0;
  options.max_waiting = 1;
  options.threads = 1;
  options.traffic = traffic;
  const auto wait = [gone](const Request&) {
    gone.wait();
    return Response{};
  };
  Server server{{route("/", wait)}, options};
  server.start();
  std::vector<std::future<int>> asked;
  const auto ask = [&] {
    asked.push_back(std::async(std::launch::async, [port = server.port()] {
      httplib::Client client{"127.0.0.1", port};
      const auto result = client.Get("/");
      return result ? result->status : 0;
    }));
  };
  const auto reaches = [](const std::atomic<std::size_t>& gauge, std::size_t wanted) {
    for (int left = 1'000; left > 0 && gauge != wanted; --left) {
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return gauge == wanted;
  };
  ask();
  CHECK(reaches(traffic->working, 1));
  ask();
  CHECK(reaches(traffic->waiting, 1));
  CHECK(reaches(traffic->connections, 2));
  ask();
  CHECK(asked.back().get() == 503);
  go.set_value();
  CHECK(asked[0].get() == 200);
  CHECK(asked[1].get() == 200);
  CHECK(reaches(traffic->working, 0));
  CHECK(traffic->waiting == 0);
  server.stop();
  CHECK(traffic->connections == 0);
}
