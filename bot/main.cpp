#include <csignal>
#include <exception>
#include <string>
#include <system_error>
#include <vector>

#include "bot/cli/command.h"

int main(int argc, char** argv) {
  // A reader that closes its end and a file that may not become larger are failed writes, which are
  // reported as any other.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return jauap::cli::run_command_line({argv + (argc > 0 ? 1 : 0), argv + argc});
  } catch (const std::system_error& error) {
    // Whoever closes the pipe, such as head, has read enough and wants no message.
    if (error.code() != std::errc::broken_pipe) {
      jauap::cli::Output::message(std::string{"jauap: "} + error.what());
    }
  } catch (const std::exception& error) {
    jauap::cli::Output::message(std::string{"jauap: "} + error.what());
  }
  return jauap::cli::kNoAccess;
}
