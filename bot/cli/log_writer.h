#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "bot/base/event.h"

namespace jauap::cli {

// An event as one line with its end: as text ("ledger: it is written again") or as an object of
// JSON (https://jsonlines.org: time of RFC 3339, level, source, message, fields). Of fewer than
// 16,384 bytes, whatever its texts hold; what is longer is cut and then ends with "…". `time` is
// when it happened, in seconds of Unix time.
std::string log_line(const base::Event& event, bool as_json, std::int64_t time);

// Writes events from a thread of its own, so that a reader that does not read holds up nobody:
// what does not fit into its queue is counted, and the number is the next line. Safe for concurrent
// use.
class LogWriter {
 public:
  // Gets each line, on that thread. False where it is lost.
  using Sink = std::function<bool(const std::string& line)>;

  LogWriter(bool as_json, Sink sink, std::size_t most_waiting = 4'096);
  ~LogWriter();  // writes what waits
  LogWriter(const LogWriter&) = delete;
  LogWriter& operator=(const LogWriter&) = delete;

  void write(const base::Event& event);

 private:
  class Queue;
  const std::unique_ptr<Queue> queue_;
};

// To standard error. False where that is closed, or its reader has not read for a second.
bool write_to_standard_error(const std::string& line);

}  // namespace jauap::cli
