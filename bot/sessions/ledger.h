#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "bot/base/event.h"
#include "bot/sessions/ledger_entries.h"
#include "bot/sessions/ledger_file.h"

namespace jauap::sessions {

struct LedgerOptions {
  KeptQuestions questions = KeptQuestions::None;
  int days = 30;                            // after which entries are removed; 0 for never
  std::uint64_t most_bytes = 256ULL << 20;  // of the file (LedgerFile)
  std::size_t most_waiting = 10'000;        // questions that wait to be written
  // Gets a line for the operator when the ledger cannot be written any longer, and when it can
  // again. Called from any thread.
  base::Log log = [](const base::Event& /*event*/) {};
  std::function<std::int64_t()> now = {};  // in seconds since 1970; the clock where it is empty
};

// Keeps what was asked, what could not be answered and what people thought of answers, for whoever
// looks after the packs (LedgerFile says how). One thread writes; nobody who asks ever waits for
// it. Where the file cannot be written, questions are dropped and counted and feedback is refused,
// until it can be written again, which is tried by itself. Safe for concurrent use; several
// processes may share one file.
class Ledger {
 public:
  // A file that cannot be written now is no error but for the log. Throws WrongLedger, and
  // std::system_error where the path is a folder or leads through none: nothing would mend that.
  explicit Ledger(const std::filesystem::path& file, LedgerOptions options = {});
  ~Ledger();  // writes what is left
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  // Returns once it is on the disk, which takes a few milliseconds. Throws std::system_error where
  // that fails or takes longer than two seconds: then it is most likely not kept, and may be given
  // again. Until something is written again only one may wait; others are refused at once.
  void add(const Feedback& feedback);

  // Counts a question, and keeps it where the options say so. Returns at once.
  void add(AskedQuestion question);

  struct State {
    bool is_failing = false;
    std::string failure;  // why, for the operator
    std::uint64_t feedback = 0;
    std::uint64_t questions = 0;  // counted on the disk, also those whose words are not kept
    std::uint64_t dropped = 0;    // questions that were not
    std::uint64_t errors = 0;     // attempts to write that failed
    std::size_t waiting = 0;
  };
  // Of this process.
  State state() const;

 private:
  struct WaitingFeedback {
    KeptFeedback kept;
    std::promise<void> written;
  };
  struct WaitingQuestion {
    std::int64_t time = 0;
    AskedQuestion question;
  };

  std::int64_t now() const;
  void work();
  void write(std::deque<WaitingFeedback> feedback, const std::deque<WaitingQuestion>& questions);
  void write_batch(const std::deque<WaitingFeedback>& feedback,
                   const std::deque<WaitingQuestion>& questions);
  void open();
  void remove_old();
  void succeed(std::size_t feedback, std::size_t questions);
  void fail(const std::exception& error, std::size_t questions);
  void report_failure(const std::string& why, std::size_t questions);

  using Clock = std::chrono::steady_clock;

  const std::filesystem::path path_;
  const LedgerOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<WaitingFeedback> feedback_;
  std::deque<WaitingQuestion> questions_;
  State state_;
  std::uint64_t dropped_at_failure_ = 0;
  std::size_t waiting_ = 0;  // callers of add(Feedback)
  bool is_slow_ = false;     // one of them waited too long, and nothing was written since
  bool is_closing_ = false;
  // Of the writing thread alone:
  std::optional<LedgerFile> file_;
  Clock::time_point next_try_{};
  Clock::time_point next_removal_{};
  std::thread thread_;
};

}  // namespace jauap::sessions
