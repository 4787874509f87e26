#include "bot/sessions/ledger.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <ctime>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>

namespace jauap::sessions {
namespace {

int open_to_add(const std::filesystem::path& file) {
  constexpr mode_t kOwnerOnly = 0600;
  const int descriptor =
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) {
    throw std::system_error{errno, std::generic_category(), "cannot write " + file.string()};
  }
  return descriptor;
}

std::string now() {
  const std::time_t time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace

Ledger::Ledger(const std::filesystem::path& file) : file_{file}, descriptor_{open_to_add(file)} {}

Ledger::~Ledger() {
  ::close(descriptor_);
}

void Ledger::add(const Feedback& feedback) {
  nlohmann::ordered_json entry{{"time", now()},
                               {"question", feedback.question},
                               {"answer", feedback.answer},
                               {"helpful", feedback.helpful},
                               {"comment", feedback.comment},
                               {"session", feedback.session}};
  std::string line = entry.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  const std::lock_guard lock{mutex_};
  if (is_cut_) line.insert(0, "\n");
  is_cut_ = true;
  // One write a line: with O_APPEND the lines of several processes do not mix.
  for (std::string_view rest = line; !rest.empty();) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      throw std::system_error{errno, std::generic_category(), "cannot write " + file_.string()};
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  is_cut_ = false;
  if (::fdatasync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) {
    throw std::system_error{errno, std::generic_category(), "cannot keep " + file_.string()};
  }
}

}  // namespace jauap::sessions
