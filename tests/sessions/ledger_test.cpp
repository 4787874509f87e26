#include "bot/sessions/ledger.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <set>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace jauap::sessions {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

constexpr std::int64_t kNow = 1'655'280'000;  // 2022-06-15
constexpr std::int64_t kDay = 86'400;

struct Kept {
  std::vector<KeptFeedback> feedback;
  std::vector<KeptQuestion> questions;
};

Kept read(const fs::path& path) {
  Kept kept;
  LedgerFile{path, LedgerFile::Open::Existing}.for_each(
      [&](const KeptFeedback& each) { kept.feedback.push_back(each); },
      [&](const KeptQuestion& each) { kept.questions.push_back(each); });
  return kept;
}

AskedQuestion unknown(const std::string& question, std::vector<std::string> missing = {},
                      const std::string& session = "") {
  return {question, session, chat::Status::Unknown, std::move(missing)};
}

// Everything that is in the file and in those beside it.
std::string bytes_of(const fs::path& path) {
  std::string bytes;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::ifstream file{path.string() + suffix, std::ios::binary};
    bytes.append(std::istreambuf_iterator<char>{file}, {});
  }
  return bytes;
}

bool has(const std::string& bytes, const std::string& part) {
  return bytes.find(part) != bytes.npos;
}

// The lines of a log that other threads write.
class Log {
 public:
  base::Log writer() {
    return [this](const base::Event& event) {
      const std::lock_guard lock{mutex_};
      lines_.push_back(to_string(event));
    };
  }
  std::vector<std::string> lines() const {
    const std::lock_guard lock{mutex_};
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

// Files of this process grow no further, as on a disk that is full. Asserts that nothing else of
// the process writes files meanwhile.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit now = before_;
    now.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &now);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

template <class Condition>
bool comes_true(const Condition& condition) {
  const auto end = std::chrono::steady_clock::now() + 20s;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(1ms);
  }
  return true;
}

}  // namespace

TEST_CASE("what was thought of an answer is kept", "[sessions]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
  {
    Ledger ledger{file};
    ledger.add(Feedback{"How high?\nAnd \"where\"?", "34.5 m", true, "", "s1"});
    CHECK(read(file).feedback.size() == 1);  // before the end
  }
  Ledger{file}.add(Feedback{"\xFF?", "", false, "mist, write to me@example.com", ""});
  const auto all = read(file).feedback;
  REQUIRE(all.size() == 2);
  CHECK(all[0].feedback.question == "How high?\nAnd \"where\"?");
  CHECK(all[0].feedback.answer == "34.5 m");
  CHECK(all[0].feedback.helpful);
  CHECK(all[0].feedback.session.size() == 16);
  CHECK(all[1].feedback.question == "\xEF\xBF\xBD?");
  CHECK(all[1].feedback.comment == "mist, write to [e-mail]");
  CHECK(all[1].feedback.session.empty());
  struct stat status {};
  for (const char* suffix : {"", "-wal"}) {
    const Ledger open{file};
    REQUIRE(::stat((file.string() + suffix).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
  }
}

TEST_CASE("questions are counted, and kept where that is switched on", "[sessions]") {
  for (const auto which : {KeptQuestions::None, KeptQuestions::Unanswered, KeptQuestions::All}) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "ledger";
    {
      Ledger ledger{file, {.questions = which, .now = [] { return kNow; }}};
      ledger.add(unknown("Trade with Atlantis?", {"Atlantis"}, "tel:+77011234567"));
      ledger.add(unknown("I am anna@example.com, Mu?", {"anna", "Mu"}, "tel:+77011234567"));
      ledger.add(unknown("And Atlantis?", {"Atlantis"}));
      ledger.add(AskedQuestion{"How high?", "", chat::Status::Answered, {}});
    }
    const LedgerFile kept{file, LedgerFile::Open::Existing};
    const auto statistics = kept.statistics();
    CHECK(statistics.counts ==
          DailyCounts{{{"2022-06-15", "answered"}, 1}, {{"2022-06-15", "unknown"}, 3}});
    const std::size_t wanted[] = {0, 3, 4};
    CHECK(statistics.questions == wanted[static_cast<std::size_t>(which)]);
    const std::string bytes = bytes_of(file);
    for (const char* personal : {"anna", "7701"}) CHECK_FALSE(has(bytes, personal));
    CHECK(has(bytes, "Atlantis") == (which != KeptQuestions::None));
    if (which == KeptQuestions::None) continue;
    const auto missing = kept.missing_knowledge();
    REQUIRE(missing.size() == 2);
    CHECK(missing[0].missing == "Atlantis");
    CHECK(missing[0].questions == 2);
    CHECK(missing[1].missing == "Mu");  // "anna" is no longer in the question
    CHECK(missing[1].example == "I am [e-mail], Mu?");
  }
}

TEST_CASE("what is forgotten or too old leaves no byte", "[sessions]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
  std::int64_t now = kNow;
  const auto ledger_of = [&](int days) {
    return Ledger{file,
                  {.questions = KeptQuestions::All, .days = days, .now = [&] { return now; }}};
  };
  const auto fill = [&](const std::string& word, const std::string& session) {
    Ledger ledger{file, {.questions = KeptQuestions::All, .days = 0, .now = [&] { return now; }}};
    for (int i = 0; i < 50; ++i) ledger.add(unknown("Canary " + word + "?", {word}, session));
    ledger.add(Feedback{"Canary " + word + "?", "Opinion " + word, false, "", session});
  };
  fill("oldest", "a");
  now += 40 * kDay;
  fill("middle", "b");
  fill("latest", "c");
  CHECK(has(bytes_of(file), "oldest"));
  { const auto ledger = ledger_of(30); }
  CHECK_FALSE(has(bytes_of(file), "oldest"));
  CHECK(read(file).questions.size() == 100);
  {
    const Ledger running{file, {.days = 0}};
    LedgerFile kept{file, LedgerFile::Open::Existing};
    CHECK(kept.forget_session("nobody") == 0);
    CHECK(kept.forget_session("b") == 51);
    CHECK_FALSE(has(bytes_of(file), "middle"));
    const std::string code = read(file).questions.front().session;
    CHECK(kept.forget_session(code) == 51);
    CHECK_FALSE(has(bytes_of(file), "latest"));
    CHECK(kept.forget_before(now) == 0);
    CHECK(kept.forget_all() == 1);  // the counts of a day
  }
  CHECK(LedgerFile(file, LedgerFile::Open::Existing).statistics().counts.empty());
}

TEST_CASE("entries of several threads and processes do not get lost", "[sessions]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
  constexpr std::size_t kEach = 20;
  {
    Ledger one{file, {.questions = KeptQuestions::All}};
    Ledger other{file, {.questions = KeptQuestions::All}};  // as another process would
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&ledger = i % 2 == 0 ? one : other] {
        for (std::size_t j = 0; j < kEach; ++j) {
          ledger.add(Feedback{std::string(3000, 'q'), "a", false, "", ""});
          ledger.add(unknown(std::string(3000, 'u')));
        }
      });
    }
    for (auto& thread : threads) thread.join();
  }
  const Kept kept = read(file);
  CHECK(kept.feedback.size() == std::size_t{4} * kEach);
  CHECK(kept.questions.size() == std::size_t{4} * kEach);
}

