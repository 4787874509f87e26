#include "bot/channels/outbox.h"

#include <algorithm>
#include <utility>

#include "bot/channels/http_client.h"

namespace jauap::channels {

Outbox::Outbox(std::string channel, std::function<Outcome(const CallResult&)> judge, base::Log log,
               const Options& options)
    : channel_{std::move(channel)},
      judge_{std::move(judge)},
      log_{std::move(log)},
      options_{options} {
  for (std::size_t i = 0; i < options_.threads; ++i) {
    threads_.emplace_back([this] { work(); });
  }
}

Outbox::~Outbox() {
  {
    const std::lock_guard lock{mutex_};
    is_closing_ = true;
    end_ = Clock::now() + options_.closing_time;
  }
  changed_.notify_all();
  {
    std::unique_lock lock{mutex_};
    changed_.wait_until(lock, end_, [this] { return waiting_.empty() && sending_ == 0; });
    is_aborted_ = true;  // under the lock: who has just looked at it would miss what wakes him
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  for (const auto& [due, waiting] : waiting_) give_up(waiting, "the server ends");
}

Outbox::Place::~Place() {
  if (outbox_ == nullptr) return;
  const std::lock_guard lock{outbox_->mutex_};
  --outbox_->reserved_;
}

std::optional<Outbox::Place> Outbox::reserve() {
  const std::lock_guard lock{mutex_};
  if (is_closing_ || waiting_.size() + sending_ + reserved_ >= options_.most) return std::nullopt;
  ++reserved_;
  return std::make_optional<Place>(*this);
}

void Outbox::add(Place place, Entry entry) {
  {
    const std::lock_guard lock{mutex_};
    place.outbox_ = nullptr;
    --reserved_;
    waiting_.emplace(Clock::now(), Waiting{std::move(entry)});
  }
  changed_.notify_all();
}

std::size_t Outbox::size() const {
  const std::lock_guard lock{mutex_};
  return waiting_.size() + sending_;
}

void Outbox::work() {
  HttpClient client{is_aborted_};
  std::unique_lock lock{mutex_};
  while (!is_aborted_) {
    if (waiting_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto due = std::max(waiting_.begin()->first, paused_until_);
    if (due > Clock::now()) {
      changed_.wait_until(lock, due);
      continue;
    }
    Waiting next = std::move(waiting_.extract(waiting_.begin()).mapped());
    ++sending_;
    lock.unlock();
    send(client, std::move(next));
    lock.lock();
    --sending_;
    changed_.notify_all();
  }
}

void Outbox::send(HttpClient& client, Waiting waiting) {
  ++waiting.tries;
  const Outcome outcome = judge_(client.perform(waiting.entry.call));
  if (outcome.kind == Outcome::Kind::Sent) {
    if (waiting.entry.sent) waiting.entry.sent(outcome.message);
    return;
  }
  if (outcome.kind == Outcome::Kind::Refused || waiting.tries >= options_.tries) {
    return give_up(waiting, outcome.reason);
  }
  // Twice as long each time: 1, 2, 4, …
  std::chrono::milliseconds wait = options_.first_wait;
  for (int i = 1; i < waiting.tries && wait < options_.longest_wait; ++i) wait *= 2;
  wait = std::min(wait, options_.longest_wait);
  const auto now = Clock::now();
  const std::lock_guard lock{mutex_};
  if (outcome.retry_after.count() > 0) {
    const std::chrono::milliseconds asked =
        std::min<std::chrono::milliseconds>(outcome.retry_after, options_.longest_pause);
    paused_until_ = std::max(paused_until_, now + asked);
    wait = std::max(wait, asked);
  }
  waiting_.emplace(now + wait, std::move(waiting));
}

void Outbox::give_up(const Waiting& waiting, const std::string& reason) const {
  log_({base::Event::Level::Error, channel_,
        "gave up after " + std::to_string(waiting.tries) + " tries, " + reason +
            "; the answer to " + waiting.entry.about + " was " + waiting.entry.call.body});
}

}  // namespace jauap::channels
