#pragma once

#include <httplib.h>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace jauap::web {

// The threads that serve connections, one each for as long as it lasts. They are started when they
// are first needed, up to a number that is larger than what one client may hold. Where all are busy
// and the queue is full, accepting waits: the kernel then keeps further clients, and no connection
// is dropped. Safe for concurrent use; only server.cpp includes this.
class WorkerThreads final : public httplib::TaskQueue {
 public:
  WorkerThreads(std::size_t max_threads, std::size_t max_waiting);

  void enqueue(std::function<void()> job) override;
  // Finishes all jobs, those that still wait as well, and ends the threads.
  void shutdown() override;

 private:
  void work();

  const std::size_t max_threads_;
  const std::size_t max_waiting_;
  std::mutex mutex_;
  std::condition_variable job_came_;
  std::condition_variable job_taken_;
  std::deque<std::function<void()>> jobs_;
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool ending_ = false;
};

}  // namespace jauap::web
