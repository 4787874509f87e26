#include "bot/cli/log_writer.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <cstddef>
#include <mutex>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using jauap::base::Event;
using jauap::cli::log_line;
using jauap::cli::LogWriter;
using nlohmann::json;

constexpr std::size_t kLongest = 16'383;

}  // namespace

TEST_CASE("an event is a line for people or for programs", "[cli]") {
  const Event event{
      Event::Level::Error, "server", "it said \"no\"", {{"request", "a1"}, {"route", "GET /x"}}};
  CHECK(log_line(event, false, 0) == "server: it said \"no\" (request a1, route GET /x)\n");
  CHECK(log_line(event, true, 0) ==
        R"({"time":"1970-01-01T00:00:00Z","level":"error","source":"server",)"
        R"("message":"it said \"no\"","request":"a1","route":"GET /x"})"
        "\n");
  CHECK(log_line({Event::Level::Info, "ledger", "it is written", {}}, false, 0) ==
        "ledger: it is written\n");
}

TEST_CASE("whatever an event holds, it is one line that parses and obeys nobody", "[cli]") {
  // Signs that end lines, change the direction of writing, begin escape sequences, are no UTF-8 or
  // take several bytes in JSON.
  const std::vector<std::string> pieces{"\n",
                                        "\r\n",
                                        "\x1b[2J",
                                        "\xE2\x80\xA8",
                                        "\xE2\x80\xA9",
                                        "\xE2\x80\xAE",
                                        "\xE2\x80\x8F",
                                        "\xFF",
                                        "\"",
                                        "\\",
                                        "\xC3\xA9",
                                        "word ",
                                        std::string(1, '\0'),
                                        std::string(9'000, '"')};
  std::mt19937 random{1};
  for (int round = 0; round < 300; ++round) {
    Event event{Event::Level::Warning, "source", "", {{"field", ""}}};
    for (int left = 20; left > 0; --left) {
      event.message += pieces[random() % pieces.size()];
      event.fields.front().second += pieces[random() % pieces.size()];
    }
    for (const bool as_json : {false, true}) {
      const std::string line = log_line(event, as_json, 1);
      CHECK(line.size() <= kLongest);
      CHECK(line.find('\n') == line.size() - 1);
      for (const char* sign :
           {"\r", "\x1b", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAE", "\xE2\x80\x8F", "\xFF"}) {
        CHECK(line.find(sign) == line.npos);
      }
      if (as_json) CHECK(json::parse(line)["level"] == "warning");
    }
  }
}

TEST_CASE("a reader that does not read holds up nobody, and what is lost is counted", "[cli]") {
  std::mutex held;
  std::atomic<int> begun = 0;
  std::vector<std::string> lines;
  {
    LogWriter writer{false,
                     [&](const std::string& line) {
                       ++begun;
                       const std::scoped_lock lock{held};
                       lines.push_back(line);
                       return true;
                     },
                     3};
    {
      const std::scoped_lock lock{held};
      writer.write({Event::Level::Info, "test", "first", {}});
      while (begun == 0) std::this_thread::yield();  // it waits for the reader now
      for (int i = 0; i < 5; ++i) {
        writer.write({Event::Level::Info, "test", std::to_string(i), {}});
      }
    }
  }
  CHECK(lines == std::vector<std::string>{
                     "test: first\n", "test: 0\n", "test: 1\n", "test: 2\n",
                     "log: 2 lines were lost: they came faster than they could be written\n"});
}
