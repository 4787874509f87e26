#include "bot/cli/progress_bar.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace jauap::cli {
namespace {

constexpr std::size_t kWidth = 30;

}  // namespace

ProgressBar::ProgressBar()
    : start_{std::chrono::steady_clock::now()}, is_terminal_{::isatty(STDERR_FILENO) == 1} {}

ProgressBar::~ProgressBar() {
  // Blanks, not a control sequence: not every terminal knows one.
  constexpr std::size_t kAround = 8;  // the brackets and the number
  if (is_shown_) std::fputs(("\r" + std::string(kWidth + kAround, ' ') + "\r").c_str(), stderr);
}

void ProgressBar::show(double share) {
  constexpr std::chrono::milliseconds kMoment{150};
  if (!is_terminal_ || std::chrono::steady_clock::now() - start_ < kMoment) return;
  share = std::clamp(share, 0.0, 1.0);
  const auto done = static_cast<std::size_t>(share * kWidth);
  const std::string line = "\r[" + std::string(done, '=') + std::string(kWidth - done, ' ') + "] " +
                           std::to_string(static_cast<int>(share * 100)) + " %";
  std::fputs(line.c_str(), stderr);
  is_shown_ = true;
}

}  // namespace jauap::cli
