#include "tests/support/stand_in_api.h"

#include <httplib.h>

#include <chrono>
#include <stdexcept>

namespace jauap {

class StandInApi::Listener : public httplib::Server {
 public:
  int port = 0;
};

StandInApi::StandInApi(Decide decide)
    : decide_{std::move(decide)}, listener_{std::make_unique<Listener>()} {
  listener_->set_tcp_nodelay(true);
  listener_->set_keep_alive_max_count(1'000);
  listener_->new_task_queue = [] { return new httplib::ThreadPool{16}; };
  const auto answer = [this](const httplib::Request& request, httplib::Response& response) {
    const std::string& said = request.method == "GET" ? request.path : request.body;
    std::size_t call = 0;
    {
      const std::lock_guard lock{mutex_};
      call = calls_[said]++;
    }
    const Fate fate = decide_(said, call);
    std::this_thread::sleep_for(std::chrono::milliseconds{fate.delay});
    if (fate.status == 0) {
      // More is promised than comes, so that the library breaks the connection.
      response.set_content_provider(
          10, "text/plain", [](std::size_t, std::size_t, httplib::DataSink&) { return false; });
      return;
    }
    response.status = fate.status;
    if (fate.retry_after > 0) response.set_header("Retry-After", std::to_string(fate.retry_after));
    response.set_content(fate.body, "application/json");
  };
  listener_->Post(".*", answer);
  listener_->Put(".*", answer);
  listener_->Get(".*", answer);
  listener_->port = listener_->bind_to_any_port("127.0.0.1");
  if (listener_->port <= 0) throw std::runtime_error{"no port is free"};
  thread_ = std::thread{[this] { listener_->listen_after_bind(); }};
  while (!listener_->is_running()) std::this_thread::yield();
}

StandInApi::~StandInApi() {
  listener_->stop();
  thread_.join();
}

std::string StandInApi::url() const {
  return "http://127.0.0.1:" + std::to_string(listener_->port);
}

std::size_t StandInApi::calls(const std::string& body) const {
  const std::lock_guard lock{mutex_};
  const auto found = calls_.find(body);
  return found == calls_.end() ? 0 : found->second;
}

}  // namespace jauap
