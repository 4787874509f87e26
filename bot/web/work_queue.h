#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace jauap::web {

// Threads that do jobs in the order in which they came, and a bounded queue before them: what does
// not fit is refused at once, so that nobody waits without end. Safe for concurrent use.
class WorkQueue {
 public:
  using Job = std::function<void()>;  // throws nothing

  // Starts the threads; std::system_error where there are none to be had.
  WorkQueue(std::size_t threads, std::size_t max_waiting);
  ~WorkQueue();  // ends
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;

  // False where all threads are busy and the queue is full.
  bool push(Job job);
  // Does what waits and ends the threads.
  void end();

 private:
  void work();

  const std::size_t max_waiting_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<Job> jobs_;
  std::size_t idle_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace jauap::web
