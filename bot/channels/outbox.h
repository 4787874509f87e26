#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bot/base/event.h"
#include "bot/channels/call.h"

namespace jauap::channels {

class HttpClient;

// The calls that one channel still has to make, on threads of its own, so that a slow API holds up
// no other channel. A call that fails for now is made again, each time after twice as long; where
// the API says how long to wait, the whole channel waits. What cannot be sent is logged with its
// body, and so is what is left at the end: nothing is lost silently. In memory only. Safe for
// concurrent use.
class Outbox {
 public:
  struct Options {
    std::size_t most = 1'000;  // calls that wait
    std::size_t threads = 4;
    int tries = 8;
    std::chrono::milliseconds first_wait{1'000};
    std::chrono::milliseconds longest_wait{60'000};
    std::chrono::milliseconds longest_pause{600'000};  // that an API may ask for
    std::chrono::milliseconds closing_time{5'000};     // for what is still to be sent at the end
  };
  struct Entry {
    Call call;
    std::string about;                                          // of which question, for the log
    std::function<void(const std::string& message)> sent = {};  // told the id of the answer
  };

  Outbox(std::string channel, std::function<Outcome(const CallResult&)> judge, base::Log log,
         const Options& options);
  ~Outbox();  // returns after about the closing time at most

  // A place for one call, which is given back where it is not used.
  class Place {
   public:
    explicit Place(Outbox& outbox) : outbox_{&outbox} {}
    Place(Place&& other) noexcept : outbox_{std::exchange(other.outbox_, nullptr)} {}
    Place& operator=(Place&&) = delete;
    ~Place();

   private:
    friend class Outbox;
    Outbox* outbox_;
  };

  // Nothing where as many wait as may, or the end has come.
  std::optional<Place> reserve();
  void add(Place place, Entry entry);
  // How many wait or are being sent.
  std::size_t size() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    Entry entry;
    int tries = 0;
  };

  void work();
  void send(HttpClient& client, Waiting waiting);
  void give_up(const Waiting& waiting, const std::string& reason) const;

  const std::string channel_;
  const std::function<Outcome(const CallResult&)> judge_;
  const base::Log log_;
  const Options options_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::multimap<Clock::time_point, Waiting> waiting_;  // by when it is due
  Clock::time_point paused_until_{};
  std::size_t sending_ = 0;
  std::size_t reserved_ = 0;
  bool is_closing_ = false;
  Clock::time_point end_{};
  std::atomic<bool> is_aborted_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace jauap::channels
