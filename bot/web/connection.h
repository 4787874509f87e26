#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bot/web/answer_writer.h"
#include "bot/web/client_limits.h"
#include "bot/web/exchange.h"
#include "bot/web/request_id.h"
#include "bot/web/request_reader.h"
#include "bot/web/router.h"
#include "bot/web/server_options.h"
#include "bot/web/traffic.h"
#include "bot/web/transport.h"
#include "bot/web/work_queue.h"

namespace jauap::web {

class Connection;

// What all connections of a front share.
struct Shared {
  const ServerOptions& options;
  const Router& router;
  const AnswerWriter& writer;
  WorkQueue& work;
  ClientLimits& clients;
  Traffic& traffic;
  RequestIds& ids;
  asio::io_context& loop;
  std::atomic<bool> is_draining = false;
  std::function<void(Connection&)> closed = {};  // called once for each
};

// One connection: reads a request whole, has it answered, writes the answer, and goes on to the
// next one. Each phase has a deadline that arriving bytes do not push on, so a client that sends or
// reads slowly is cut like one that does nothing. While a request is answered nothing is read, so
// that a client cannot send faster than it is served. All functions are for the loop's thread.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Clock = std::chrono::steady_clock;

  // How it was accepted.
  struct Arrival {
    std::string client;     // as in client_address.h
    std::string local;      // as in OwnAddress::has_host
    bool is_spare = false;  // there were already as many as there may be: it gets answers of routes
                            // that answer at once, and is otherwise turned away
  };
  Connection(Transport transport, Arrival arrival, Shared& shared);

  void begin();
  // Cuts it where its phase has lasted too long.
  void check(Clock::time_point now);
  // The server stops: answers say that they are the last, and a connection that waits for a request
  // gets as long as one may be under way.
  void drain(Clock::time_point now);
  void close();

  const std::string& client() const { return arrival_.client; }

 private:
  enum class Phase { Handshake, Waiting, Arriving, Working, Writing, Lingering, Closed };

  void read();
  void received(std::size_t count);
  void advance();
  void wait_for_more();
  void route();
  void dispatch();
  void work();                    // on a thread of the queue
  std::size_t wait_for_others();  // likewise
  void respond();
  void finish();
  void log() const;
  void write(Phase next);
  void written(Phase next);
  void linger();
  void enter(Phase phase, std::chrono::milliseconds time);
  std::chrono::milliseconds waiting_time() const;

  static constexpr std::size_t kSmall = 1'024;
  static constexpr std::size_t kLarge = 16'384;

  Transport transport_;
  const Arrival arrival_;
  Shared& shared_;
  RequestReader reader_;
  Phase phase_ = Phase::Handshake;
  Clock::time_point deadline_;
  Clock::time_point began_ = Clock::now();  // the request: when its first bytes came
  Exchange exchange_;                       // the queue's thread's while working
  std::string output_;                      // likewise
  std::array<char, kSmall> small_;          // what arrives; `large_` where that was not enough
  std::vector<char> large_;
  bool is_reading_ = false;
  bool was_permitted_ = false;  // the client was told to send the body
  int answered_ = 0;
};

}  // namespace jauap::web
