#include "bot/cli/output.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "bot/cli/printable.h"

namespace jauap::cli {
namespace {

// The value of an environment variable, "" where it is not set. Nothing here changes the
// environment, and it is read before any thread is started.
std::string_view environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? std::string_view{} : value;
}

bool wants_color(const Options& options) {
  if (options.no_color || !environment("NO_COLOR").empty()) return false;
  const std::string_view force = environment("FORCE_COLOR");
  if (!force.empty() && force != "0") return true;
  return Output::output_is_terminal() && environment("TERM") != "dumb";
}

[[noreturn]] void fail() {
  throw std::system_error{errno, std::generic_category(), "cannot write to standard output"};
}

}  // namespace

Output::Output(const Options& options) : color_{wants_color(options)} {}

void Output::print(std::string_view text, Style style) {
  const bool plain = !color_ || style == Style::Plain || text.empty();
  if (!plain) print_raw(style == Style::Faint ? "\x1b[2m" : "\x1b[1m");
  print_raw(printable(text));
  if (!plain) print_raw("\x1b[0m");
}

void Output::print_json(std::string_view line) {
  print_raw(printable_json(line));
  print_raw("\n");
}

void Output::print_raw(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) fail();
}

void Output::flush() {
  if (std::fflush(stdout) != 0) fail();
}

void Output::message(std::string_view text) {
  const std::string line = printable(text) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

bool Output::input_is_terminal() {
  return isatty(STDIN_FILENO) == 1;
}

bool Output::output_is_terminal() {
  return isatty(STDOUT_FILENO) == 1;
}

bool Output::error_is_terminal() {
  return isatty(STDERR_FILENO) == 1;
}

}  // namespace jauap::cli
