// What the chatbot costs over HTTP: answers to a question on POST /api/chat, against a handler that
// only parses the same request and writes the same reply (the floor), on the same kind of server in
// the same run; once where the same is asked again and again, as a popular question is, and once
// where no message was asked before; and what the front costs: the floor, against the same handler
// on the HTTP library's own listener, tuned as far as it can be. Needs wrk (Debian package "wrk").
//
//   cmake --workflow --preset bench && build/bench/tests/bench/http_bench [seconds a run]
//
// Runs alternate, so that what else the machine does falls on both; the best of each counts.

#include <httplib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include "bot/chat/load_chatbot.h"
#include "bot/web/server.h"

namespace jauap {
namespace {

constexpr int kRounds = 3;

constexpr std::string_view kPosts =
    "wrk.method = \"POST\"\nwrk.headers[\"Content-Type\"] = \"application/json\"\n";

// The question with other marks behind it each time, twice as many as the server remembers.
constexpr std::string_view kAnew = R"(
local count = 0
request = function()
  count = count + 1
  local marks, rest = "", count
  for bit = 1, 11 do
    marks = marks .. (rest % 2 == 0 and "?" or "!")
    rest = math.floor(rest / 2)
  end
  return wrk.format(nil, nil, nil,
                    '{"message":"' .. question .. marks .. '","session":"bench"}')
end
)";

std::shared_ptr<const chat::Chatbot> load(const std::filesystem::path& root) {
  const auto loaded =
      chat::load_chatbot({.knowledge = {root / "knowledge"}, .intents = root / "intents"});
  if (!loaded.ok()) throw std::runtime_error{base::to_string(loaded.problems.front())};
  return *loaded.value;
}

// The floor: parses a message and writes the JSON of a reply that is known beforehand.
std::string floor_answer(const chat::Reply& reply, const std::string& body) {
  const auto message = nlohmann::json::parse(body);
  if (!message.contains("message")) throw std::runtime_error{"no message"};
  return chat::to_json_line(reply, message.value("session", ""));
}

web::Routes floor_routes(const chat::Reply& reply) {
  return {{"POST", "/api/chat",
           [reply](const web::Request& request) {
             return web::Response{.body = floor_answer(reply, request.body)};
           },
           ""}};
}

// The same handler on the library's listener.
class TunedLibrary {
 public:
  explicit TunedLibrary(const chat::Reply& reply) {
    library_.new_task_queue = [] { return new httplib::ThreadPool{kThreads}; };
    library_.set_tcp_nodelay(true);
    library_.set_keep_alive_max_count(1'000'000);
    library_.set_keep_alive_timeout(5);
    library_.Post("/api/chat", [reply](const httplib::Request& request, httplib::Response& answer) {
      answer.set_content(floor_answer(reply, request.body), "application/json; charset=utf-8");
    });
    port_ = library_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread{[this] { library_.listen_after_bind(); }};
  }
  ~TunedLibrary() {
    library_.stop();
    thread_.join();
  }
  TunedLibrary(const TunedLibrary&) = delete;
  TunedLibrary& operator=(const TunedLibrary&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  static constexpr std::size_t kThreads = 128;  // one for each client
  httplib::Server library_;
  int port_ = 0;
  std::thread thread_;
};

// Requests a second that wrk gets answered.
double measure(const std::string& url, const std::filesystem::path& script, int clients,
               const std::string& seconds) {
  const std::string command = "wrk -t 1 -c " + std::to_string(clients) + " -d " + seconds +
                              "s -s " + script.string() + " " + url + "/api/chat";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error{"cannot run wrk"};
  std::string output;
  std::array<char, 4096> bytes{};
  for (std::size_t size = 0; (size = std::fread(bytes.data(), 1, bytes.size(), pipe)) > 0;) {
    output.append(bytes.data(), size);
  }
  ::pclose(pipe);
  const std::string label = "Requests/sec:";
  const std::size_t at = output.find(label);
  if (at == std::string::npos) throw std::runtime_error{"wrk failed: " + output};
  if (output.find("Non-2xx") != std::string::npos ||
      output.find("Socket errors") != std::string::npos) {
    throw std::runtime_error{"not every request was answered: " + output};
  }
  return std::stod(output.substr(at + label.size()));
}

void run(const std::string& seconds) {
  const std::filesystem::path root{JAUAP_SOURCE_DIR};
  const auto chatbot = load(root);
  const std::string question = chatbot->starters(1).at(0);
  const nlohmann::ordered_json message{{"message", question}, {"session", "bench"}};

  const std::filesystem::path folder = std::filesystem::temp_directory_path();
  const auto again = folder / "jauap_http_bench_again.lua";
  const auto anew = folder / "jauap_http_bench_anew.lua";
  std::ofstream{again} << kPosts << "wrk.body = " << nlohmann::json(message.dump()).dump() << "\n";
  std::ofstream{anew} << kPosts << "local question = " << nlohmann::json(question).dump() << kAnew;

  web::Server answers{chatbot, root / "web", {.port = 0}};
  web::Server floor{floor_routes(chatbot->reply(question)), {.port = 0}};
  answers.start();
  floor.start();
  const TunedLibrary library{chatbot->reply(question)};
  std::cout << "question: " << question << "\n";
  for (const int clients : {16, 64}) {
    for (const auto& script : {again, anew}) {
      double answered = 0;
      double floored = 0;
      double tuned = 0;
      for (int round = 0; round < kRounds; ++round) {
        floored = std::max(floored, measure(floor.url(), script, clients, seconds));
        answered = std::max(answered, measure(answers.url(), script, clients, seconds));
        tuned = std::max(tuned, measure(library.url(), script, clients, seconds));
      }
      std::printf(
          "%3d clients, asked %s: answers %8.0f/s, floor %8.0f/s, ratio %.2f; "
          "library %8.0f/s, ratio %.2f\n",
          clients, script == again ? "again" : "anew ", answered, floored, answered / floored,
          tuned, floored / tuned);
    }
  }
  std::filesystem::remove(again);
  std::filesystem::remove(anew);
}

}  // namespace
}  // namespace jauap

int main(int argc, char** argv) {
  try {
    jauap::run(argc > 1 ? std::to_string(std::max(1, std::atoi(argv[1]))) : "5");
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "http_bench: " << error.what() << "\n";
    return 1;
  }
}
