#include "tests/support/redis_server.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <utility>

namespace jauap {
namespace {

bool takes_connections(const std::string& path) {
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::copy(path.begin(), path.end(), std::begin(address.sun_path));
  const bool is_good =
      ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(descriptor);
  return is_good;
}

}  // namespace

RedisServer::RedisServer(std::string password) {
  address_.socket = (folder_.path() / "redis").string();
  address_.password = std::move(password);
  ::signal(SIGPIPE, SIG_IGN);  // as the program does
  start();
}

RedisServer::~RedisServer() {
  kill();
}

void RedisServer::start() {
  process_ = ::fork();
  if (process_ == 0) {
    const int nowhere = ::open("/dev/null", O_RDWR);
    ::dup2(nowhere, STDOUT_FILENO);
    ::execlp("redis-server", "redis-server", "--port", "0", "--save", "", "--unixsocket",
             address_.socket.c_str(), "--requirepass", address_.password.c_str(),
             static_cast<char*>(nullptr));
    ::_exit(127);
  }
  for (int left = 1'000; left > 0; --left) {
    if (takes_connections(address_.socket)) return;
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  kill();
  throw std::runtime_error{"no redis-server can be started (Debian package redis-server)"};
}

void RedisServer::kill() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

void RedisServer::hold() const {
  ::kill(process_, SIGSTOP);
}

void RedisServer::go_on() const {
  ::kill(process_, SIGCONT);
}

}  // namespace jauap
