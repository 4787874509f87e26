#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "bot/base/event.h"
#include "bot/sessions/patience.h"
#include "bot/sessions/redis_address.h"

struct redisContext;
struct redisReply;

namespace jauap::sessions {

// What Redis replied. Plain data.
struct RedisValue {
  enum class Kind : std::uint8_t { Nil, Integer, Text, List };
  Kind kind = Kind::Nil;
  std::int64_t integer = 0;
  std::string text = {};  // any bytes
  std::vector<RedisValue> items = {};
};

// Of one that is no error.
RedisValue to_value(const redisReply& reply);

// Connections to a Redis server that may be slow, away, or back at any time. Nobody who asks it
// waits for longer than he allows, and while it is away nobody waits at all: after three failures
// in a row a thread of its own looks for it four times a second, and until it is found every call
// gives nothing at once. Connections are made by that thread alone, since looking up a name cannot
// be cut short. Safe for concurrent use. The process must ignore SIGPIPE.
class Redis {
 public:
  // Asks one command by its words, which may hold any bytes.
  using Words = std::vector<std::string>;
  using Call = std::function<std::optional<RedisValue>(const Words& words)>;

  struct State {
    bool is_up = false;
    std::uint64_t failures = 0;  // commands and connections that failed
    std::uint64_t losses = 0;    // how often it was found away: it may have forgotten all since
  };

  // Tries to connect once before it returns; where that fails, the log says why. No command takes
  // longer than `most`, and no attempt to connect longer than twice that.
  Redis(RedisAddress address, base::Log log, std::chrono::milliseconds most = kPatience);
  ~Redis();
  Redis(const Redis&) = delete;
  Redis& operator=(const Redis&) = delete;

  // The reply, within the time that is left (patience.h), from which what it took is taken off.
  // Nothing where there is none, or Redis replied with an error; the command may have been done all
  // the same. Where no time is left it is not asked.
  std::optional<RedisValue> call(const Words& words, std::chrono::nanoseconds& left);

  // What somebody (`of`) has to make up for once Redis is back: called by the thread before anybody
  // else can ask again, and some time after catch_up(). Returns false where there is more to do.
  // Set before the first call; an empty one takes the place of who is gone.
  using MakeUp = std::function<bool(const Call& call)>;
  void on_return(const void* of, MakeUp make_up);
  void catch_up();

  State state() const;

 private:
  enum class Purpose : std::uint8_t { Use, MakeUp, Look };
  struct Free {
    void operator()(redisContext* context) const;
  };
  using Connection = std::unique_ptr<redisContext, Free>;
  using Lock = std::unique_lock<std::mutex>;

  Connection connect(std::string& error) const;
  Connection take(std::chrono::steady_clock::time_point until);
  void give_back(Connection connection);
  void drop(Connection connection);
  void failed(const std::string& why, bool is_gone);
  std::optional<RedisValue> ask(Connection& connection, const Words& words,
                                std::chrono::nanoseconds time, std::string& error,
                                bool& is_closed) const;
  void run();
  bool is_short() const;  // of connections
  bool owes() const;
  void add_connection(Lock& lock, Purpose purpose);
  void make_up(Lock& lock, Connection& connection);

  const RedisAddress address_;
  const base::Log log_;
  const std::chrono::milliseconds most_;
  std::atomic<std::uint64_t> failures_ = 0;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Connection> idle_;
  std::size_t open_ = 0;     // connections, in use and idle
  std::size_t wanted_ = 0;   // calls that wait for one
  std::size_t refused_ = 0;  // attempts to make one that failed
  std::uint64_t losses_ = 0;
  int in_a_row_ = 0;    // calls that failed
  int good_looks_ = 0;  // in a row, while it is away
  bool is_up_ = false;
  bool is_behind_ = false;  // catch_up() was called
  bool is_urgent_ = false;  // likewise, since the last attempt to
  bool is_ending_ = false;
  std::mutex make_up_mutex_;  // held while they are called
  std::map<const void*, MakeUp> make_ups_;
  std::thread thread_;
};

}  // namespace jauap::sessions
