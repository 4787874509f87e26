#include "bot/web/reloader.h"

#include <ctime>
#include <exception>
#include <utility>

namespace jauap::web {
namespace {

using base::FileState;

// A file that is written all the time is read all the same after so many looks.
constexpr int kMostUnsettled = 3;
// How often what changed while it was read is read again at once.
constexpr int kTries = 5;

base::Loaded<chat::PackChatbots> failed(const std::exception& error) {
  base::Problem problem;
  problem.message = error.what();
  return {std::nullopt, {std::move(problem)}};
}

}  // namespace

ReloadStatus::ReloadStatus() {
  state_.loaded = std::time(nullptr);
}

ReloadState ReloadStatus::now() const {
  const std::lock_guard lock{mutex_};
  return state_;
}

void ReloadStatus::succeed() {
  const std::lock_guard lock{mutex_};
  ++state_.version;
  ++state_.good;
  state_.loaded = std::time(nullptr);
  state_.problems.clear();
}

void ReloadStatus::fail(base::Problems problems) {
  const std::lock_guard lock{mutex_};
  ++state_.failed;
  state_.problems = std::move(problems);
}

Reloader::Reloader(ReloadOptions options, std::shared_ptr<ReloadStatus> status)
    : options_{std::move(options)},
      status_{std::move(status)},
      seen_{options_.read},
      thread_{[this] { work(); }} {}

Reloader::~Reloader() {
  {
    const std::lock_guard lock{mutex_};
    is_closing_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Reloader::request() {
  {
    const std::lock_guard lock{mutex_};
    ++requested_;
  }
  changed_.notify_all();
}

std::optional<base::Problems> Reloader::reload_now() {
  std::unique_lock lock{mutex_};
  const std::uint64_t mine = ++requested_;
  changed_.notify_all();
  finished_.wait(lock, [&] { return done_ >= mine; });
  return outcome_;
}

void Reloader::work() {
  std::unique_lock lock{mutex_};
  while (!is_closing_) {
    changed_.wait_for(lock, options_.interval,
                      [this] { return requested_ > done_ || is_closing_; });
    if (is_closing_) return;
    const std::uint64_t requested = requested_;  // what comes later is not of this reading
    const bool is_requested = requested > done_;
    lock.unlock();
    std::optional<base::Problems> outcome;
    if (is_requested || is_settled()) outcome = reload();
    lock.lock();
    if (!is_requested) continue;
    done_ = requested;
    outcome_ = std::move(outcome);
    finished_.notify_all();
  }
}

// Whether something has changed since it was read, and nothing since the last look: who writes
// several files is left the time to.
bool Reloader::is_settled() {
  const FileState before = std::exchange(seen_, FileState::of(options_.watched, seen_));
  if (!seen_.is_unchanged_since(before)) {
    if (++unsettled_ < kMostUnsettled) return false;
    unsettled_ = 0;
    return true;
  }
  return std::exchange(unsettled_, 0) > 0;
}

std::optional<base::Problems> Reloader::reload() {
  unsettled_ = 0;
  for (int i = 0; i < kTries; ++i) {
    const FileState before = FileState::of(options_.watched, seen_);
    base::Loaded<chat::PackChatbots> loaded;
    try {
      loaded = options_.load();
    } catch (const std::exception& error) {
      loaded = failed(error);
    }
    seen_ = FileState::of(options_.watched, before);
    if (!seen_.is_unchanged_since(before)) continue;
    try {
      if (loaded.ok()) options_.use(*loaded.value);
    } catch (const std::exception& error) {
      loaded = failed(error);
    }
    using Level = base::Event::Level;
    const auto tell = [&](Level level, std::string what) {
      options_.log({level, "reload", std::move(what)});
    };
    if (loaded.ok()) {
      status_->succeed();
      tell(Level::Info, "version " + std::to_string(status_->now().version) + " answers now");
      return base::Problems{};
    }
    for (const auto& problem : loaded.problems) tell(Level::Error, base::to_string(problem));
    tell(Level::Warning, "what was there before goes on answering");
    status_->fail(loaded.problems);
    return std::move(loaded.problems);
  }
  unsettled_ = 1;  // looked at again
  return std::nullopt;
}

}  // namespace jauap::web
