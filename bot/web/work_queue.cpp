#include "bot/web/work_queue.h"

#include <utility>

namespace jauap::web {

WorkQueue::WorkQueue(std::size_t threads, std::size_t max_waiting) : max_waiting_{max_waiting} {
  try {
    while (threads_.size() < threads) threads_.emplace_back([this] { work(); });
  } catch (...) {
    end();
    throw;
  }
}

WorkQueue::~WorkQueue() {
  end();
}

bool WorkQueue::push(Job job) {
  {
    const std::scoped_lock lock{mutex_};
    if (ending_ || jobs_.size() >= max_waiting_ + idle_) return false;
    jobs_.push_back(std::move(job));
  }
  came_.notify_one();
  return true;
}

void WorkQueue::work() {
  std::unique_lock lock{mutex_};
  for (;;) {
    ++idle_;
    came_.wait(lock, [&] { return !jobs_.empty() || ending_; });
    --idle_;
    if (jobs_.empty()) return;
    const Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    lock.lock();
  }
}

void WorkQueue::end() {
  {
    const std::scoped_lock lock{mutex_};
    ending_ = true;
  }
  came_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace jauap::web
