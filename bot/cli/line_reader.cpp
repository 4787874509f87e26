#include "bot/cli/line_reader.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace jauap::cli {

bool LineReader::fill() {
  constexpr std::size_t kBlock = 64U << 10U;
  block_.resize(kBlock);
  at_ = 0;
  for (;;) {
    const ssize_t count = read(descriptor_, block_.data(), block_.size());
    if (count >= 0) {
      block_.resize(static_cast<std::size_t>(count));
      return count > 0;
    }
    if (errno == EINTR) continue;
    const int reason = errno;
    block_.clear();
    throw std::system_error{reason, std::generic_category(), "cannot read standard input"};
  }
}

std::optional<LineReader::Line> LineReader::next() {
  Line line;
  bool begun = false;
  for (;;) {
    if (at_ == block_.size() && !fill()) break;
    begun = true;
    const std::size_t end = block_.find('\n', at_);
    const std::size_t stop = std::min(end, block_.size());
    const std::size_t taken = std::min(stop - at_, limit_ - line.text.size());
    line.text.append(block_, at_, taken);
    if (taken < stop - at_) line.complete = false;
    at_ = stop;
    if (end == std::string::npos) continue;
    ++at_;
    break;
  }
  if (!begun) return std::nullopt;
  if (!line.text.empty() && line.text.back() == '\r') line.text.pop_back();
  return line;
}

}  // namespace jauap::cli
