#include "bot/web/reloader.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "bot/chat/load_chatbot.h"
#include "bot/web/live_bots.h"
#include "bot/web/site.h"
#include "tests/support/temporary_folder.h"

namespace jauap::web {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using nlohmann::json;

const fs::path kRoot{JAUAP_SOURCE_DIR};

void write(const fs::path& file, const std::string& text) {
  std::ofstream{file, std::ios::binary} << text;
}

// Facts that all have the number of their version.
std::string facts_of(int version, const std::string& key = "gull",
                     const std::string& name_of_rock = "Gull Rock") {
  json properties;
  json facts;
  for (const std::string name : {"height", "depth", "width"}) {
    properties[name] = {{"name", name},
                        {"type", "number"},
                        {"words", {name}},
                        {"sentence", "The " + name + " of {subject} is {value}."},
                        {"question", "What is the " + name + " of {subject}?"}};
    facts[name] = {{"subject", key}, {"property", name}, {"value", version}, {"at", "line 1"}};
  }
  return json{{"kinds", {{"rock", {{"name", "rock"}, {"plural", "rocks"}}}}},
              {"entities", {{key, {{"kind", "rock"}, {"name", name_of_rock}}}}},
              {"properties", properties},
              {"facts", facts}}
      .dump();
}

// A folder with the packs "gull" and "tern" of one version.
void write_packs(const fs::path& folder, int version) {
  for (const std::string name : {"gull", "tern"}) {
    fs::create_directories(folder / name);
    write(folder / name / "datapackage.json", json{{"name", name},
                                                   {"title", "The " + name},
                                                   {"languages", {"en"}},
                                                   {"sources", {{{"title", "A sheet"}}}},
                                                   {"resources", {{{"path", "facts.json"}}}}}
                                                  .dump());
  }
  write(folder / "gull" / "facts.json", facts_of(version));
  write(folder / "tern" / "facts.json", facts_of(version, "tern", "Tern Rock"));
}

// With a cache, as a server reads: the ways of asking, which do not change, need no time.
base::Loaded<chat::PackChatbots> load(const fs::path& folder, const fs::path& cache) {
  return chat::load_pack_chatbots(
      {.knowledge = {folder}, .intents = kRoot / "intents", .cache = cache});
}

// Of seven reloads each, which take half a minute under the thread sanitizer.
#ifdef __SANITIZE_THREAD__
constexpr int kReloadRounds = 1;
#else
constexpr int kReloadRounds = 4;
#endif

template <class Condition>
bool comes_true(const Condition& condition) {
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(1ms);
  }
  return true;
}

Response ask(const Routes& routes, const Request& request) {
  for (const Route& route : routes) {
    if (route.path == request.path && route.method == request.method) return route.handler(request);
  }
  return {.status = 404};
}

// The numbers that all facts have in one answer; more than one where versions are mixed.
std::set<double> versions_in(const Response& response) {
  const json body = json::parse(response.body);
  std::set<double> versions;
  for (const json& fact : body["facts"]) versions.insert(fact["value"].get<double>());
  return versions;
}

}  // namespace

