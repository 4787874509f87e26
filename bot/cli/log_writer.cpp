#include "bot/cli/log_writer.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <ctime>
#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "bot/cli/printable.h"
#include "bot/sessions/ledger_lines.h"

namespace jauap::cli {
namespace {

constexpr std::size_t kLongestLine = 16'383;
constexpr std::string_view kCut = "…";

// At most so many bytes, ending at a code point.
std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most < kCut.size() ? 0 : most - kCut.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return most < kCut.size() ? text : text + std::string{kCut};
}

std::string without_breaks(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return text;
}

std::string text_line(const base::Event& event) {
  return cut(printable(without_breaks(to_string(event))), kLongestLine - 1) + "\n";
}

std::string json_line(const base::Event& event, std::int64_t time, std::size_t most_message) {
  nlohmann::ordered_json line{{"time", sessions::to_iso_time(time)},
                              {"level", to_string(event.level)},
                              {"source", event.source},
                              {"message", cut(printable(event.message), most_message)}};
  constexpr std::size_t kLongestField = 200;
  for (const auto& [name, value] : event.fields) {
    line[name] = cut(printable(value), kLongestField);
  }
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string log_line(const base::Event& event, bool as_json, std::int64_t time) {
  if (!as_json) return text_line(event);
  // A quote takes two bytes in JSON, so what fits is found by trying.
  std::size_t most = kLongestLine;
  std::string line = json_line(event, time, most);
  while (line.size() > kLongestLine && most > 0) {
    most /= 2;
    line = json_line(event, time, most);
  }
  return line;
}

class LogWriter::Queue {
 public:
  Queue(bool as_json, Sink sink, std::size_t most_waiting)
      : as_json_{as_json}, sink_{std::move(sink)}, most_waiting_{most_waiting} {
    thread_ = std::thread{[this] { work(); }};
  }
  ~Queue() {
    {
      const std::scoped_lock lock{mutex_};
      is_ending_ = true;
    }
    came_.notify_one();
    thread_.join();
  }
  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;

  void add(const base::Event& event) {
    std::string line = log_line(event, as_json_, std::time(nullptr));
    {
      const std::scoped_lock lock{mutex_};
      if (lines_.size() >= most_waiting_) {
        ++lost_;
        return;
      }
      lines_.push_back(std::move(line));
    }
    came_.notify_one();
  }

 private:
  void work() {
    std::unique_lock lock{mutex_};
    for (;;) {
      came_.wait(lock, [&] { return !lines_.empty() || is_ending_; });
      if (lines_.empty()) return;
      const std::deque<std::string> lines = std::exchange(lines_, {});
      std::size_t lost = std::exchange(lost_, 0);
      lock.unlock();
      for (const std::string& line : lines) {
        if (!sink_(line)) ++lost;
      }
      if (lost > 0) {
        const base::Event event{base::Event::Level::Warning, "log",
                                std::to_string(lost) +
                                    " lines were lost: they came faster than "
                                    "they could be written"};
        sink_(log_line(event, as_json_, std::time(nullptr)));
      }
      lock.lock();
    }
  }

  const bool as_json_;
  const Sink sink_;
  const std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::deque<std::string> lines_;
  std::size_t lost_ = 0;
  bool is_ending_ = false;
  std::thread thread_;
};

LogWriter::LogWriter(bool as_json, Sink sink, std::size_t most_waiting)
    : queue_{std::make_unique<Queue>(as_json, std::move(sink), most_waiting)} {}

LogWriter::~LogWriter() = default;

void LogWriter::write(const base::Event& event) {
  queue_->add(event);
}

bool write_to_standard_error(const std::string& line) {
  constexpr int kPatience = 1'000;  // in milliseconds
  std::size_t done = 0;
  while (done < line.size()) {
    pollfd file{STDERR_FILENO, POLLOUT, 0};
    if (::poll(&file, 1, kPatience) == 0) return false;
    const ssize_t count = ::write(STDERR_FILENO, line.data() + done, line.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace jauap::cli
