#pragma once

#include <chrono>

namespace jauap::cli {

// A bar on standard error that shows how far loading is, where that is a terminal and loading takes
// longer than a moment. Leaves nothing behind. Not for sharing between threads.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void show(double share);

 private:
  std::chrono::steady_clock::time_point start_;
  bool is_terminal_ = false;
  bool is_shown_ = false;
};

}  // namespace jauap::cli
