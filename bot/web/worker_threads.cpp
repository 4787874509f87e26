#include "bot/web/worker_threads.h"

#include <system_error>
#include <utility>

namespace jauap::web {

WorkerThreads::WorkerThreads(std::size_t max_threads, std::size_t max_waiting)
    : max_threads_{max_threads}, max_waiting_{max_waiting} {}

void WorkerThreads::enqueue(std::function<void()> job) {
  std::unique_lock lock{mutex_};
  job_taken_.wait(lock, [&] { return jobs_.size() < max_waiting_; });
  jobs_.push_back(std::move(job));
  if (jobs_.size() > idle_ && threads_.size() < max_threads_) {
    try {
      threads_.emplace_back([this] { work(); });
    } catch (const std::system_error&) {
      // The system has no more threads to give; those that run take the job in their turn.
      if (threads_.empty()) throw;
    }
  }
  lock.unlock();
  job_came_.notify_one();
}

void WorkerThreads::work() {
  std::unique_lock lock{mutex_};
  for (;;) {
    ++idle_;
    job_came_.wait(lock, [&] { return !jobs_.empty() || ending_; });
    --idle_;
    if (jobs_.empty()) return;
    const std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job_taken_.notify_one();
    job();
    lock.lock();
  }
}

void WorkerThreads::shutdown() {
  {
    const std::scoped_lock lock{mutex_};
    ending_ = true;
  }
  job_came_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace jauap::web
