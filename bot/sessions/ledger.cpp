#include "bot/sessions/ledger.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iterator>
#include <system_error>
#include <utility>

#include "bot/sessions/ledger_lines.h"

namespace jauap::sessions {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kMostOfBatch = 100;
constexpr milliseconds kLongestOfBatch{50};
constexpr std::size_t kMostFeedback = 256;  // that waits
constexpr seconds kFeedbackTime{2};
constexpr seconds kBetweenTries{1};
constexpr hours kBetweenRemovals{1};
constexpr minutes kBetweenTriesToRemove{1};
constexpr std::int64_t kSecondsOfDay = 86'400;

[[noreturn]] void refuse(std::errc code, const std::string& what) {
  throw std::system_error{std::make_error_code(code), what};
}

void check_place(const fs::path& file) {
  std::error_code error;
  if (fs::is_directory(file, error)) refuse(std::errc::is_a_directory, file.string());
  const fs::path folder = fs::absolute(file, error).parent_path();
  if (!fs::is_directory(folder, error)) refuse(std::errc::no_such_file_or_directory, file.string());
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

template <class Entry>
std::deque<Entry> take(std::deque<Entry>& queue, std::size_t most) {
  std::deque<Entry> taken;
  const auto end = queue.begin() + static_cast<std::ptrdiff_t>(std::min(most, queue.size()));
  std::move(queue.begin(), end, std::back_inserter(taken));
  queue.erase(queue.begin(), end);
  return taken;
}

}  // namespace

Ledger::Ledger(const fs::path& file, LedgerOptions options)
    : path_{file}, options_{std::move(options)} {
  check_place(path_);
  try {
    open();
    remove_old();
  } catch (const std::system_error& error) {
    fail(error, 0);
  }
  thread_ = std::thread{[this] { work(); }};
}

Ledger::~Ledger() {
  {
    const std::lock_guard lock{mutex_};
    is_closing_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

std::int64_t Ledger::now() const {
  return options_.now ? options_.now() : static_cast<std::int64_t>(std::time(nullptr));
}

void Ledger::add(const Feedback& feedback) {
  std::future<void> written;
  {
    const std::lock_guard lock{mutex_};
    // Who waits holds up a thread that could answer questions. One finds out when that is over.
    if (feedback_.size() >= kMostFeedback || (is_slow_ && waiting_ > 0)) {
      refuse(std::errc::resource_unavailable_try_again, "too much waits to be written");
    }
    feedback_.push_back({{now(), feedback}, {}});
    written = feedback_.back().written.get_future();
    ++waiting_;
  }
  changed_.notify_all();
  const bool is_over = written.wait_for(kFeedbackTime) == std::future_status::ready;
  {
    const std::lock_guard lock{mutex_};
    --waiting_;
    if (!is_over) is_slow_ = true;
  }
  if (!is_over) {
    const std::string why = path_.string() + " was not written in time";
    report_failure(why, 0);
    refuse(std::errc::timed_out, why);
  }
  written.get();
}

void Ledger::add(AskedQuestion question) {
  {
    const std::lock_guard lock{mutex_};
    if (questions_.size() >= options_.most_waiting) {
      ++state_.dropped;
      return;
    }
    questions_.push_back({now(), std::move(question)});
    // Woken for the first, which begins a batch, and where one is full; else it wakes by itself.
    if (questions_.size() != 1 && questions_.size() != kMostOfBatch) return;
  }
  changed_.notify_all();
}

Ledger::State Ledger::state() const {
  const std::lock_guard lock{mutex_};
  State state = state_;
  state.waiting = questions_.size() + feedback_.size();
  return state;
}

void Ledger::work() {
  std::unique_lock lock{mutex_};
  const auto is_urgent = [this] {
    return is_closing_ || !feedback_.empty() || questions_.size() >= kMostOfBatch;
  };
  while (true) {
    changed_.wait_until(lock, next_removal_, [&] { return is_urgent() || !questions_.empty(); });
    if (!questions_.empty()) changed_.wait_for(lock, kLongestOfBatch, is_urgent);
    auto feedback = take(feedback_, kMostOfBatch);
    auto questions = take(questions_, kMostOfBatch);
    const bool is_last = is_closing_ && feedback.empty() && questions.empty();
    lock.unlock();
    if (is_last) return;
    if (!feedback.empty() || !questions.empty()) write(std::move(feedback), questions);
    if (Clock::now() >= next_removal_) {
      try {
        if (!file_) open();
        remove_old();
      } catch (const std::exception& error) {
        fail(error, 0);
      }
    }
    lock.lock();
  }
}

// Feedback is always tried, for somebody waits to know; questions alone not more often than that a
// broken disk is left in peace.
void Ledger::write(std::deque<WaitingFeedback> feedback,
                   const std::deque<WaitingQuestion>& questions) {
  if (feedback.empty() && !file_ && Clock::now() < next_try_) {
    const std::lock_guard lock{mutex_};
    state_.dropped += questions.size();
    return;
  }
  try {
    write_batch(feedback, questions);
    succeed(feedback.size(), questions.size());
    for (WaitingFeedback& each : feedback) each.written.set_value();
  } catch (const std::exception& error) {
    fail(error, questions.size());
    for (WaitingFeedback& each : feedback) each.written.set_exception(std::current_exception());
  }
}

void Ledger::write_batch(const std::deque<WaitingFeedback>& feedback,
                         const std::deque<WaitingQuestion>& questions) {
  // A file that was removed or replaced would take everything, for nobody to read.
  if (file_ && !file_->is_in_place()) file_.reset();
  if (!file_) open();
  std::vector<KeptFeedback> opinions;
  std::vector<KeptQuestion> kept;
  DailyCounts counts;
  opinions.reserve(feedback.size());
  kept.reserve(questions.size());
  for (const WaitingFeedback& each : feedback) opinions.push_back(each.kept);
  for (const auto& [time, question] : questions) {
    const std::string status{chat::to_string(question.status)};
    ++counts[{day_of(time), status}];
    const bool is_kept = options_.questions == KeptQuestions::All ||
                         (options_.questions == KeptQuestions::Unanswered &&
                          question.status != chat::Status::Answered);
    if (!is_kept) continue;
    kept.push_back({time, question.session, question.question, status, joined(question.missing)});
  }
  file_->write({opinions, kept, std::move(counts)});
}

void Ledger::open() {
  file_.emplace(path_, LedgerFile::Open::Create, options_.most_bytes);
}

void Ledger::remove_old() {
  next_removal_ = Clock::now() + kBetweenRemovals;
  if (options_.days == 0) return;
  try {
    file_->forget_before(now() - options_.days * kSecondsOfDay);
  } catch (const std::system_error& error) {
    if (error.code() != std::errc::device_or_resource_busy) throw;
    next_removal_ = Clock::now() + kBetweenTriesToRemove;  // somebody reads it for long
  }
}

void Ledger::succeed(std::size_t feedback, std::size_t questions) {
  std::uint64_t lost = 0;
  {
    const std::lock_guard lock{mutex_};
    state_.feedback += feedback;
    state_.questions += questions;
    is_slow_ = false;
    if (!state_.is_failing) return;
    state_.is_failing = false;
    state_.failure.clear();
    lost = state_.dropped - dropped_at_failure_;
  }
  options_.log({base::Event::Level::Info, "ledger",
                path_.string() + " is written again; " + std::to_string(lost) +
                    " questions were lost meanwhile"});
}

void Ledger::fail(const std::exception& error, std::size_t questions) {
  file_.reset();
  next_try_ = Clock::now() + kBetweenTries;
  next_removal_ = std::max(next_removal_, Clock::now() + kBetweenTriesToRemove);
  report_failure(error.what(), questions);
}

void Ledger::report_failure(const std::string& why, std::size_t questions) {
  {
    const std::lock_guard lock{mutex_};
    ++state_.errors;
    const bool is_news = !state_.is_failing;
    if (is_news) dropped_at_failure_ = state_.dropped;
    state_.dropped += questions;
    state_.is_failing = true;
    state_.failure = why;
    if (!is_news) return;
  }
  options_.log({base::Event::Level::Error, "ledger",
                "it cannot be written, answers go on without it: " + why});
}

}  // namespace jauap::sessions
