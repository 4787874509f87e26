#include "bot/sessions/redis.h"

#include <hiredis/hiredis.h>
#include <sys/time.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "bot/sessions/patience.h"

namespace jauap::sessions {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kPause{250};  // between two attempts to find it again
constexpr int kFailuresInARow = 3;
// It is taken for back after so many good looks in a row: until then every server that missed it
// has looked too, and made up for what it owes.
constexpr int kGoodLooks = 4;
constexpr std::size_t kMostConnections = 64;

struct FreeReply {
  void operator()(void* reply) const { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, FreeReply>;

timeval to_timeval(std::chrono::nanoseconds time) {
  // Nothing at all would mean for ever.
  const auto micros = std::max<std::int64_t>(
      1, std::chrono::duration_cast<std::chrono::microseconds>(time).count());
  return {.tv_sec = static_cast<time_t>(micros / 1'000'000),
          .tv_usec = static_cast<suseconds_t>(micros % 1'000'000)};
}

// "WRONGTYPE": the rest may repeat what was asked, and so a password or a word of a question.
std::string code_of(const redisReply& error) {
  const std::string text{error.str, error.len};
  return text.substr(0, text.find(' '));
}

Reply ask_for(redisContext& context, const Redis::Words& words) {
  std::vector<const char*> texts;
  std::vector<std::size_t> lengths;
  for (const std::string& word : words) {
    texts.push_back(word.data());
    lengths.push_back(word.size());
  }
  return Reply{static_cast<redisReply*>(
      redisCommandArgv(&context, static_cast<int>(words.size()), texts.data(), lengths.data()))};
}

// "" where it was done.
std::string greet(redisContext& context, const Redis::Words& words) {
  const Reply reply = ask_for(context, words);
  if (reply == nullptr) return context.errstr;
  return reply->type == REDIS_REPLY_ERROR ? words.front() + " gave " + code_of(*reply) : "";
}

}  // namespace

RedisValue to_value(const redisReply& reply) {
  RedisValue value;
  switch (reply.type) {
    case REDIS_REPLY_INTEGER:
      value.kind = RedisValue::Kind::Integer;
      value.integer = reply.integer;
      break;
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
      value.kind = RedisValue::Kind::Text;
      value.text.assign(reply.str, reply.len);
      break;
    case REDIS_REPLY_ARRAY:
      value.kind = RedisValue::Kind::List;
      for (std::size_t i = 0; i < reply.elements; ++i) {
        value.items.push_back(to_value(*reply.element[i]));
      }
      break;
    default:
      break;
  }
  return value;
}

void Redis::Free::operator()(redisContext* context) const {
  redisFree(context);
}

Redis::Redis(RedisAddress address, base::Log log, milliseconds most)
    : address_{std::move(address)}, log_{std::move(log)}, most_{most} {
  std::string error;
  if (Connection connection = connect(error)) {
    is_up_ = true;
    open_ = 1;
    idle_.push_back(std::move(connection));
  } else {
    ++failures_;
    log_({base::Event::Level::Warning, "redis",
          "cannot reach " + to_string(address_) + " (" + error +
              "): this server goes by what it knows itself until it is there"});
  }
  thread_ = std::thread{[this] { run(); }};
}

Redis::~Redis() {
  {
    const std::lock_guard lock{mutex_};
    is_ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

Redis::State Redis::state() const {
  const std::lock_guard lock{mutex_};
  return {is_up_, failures_, losses_};
}

void Redis::on_return(const void* of, MakeUp make_up) {
  const std::lock_guard lock{make_up_mutex_};
  if (make_up) {
    make_ups_[of] = std::move(make_up);
  } else {
    make_ups_.erase(of);
  }
}

void Redis::catch_up() {
  {
    const std::lock_guard lock{mutex_};
    is_behind_ = true;
    is_urgent_ = true;
  }
  changed_.notify_all();
}

std::optional<RedisValue> Redis::call(const Words& words, std::chrono::nanoseconds& left) {
  if (left <= left.zero() || !state().is_up) return std::nullopt;
  const auto begin = Clock::now();
  const auto until = begin + std::min<std::chrono::nanoseconds>(left, most_);
  std::optional<RedisValue> value;
  std::string error = "no connection can be made";
  bool is_closed = false;
  if (Connection connection = take(until)) {
    value = ask(connection, words, until - Clock::now(), error, is_closed);
    if (value) {
      give_back(std::move(connection));
    } else {
      drop(std::move(connection));
    }
  }
  left -= std::min<std::chrono::nanoseconds>(left, Clock::now() - begin);
  if (!value) failed(error, is_closed);
  return value;
}

// Nothing where it could not be asked; then the connection is of no use any more.
std::optional<RedisValue> Redis::ask(Connection& connection, const Words& words,
                                     std::chrono::nanoseconds time, std::string& error,
                                     bool& is_closed) const {
  if (redisSetTimeout(connection.get(), to_timeval(time)) != REDIS_OK) {
    error = "no time can be set";
    return std::nullopt;
  }
  const Reply reply = ask_for(*connection, words);
  if (reply == nullptr) {
    error = connection->errstr;
    is_closed = connection->err == REDIS_ERR_EOF ||
                (connection->err == REDIS_ERR_IO && (errno == ECONNRESET || errno == EPIPE));
    return std::nullopt;
  }
  if (reply->type != REDIS_REPLY_ERROR) return to_value(*reply);
  error = words.front() + " gave " + code_of(*reply);
  return std::nullopt;
}

Redis::Connection Redis::take(Clock::time_point until) {
  Lock lock{mutex_};
  const std::size_t refused = refused_;
  const auto is_over = [&] {
    return !idle_.empty() || !is_up_ || is_ending_ || refused_ != refused;
  };
  if (!is_over()) {
    ++wanted_;
    changed_.notify_all();
    changed_.wait_until(lock, until, is_over);
    --wanted_;
  }
  if (!is_up_ || idle_.empty()) return nullptr;
  Connection connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void Redis::give_back(Connection connection) {
  {
    const std::lock_guard lock{mutex_};
    if (!is_up_) {
      --open_;
      return;
    }
    in_a_row_ = 0;
    idle_.push_back(std::move(connection));
  }
  changed_.notify_all();
}

void Redis::drop(Connection connection) {
  connection.reset();
  const std::lock_guard lock{mutex_};
  --open_;
}

// A server that closes its connections was away for everybody, and may have missed turns of others.
void Redis::failed(const std::string& why, bool is_gone) {
  ++failures_;
  {
    const std::lock_guard lock{mutex_};
    if (!is_up_ || (++in_a_row_ < kFailuresInARow && !is_gone)) return;
    is_up_ = false;
    ++losses_;
    good_looks_ = 0;
    open_ -= idle_.size();
    idle_.clear();
  }
  changed_.notify_all();
  log_({base::Event::Level::Warning, "redis",
        "lost " + to_string(address_) + " (" + why +
            "): this server goes by what it knows itself until it is back"});
}

Redis::Connection Redis::connect(std::string& error) const {
  const timeval time = to_timeval(2 * most_);
  Connection connection{address_.socket.empty()
                            ? redisConnectWithTimeout(address_.host.c_str(), address_.port, time)
                            : redisConnectUnixWithTimeout(address_.socket.c_str(), time)};
  if (connection == nullptr || connection->err != 0) {
    error = connection == nullptr ? "no memory" : connection->errstr;
    return nullptr;
  }
  redisSetTimeout(connection.get(), to_timeval(most_));
  if (!address_.password.empty()) {
    Words words{"AUTH", address_.password};
    if (!address_.user.empty()) words.insert(words.begin() + 1, address_.user);
    error = greet(*connection, words);
  }
  if (error.empty()) error = greet(*connection, {"SELECT", std::to_string(address_.database)});
  return error.empty() ? std::move(connection) : nullptr;
}

bool Redis::is_short() const {
  return is_up_ && wanted_ > idle_.size() && open_ < kMostConnections;
}

// What this server owes now that it can be paid: others may already read again.
bool Redis::owes() const {
  return is_urgent_ && (is_up_ || good_looks_ > 0);
}

void Redis::run() {
  Lock lock{mutex_};
  auto look_at = Clock::now();
  while (!is_ending_) {
    if (is_short()) {
      add_connection(lock, Purpose::Use);
    } else if (is_up_ && !is_behind_) {
      changed_.wait(lock, [this] { return is_ending_ || !is_up_ || is_behind_ || is_short(); });
    } else if (Clock::now() >= look_at) {  // first: under load it always owes something
      look_at = Clock::now() + kPause;
      add_connection(lock, Purpose::Look);
    } else if (owes()) {
      add_connection(lock, Purpose::MakeUp);
    } else {
      changed_.wait_until(lock, look_at, [this] { return is_ending_ || is_short() || owes(); });
    }
  }
}

void Redis::add_connection(Lock& lock, Purpose purpose) {
  lock.unlock();
  std::string error;
  Connection connection = connect(error);
  if (connection == nullptr) ++failures_;
  lock.lock();
  if (connection != nullptr && purpose != Purpose::Use) make_up(lock, connection);
  if (connection == nullptr) {
    ++refused_;
    if (purpose == Purpose::Look) ++losses_;
    good_looks_ = 0;
  } else if (is_up_ || (purpose == Purpose::Look && ++good_looks_ == kGoodLooks)) {
    if (!is_up_) {
      in_a_row_ = 0;
      good_looks_ = 0;
      log_({base::Event::Level::Info, "redis", "reached " + to_string(address_)});
    }
    is_up_ = true;
    if (open_ < kMostConnections) {
      ++open_;
      idle_.push_back(std::move(connection));
    }
  }
  changed_.notify_all();
}

void Redis::make_up(Lock& lock, Connection& connection) {
  is_behind_ = false;
  is_urgent_ = false;
  lock.unlock();
  bool is_done = true;
  {
    const std::lock_guard guard{make_up_mutex_};
    const Call call = [&](const Words& words) -> std::optional<RedisValue> {
      std::string error;
      bool is_closed = false;
      if (connection == nullptr) return std::nullopt;
      auto value = ask(connection, words, most_, error, is_closed);
      if (!value) {
        connection.reset();
        ++failures_;
      }
      return value;
    };
    for (const auto& [of, make_up] : make_ups_) is_done = make_up(call) && is_done;
  }
  lock.lock();
  if (!is_done) is_behind_ = true;
}

}  // namespace jauap::sessions