TEST_CASE("a path that nothing can mend stops the start", "[sessions]") {
  const TemporaryFolder folder;
  CHECK_THROWS_AS(Ledger{folder.path()}, std::system_error);
  CHECK_THROWS_WITH(Ledger{folder.path() / "no_such_folder" / "ledger"},
                    Contains("no_such_folder"));
  const auto lines = folder.path() / "lines";
  const std::string line = R"({"time":"2022-06-15T08:00:00Z","question":"q"})";
  std::ofstream{lines} << line << "\n";
  CHECK_THROWS_WITH(Ledger{lines}, Contains("jauap ledger import"));
  CHECK(bytes_of(lines) == line + "\n");
}

TEST_CASE("a broken ledger is left alone, said once, and questions go on", "[sessions]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
  const std::string rubbish(10'000, 'x');
  std::ofstream{file} << rubbish;
  Log log;
  Ledger ledger{file, {.log = log.writer()}};
  ledger.add(unknown("q"));
  CHECK(comes_true([&] { return ledger.state().dropped == 1; }));
  CHECK_THROWS_AS(ledger.add(Feedback{"q", "a", true, "", ""}), std::system_error);
  CHECK(ledger.state().is_failing);
  CHECK(ledger.state().errors >= 2);
  CHECK(bytes_of(file) == rubbish);
  CHECK(log.lines().size() == 1);
  fs::remove(file);  // somebody mends it
  ledger.add(Feedback{"q", "a", true, "", ""});
  CHECK_FALSE(ledger.state().is_failing);
  REQUIRE(log.lines().size() == 2);
  CHECK_THAT(log.lines()[1], Contains("1 questions were lost"));
  CHECK(read(file).feedback.size() == 1);
}

TEST_CASE("a ledger that is removed while it is open begins anew", "[sessions]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
  Ledger ledger{file};
  ledger.add(Feedback{"first", "a", true, "", ""});
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(file.string() + suffix);
  ledger.add(Feedback{"second", "a", true, "", ""});
  const auto kept = read(file).feedback;
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].feedback.question == "second");
}

