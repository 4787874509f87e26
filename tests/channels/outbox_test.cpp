#include "bot/channels/outbox.h"

#include <httplib.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "tests/support/stand_in_api.h"

namespace jauap::channels {
namespace {

using Catch::Matchers::Contains;
using namespace std::chrono_literals;

Outbox::Options quick() {
  Outbox::Options options;
  options.tries = 4;
  options.first_wait = 1ms;
  options.longest_wait = 8ms;
  return options;
}

// The lines that were logged.
class Lines {
 public:
  base::Log log() {
    return [this](const base::Event& event) {
      const std::lock_guard lock{mutex_};
      lines_.push_back(to_string(event));
    };
  }
  std::vector<std::string> all() {
    const std::lock_guard lock{mutex_};
    return lines_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

Outbox::Entry entry(const StandInApi& api, const std::string& body) {
  return {{"POST", api.url() + "/send", {"X-Key: k"}, body}, "question " + body, {}};
}

// Whether there was a place for it.
bool add(Outbox& outbox, Outbox::Entry entry) {
  auto place = outbox.reserve();
  if (!place) return false;
  outbox.add(*std::move(place), std::move(entry));
  return true;
}

}  // namespace

TEST_CASE("what fails for now is sent again, what is refused is logged", "[channels]") {
  std::map<std::string, std::vector<StandInApi::Fate>> fates{
      {"good", {{200}}},           {"late", {{500}, {200}}}, {"dropped", {{0}, {0}, {200}}},
      {"refused", {{400}, {200}}}, {"hopeless", {{503}}},
  };
  StandInApi api{[&](const std::string& body, std::size_t call) {
    const auto& list = fates.at(body);
    return list[std::min(call, list.size() - 1)];
  }};
  Lines lines;
  std::atomic<int> sent = 0;
  {
    Outbox outbox{"test", judge_by_status, lines.log(), quick()};
    for (const auto& [body, fate] : fates) {
      Outbox::Entry next = entry(api, body);
      next.sent = [&](const std::string&) { ++sent; };
      const bool is_added = add(outbox, std::move(next));
      CHECK(is_added);
    }
    while (outbox.size() > 0) std::this_thread::yield();
  }
  CHECK(sent == 3);
  CHECK(api.calls("good") == 1);
  CHECK(api.calls("late") == 2);
  CHECK(api.calls("dropped") == 3);
  CHECK(api.calls("refused") == 1);
  CHECK(api.calls("hopeless") == 4);
  auto logged = lines.all();
  std::sort(logged.begin(), logged.end());
  REQUIRE(logged.size() == 2);
  CHECK(logged[0] ==
        "test: gave up after 1 tries, status 400; the answer to question refused was refused");
  CHECK_THAT(logged[1], Contains("after 4 tries, status 503; the answer to question hopeless"));
}

TEST_CASE("as many calls wait as may, and what is left at the end is logged", "[channels]") {
  StandInApi api{[](const std::string&, std::size_t) { return StandInApi::Fate{503}; }};
  Lines lines;
  {
    Outbox::Options options = quick();
    options.most = 5;
    options.tries = 100;
    options.first_wait = options.longest_wait = 60'000ms;
    options.closing_time = 10ms;
    Outbox outbox{"test", judge_by_status, lines.log(), options};
    int taken = 0;
    for (int i = 0; i < 8; ++i) taken += add(outbox, entry(api, std::to_string(i))) ? 1 : 0;
    CHECK(taken == 5);
    CHECK_FALSE(outbox.reserve());
    CHECK(outbox.size() == 5);
  }
  CHECK(lines.all().size() == 5);
  for (const std::string& line : lines.all()) CHECK_THAT(line, Contains("the answer to question"));
}

TEST_CASE("one that ends while its threads begin to wait does end", "[channels]") {
  Outbox::Options options = quick();
  options.closing_time = 0ms;
  Lines lines;
  for (int i = 0; i < 3'000; ++i) Outbox{"test", judge_by_status, lines.log(), options};
  CHECK(lines.all().empty());
}

TEST_CASE("the channel waits as long as the API asks", "[channels]") {
  StandInApi api{[](const std::string&, std::size_t call) {
    return call == 0 ? StandInApi::Fate{429, 1} : StandInApi::Fate{200};
  }};
  Lines lines;
  Outbox::Options options = quick();
  options.threads = 1;
  Outbox outbox{"test", judge_by_status, lines.log(), options};
  const auto begin = std::chrono::steady_clock::now();
  CHECK(add(outbox, entry(api, "a")));
  CHECK(add(outbox, entry(api, "b")));
  while (outbox.size() > 0) std::this_thread::yield();
  CHECK(std::chrono::steady_clock::now() - begin >= 1s);
  CHECK(api.calls("a") == 2);
  CHECK(lines.all().empty());
}

}  // namespace jauap::channels
