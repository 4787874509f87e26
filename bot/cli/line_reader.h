#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace jauap::cli {

// Reads a file descriptor a line at a time, without waiting for more than the line. A line may be
// of any length and hold any bytes; no more than `limit` bytes of it are kept. Not for sharing
// between threads.
class LineReader {
 public:
  struct Line {
    std::string text;      // without its line break, "\n" or "\r\n"
    bool complete = true;  // false where it was cut at the limit
  };

  explicit LineReader(int descriptor, std::size_t limit = 1U << 20U)
      : descriptor_{descriptor}, limit_{limit} {}

  // Nothing at the end. A last line without a line break is a line. Throws std::system_error where
  // reading fails.
  std::optional<Line> next();

 private:
  bool fill();

  int descriptor_;
  std::size_t limit_;
  std::string block_;
  std::size_t at_ = 0;
};

}  // namespace jauap::cli
