#include "tests/support/run_program.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tests/support/temporary_folder.h"

namespace jauap {
namespace {

namespace fs = std::filesystem;

// A script, so that the line needs no quoting.
fs::path write_script(const TemporaryFolder& folder, const std::string& line) {
  const fs::path script = folder.path() / "line.sh";
  std::ofstream file{script};
  file << "unset \"${!JAUAP_@}\" \"${!XDG_@}\" NO_COLOR FORCE_COLOR\n"
       << "export HOME=$PWD TERM=xterm LC_ALL=C.UTF-8 JAUAP_SCRATCH=$PWD\n"
       << "JAUAP=" << JAUAP_PROGRAM << "\n"
       << line << "\n";
  return script;
}

std::string read_text(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

[[noreturn]] void become_bash(const TemporaryFolder& folder) {
  if (chdir(folder.path().c_str()) != 0) _exit(126);
  execl("/bin/bash", "bash", "line.sh", static_cast<char*>(nullptr));
  _exit(127);
}

// libedit shows its prompt first and takes over the terminal after it: until then a Ctrl-D would be
// an end of file that nobody sees.
void wait_for_editor(int terminal, std::chrono::milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  for (termios modes{}; tcgetattr(terminal, &modes) == 0 && (modes.c_lflag & ICANON) != 0U;) {
    if (std::chrono::steady_clock::now() > end) throw std::runtime_error{"no editor at the prompt"};
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
}

int exit_code(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

Ended run_shell(const std::string& line) {
  const TemporaryFolder folder;
  write_script(folder, "exec < /dev/null > output 2> messages\n" + line);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error{"cannot fork"};
  if (child == 0) become_bash(folder);
  const int code = exit_code(child);
  return {code, read_text(folder.path() / "output"), read_text(folder.path() / "messages")};
}

Ended run_at_terminal(const std::string& line, const std::vector<std::string>& typed) {
  constexpr std::chrono::milliseconds kPatience{60'000};
  const TemporaryFolder folder;
  write_script(folder, line);
  int terminal = -1;
  const winsize size{24, 80, 0, 0};
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) throw std::runtime_error{"cannot open a terminal"};
  if (child == 0) become_bash(folder);
  Ended ended;
  auto next = typed.begin();
  std::array<char, 4096> block{};
  for (;;) {
    pollfd waiting{terminal, POLLIN, 0};
    if (poll(&waiting, 1, static_cast<int>(kPatience.count())) == 0) {
      kill(-child, SIGKILL);  // with what it has started
      exit_code(child);
      close(terminal);
      throw std::runtime_error{"the program waits for something; it has printed " + ended.output};
    }
    const ssize_t count = read(terminal, block.data(), block.size());
    if (count <= 0) break;  // EIO where the other end is closed
    ended.output.append(block.data(), static_cast<std::size_t>(count));
    const bool is_prompt =
        ended.output.size() >= 2 && ended.output.rfind("> ") == ended.output.size() - 2;
    if (!is_prompt || next == typed.end()) continue;
    wait_for_editor(terminal, kPatience);
    if (write(terminal, next->data(), next->size()) < 0) throw std::runtime_error{"cannot type"};
    ++next;
  }
  ended.code = exit_code(child);
  close(terminal);
  return ended;
}

}  // namespace jauap