TEST_CASE("a full disk loses nothing that was acknowledged", "[sessions]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
  Log log;
  Ledger ledger{file, {.log = log.writer()}};
  std::size_t acknowledged = 0;
  {
    const FullDisk disk{300'000};
    const auto end = std::chrono::steady_clock::now() + 20s;
    bool is_refused = false;
    while (!is_refused && std::chrono::steady_clock::now() < end) {
      try {
        ledger.add(Feedback{std::string(5'000, 'q'), "a", true, "", ""});
        ++acknowledged;
      } catch (const std::system_error&) {
        is_refused = true;
      }
    }
    CHECK(is_refused);
    CHECK(ledger.state().is_failing);
  }
  CHECK(acknowledged > 10);
  CHECK(read(file).feedback.size() >= acknowledged);
  ledger.add(Feedback{"q", "a", true, "", ""});  // there is room again
  CHECK_FALSE(ledger.state().is_failing);
  CHECK(read(file).feedback.size() >= acknowledged + 1);
  CHECK(log.lines().size() == 2);
}

TEST_CASE("a ledger stays as small as it must, at the cost of its oldest questions", "[sessions]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
  constexpr std::uint64_t kMost = 1U << 20U;
  {
    Ledger ledger{file, {.questions = KeptQuestions::All, .most_bytes = kMost}};
    ledger.add(Feedback{"q", "a", true, "", ""});
    for (int i = 0; i < 40; ++i) {
      for (int j = 0; j < 50; ++j) {
        ledger.add(unknown(std::to_string(i * 50 + j) + " " + std::string(1'000, 'q')));
      }
      ledger.add(Feedback{"q", "a", true, "", ""});  // so that all before it is written
    }
    CHECK(ledger.state().dropped == 0);
    CHECK_FALSE(ledger.state().is_failing);
  }
  CHECK(fs::file_size(file) <= kMost);
  const Kept kept = read(file);
  CHECK(kept.feedback.size() == 41);
  REQUIRE(kept.questions.size() > 100);
  CHECK_THAT(kept.questions.back().question, Catch::Matchers::StartsWith("1999 "));
}

TEST_CASE("feedback that another process holds up is refused, and holds up one thread",
          "[sessions]") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "ledger.db";
  Log log;
  Ledger ledger{path, {.log = log.writer()}};
  const auto refusal = [&] {
    try {
      ledger.add(Feedback{"q", "a", true, "", ""});
    } catch (const std::system_error& error) {
      return error.code();
    }
    return std::error_code{};
  };
  CHECK(refusal() == std::error_code{});
  {
    SQLite::Database other{path.string(), SQLite::OPEN_READWRITE};
    const SQLite::Transaction held{other, SQLite::TransactionBehavior::IMMEDIATE};
    CHECK(refusal() == std::errc::timed_out);
    constexpr int kThreads = 8;
    std::vector<std::error_code> codes(kThreads);
    std::vector<std::thread> threads;
    for (std::error_code& code : codes) threads.emplace_back([&] { code = refusal(); });
    for (std::thread& thread : threads) thread.join();
    CHECK(std::count(codes.begin(), codes.end(), std::errc::resource_unavailable_try_again) ==
          kThreads - 1);
  }
  CHECK(comes_true([&] { return refusal() == std::error_code{}; }));
  CHECK(log.lines().size() == 2);
  CHECK_THAT(log.lines().front(), Contains("was not written in time"));
}

TEST_CASE("who asks never waits for the ledger", "[sessions]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
  Ledger ledger{file, {.questions = KeptQuestions::All, .most_waiting = 200}};
  constexpr std::size_t kAsked = 20'000;
  for (std::size_t i = 0; i < kAsked; ++i) ledger.add(unknown("q"));
  CHECK(ledger.state().waiting <= 200);
  CHECK(comes_true([&] {
    const auto state = ledger.state();
    return state.questions + state.dropped == kAsked && state.waiting == 0;
  }));
  CHECK(ledger.state().dropped > 0);  // it writes no 20,000 before they are all given
  CHECK(read(file).questions.size() == ledger.state().questions);
}

TEST_CASE("a killed process loses no feedback that was acknowledged", "[sessions]") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "ledger";
  std::set<std::string> acknowledged;
  constexpr int kKills = 25;
  for (int round = 0; round < kKills; ++round) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      Ledger ledger{file, {.questions = KeptQuestions::All}};
      for (int i = 0;; ++i) {
        const std::string name = std::to_string(round) + "/" + std::to_string(i) + ";";
        ledger.add(unknown(name));
        ledger.add(Feedback{name, "a", true, "", ""});
        if (::write(ends[1], name.data(), name.size()) < 0) ::_exit(1);
      }
    }
    ::close(ends[1]);
    // So many bytes of names, another number each time; then it dies in the middle of something.
    std::string told;
    char part[64];
    const auto enough = static_cast<std::size_t>(1 + round * 37 % 400);
    for (ssize_t size = 1; size > 0 && told.size() < enough;) {
      size = ::read(ends[0], part, sizeof part);
      if (size > 0) told.append(part, static_cast<std::size_t>(size));
    }
    ::kill(child, SIGKILL);
    for (ssize_t size = 1; size > 0;) {
      size = ::read(ends[0], part, sizeof part);
      if (size > 0) told.append(part, static_cast<std::size_t>(size));
    }
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    for (std::size_t at = 0, end = 0; (end = told.find(';', at)) != told.npos; at = end + 1) {
      acknowledged.insert(told.substr(at, end + 1 - at));
    }
  }
  std::multiset<std::string> kept;
  for (const KeptFeedback& each : read(file).feedback) kept.insert(each.feedback.question);
  CHECK(acknowledged.size() > kKills);
  for (const std::string& name : acknowledged) {
    INFO(name);
    CHECK(kept.count(name) == 1);
  }
}

}  // namespace jauap::sessions