TEST_CASE("packs are replaced while they are asked, wholly or not at all", "[web]") {
  const TemporaryFolder folder;
  const fs::path packs = folder.path() / "packs";
  const auto of_version = [&](int version) {
    return folder.path() / ("version" + std::to_string(version));
  };
  // As symbolic links are swapped: beside it, then by one rename.
  const auto swap = [&](int version) {
    fs::create_directory_symlink(of_version(version), folder.path() / "next");
    fs::rename(folder.path() / "next", packs);
  };
  write_packs(of_version(1), 1);
  swap(1);
  const auto read = base::FileState::of({packs}, {});
  const fs::path cache = folder.path() / "cache";
  const auto first = load(packs, cache);
  for (const auto& problem : first.problems) UNSCOPED_INFO(base::to_string(problem));
  REQUIRE(first.ok());
  const auto status = std::make_shared<ReloadStatus>();
  Site site{Bots{*first.value}, kRoot / "web", {.reloads = status}};
  const Routes routes = site.routes();
  std::mutex log_mutex;
  std::vector<std::string> log;

  std::atomic<int> newest = 1;  // of what was written
  std::atomic<bool> is_over = false;
  std::atomic<std::size_t> asked = 0;
  std::atomic<std::size_t> wrong = 0;
  std::string wrong_answers;  // the last of them
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&, reader] {
      double last = 0;
      while (!is_over) {
        const auto begin = std::chrono::steady_clock::now();
        const Response list = ask(routes, {"GET", "/api/facts", {{"limit", "200"}}, "", ""});
        const auto versions = versions_in(list);
        const bool is_one = list.status == 200 && versions.size() == 1 && *versions.begin() >= last;
        if (is_one) last = *versions.begin();
        const std::string session = "s" + std::to_string(reader);
        const Response reply =
            ask(routes, {"GET",
                         "/api/chat",
                         {{"q", "What is the height of Gull Rock?"}, {"session", session}},
                         "",
                         ""});
        const json answer = json::parse(reply.body);
        const bool is_answered = answer["status"] == "answered" &&
                                 answer["values"][0].get<double>() >= last &&
                                 answer["values"][0].get<double>() <= newest.load();
        if (!is_one || !is_answered) {
          ++wrong;
          const std::lock_guard lock{log_mutex};
          wrong_answers = list.body + "\n" + reply.body;
        }
        ++asked;
        // The loader needs processors too, and under a sanitizer each question takes long.
        std::this_thread::sleep_for(2 * (std::chrono::steady_clock::now() - begin));
      }
    });
  }
  {
    Reloader reloader{{.watched = {packs},
                       .read = read,
                       .load = [&] { return load(packs, cache); },
                       .use = [&](const chat::PackChatbots& now) { site.replace(now); },
                       .log =
                           [&](const base::Event& event) {
                             const std::lock_guard lock{log_mutex};
                             log.push_back(to_string(event));
                           },
                       .interval = 5ms},
                      status};
    int version = 1;
    for (int round = 0; round < kReloadRounds; ++round) {
      const auto before = status->now();
      const auto waits_for = [&](std::uint64_t good, std::uint64_t failed) {
        const bool came = comes_true([&] {
          const auto now = status->now();
          return now.good >= before.good + good && now.failed >= before.failed + failed;
        });
        INFO("round " << round << ", good " << good << ", failed " << failed);
        CHECK(came);
      };
      // Good, by swapping a link: all files at once.
      ++version;
      write_packs(of_version(version), version);
      newest = version;
      swap(version);
      waits_for(1, 0);
      // Torn: half a file, as a program writes that is slow.
      const std::string text = facts_of(version);
      write(packs / "gull" / "facts.json", text.substr(0, text.size() / 2));
      waits_for(1, 1);
      CHECK_FALSE(status->now().problems.empty());
      write(packs / "gull" / "facts.json", text);
      waits_for(2, 1);
      CHECK(status->now().problems.empty());
      // Broken, by a link.
      fs::create_directories(of_version(-version));
      fs::create_directory_symlink(of_version(-version), folder.path() / "next");
      fs::rename(folder.path() / "next", packs);
      waits_for(2, 2);
      // Renamed over, as editors do, behind a good link.
      swap(version);
      waits_for(3, 2);
      write(packs / "gull" / "facts.json~", text + " ");
      fs::rename(packs / "gull" / "facts.json~", packs / "gull" / "facts.json");
      waits_for(4, 2);
      // Asked for, with nothing changed.
      reloader.request();
      waits_for(5, 2);
    }
    CHECK(status->now().version == 1 + status->now().good);
  }
  is_over = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(asked > 20);
  INFO(wrong_answers);
  CHECK(wrong == 0);
  const json ready = json::parse(ask(routes, {"GET", "/readyz", {{"verbose", ""}}, "", ""}).body);
  CHECK(ready["version"] == status->now().version);
  CHECK(ready["reloads"]["failed"] == status->now().failed);
  const bool is_logged = std::any_of(log.begin(), log.end(), [](const std::string& line) {
    return line.find("gull/facts.json") != line.npos;
  });
  CHECK(is_logged);
}

TEST_CASE("a channel asks the packs as they are now", "[web]") {
  const TemporaryFolder folder;
  write_packs(folder.path() / "a", 1);
  write_packs(folder.path() / "b", 2);
  const auto before = load(folder.path() / "a", folder.path() / "cache");
  const auto after = load(folder.path() / "b", folder.path() / "cache");
  REQUIRE((before.ok() && after.ok()));
  const auto bots = std::make_shared<LiveBots>(Bots{*before.value});
  const LiveBot live{bots, "gull"};
  const LiveBot fixed{bots->now()->all()};
  const std::string question = "What is the height of Gull Rock?";
  CHECK(live.now().reply(question, {.session = "s"}).values.at(0) == chat::ReplyValue{1.0});
  bots->replace(*after.value);
  CHECK(live.now().reply("And its depth?", {.session = "s"}).values.at(0) == chat::ReplyValue{2.0});
  CHECK(fixed.now().reply(question).values.at(0) == chat::ReplyValue{1.0});
}

}  // namespace jauap::web
