#include "bot/web/connection.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <exception>
#include <string_view>
#include <utility>

#include "bot/sessions/redis_buckets.h"
#include "bot/web/client_address.h"

namespace jauap::web {
namespace {

using std::chrono::milliseconds;

constexpr int kRequestsPerConnection = 1'000;
constexpr milliseconds kLingerTime{1'000};
// A stop waits so long for a request that may be under way: of a client that has just connected,
// and of one that keeps its connection.
constexpr milliseconds kNewTime{500};
constexpr milliseconds kKeptTime{1'000};
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

Refusal too_often(std::size_t wait) {
  return {429, "You ask more often than this server allows.", wait};
}

}  // namespace

Connection::Connection(Transport transport, Arrival arrival, Shared& shared)
    : transport_{std::move(transport)},
      arrival_{std::move(arrival)},
      shared_{shared},
      reader_{shared.options.max_head,
              [&shared](std::string_view path) { return shared.router.max_body(path); }} {}

void Connection::begin() {
  enter(Phase::Waiting, shared_.options.request_time);
  if (!transport_.is_tls()) return read();
  phase_ = Phase::Handshake;
  transport_.handshake([self = shared_from_this()](const boost::system::error_code& error) {
    if (self->phase_ == Phase::Closed) return;
    if (error) return self->close();
    self->phase_ = Phase::Waiting;
    self->read();
  });
}

void Connection::enter(Phase phase, milliseconds time) {
  phase_ = phase;
  deadline_ = Clock::now() + time;
}

void Connection::read() {
  if (is_reading_) return;
  is_reading_ = true;
  const auto to = large_.empty() ? asio::buffer(small_) : asio::buffer(large_);
  transport_.read(
      to, [self = shared_from_this()](const boost::system::error_code& error, std::size_t count) {
        self->is_reading_ = false;
        if (self->phase_ == Phase::Closed) return;
        if (error) return self->phase_ == Phase::Writing ? void() : self->close();
        self->received(count);
      });
}

void Connection::received(std::size_t count) {
  // What comes behind the last answer is only taken so that the client can still read it.
  if (phase_ == Phase::Writing || phase_ == Phase::Lingering) return read();
  reader_.append({large_.empty() ? small_.data() : large_.data(), count});
  if (large_.empty() && count == kSmall) large_.resize(kLarge);
  // The first request has to arrive in time from the moment of connecting.
  if (phase_ == Phase::Waiting) began_ = Clock::now();
  if (phase_ == Phase::Waiting && (answered_ > 0 || shared_.is_draining)) {
    enter(Phase::Arriving, shared_.options.request_time);
  }
  phase_ = Phase::Arriving;
  advance();
}

void Connection::advance() {
  switch (reader_.read()) {
    case RequestReader::Step::NeedsMore:
      return wait_for_more();
    case RequestReader::Step::Head:
      return route();
    case RequestReader::Step::Whole:
      exchange_.request.body = reader_.take_body();
      return dispatch();
    case RequestReader::Step::Refused:
      exchange_ = refused(reader_.path(), reader_.refusal(), shared_.ids.next());
      return respond();
  }
}

milliseconds Connection::waiting_time() const {
  if (!shared_.is_draining) return shared_.options.idle_time;
  return std::min(shared_.options.idle_time, kKeptTime);
}

void Connection::wait_for_more() {
  if (!reader_.has_begun()) {
    std::vector<char>{}.swap(large_);
    enter(Phase::Waiting, waiting_time());
  } else if (phase_ != Phase::Arriving) {
    enter(Phase::Arriving, shared_.options.request_time);
  }
  if (reader_.awaits_permission() && !was_permitted_) {
    was_permitted_ = true;
    output_ = kContinue;
    return write(Phase::Arriving);
  }
  read();
}

// The head is there: who may not ask, or asks for what is not there, is told so before the body.
void Connection::route() {
  exchange_ = shared_.router.begin(reader_.head(), shared_.ids.next(), arrival_.local);
  const bool is_urgent = exchange_.route != nullptr && exchange_.route->answers_at_once;
  if (!is_urgent) {
    exchange_.client =
        forwarded_client(reader_.head().fields, shared_.options.trusted_proxies, arrival_.client);
    if (const auto wait = shared_.clients.take(exchange_.client, Clock::now()); wait > 0) {
      refuse(exchange_, too_often(wait));
    } else if (arrival_.is_spare) {
      refuse(exchange_, {503, "The server has as many connections as it may; try again.", 1});
    }
  }
  if (exchange_.route == nullptr) return respond();
  reader_.limit_chunks(shared_.router.max_body(*exchange_.route));
  advance();
}

void Connection::dispatch() {
  if (exchange_.route->answers_at_once) {
    shared_.router.answer(exchange_);
    return respond();
  }
  enter(Phase::Working, shared_.options.work_time);
  ++shared_.traffic.waiting;
  if (shared_.work.push([self = shared_from_this()] { self->work(); })) return;
  --shared_.traffic.waiting;
  refuse(exchange_, {503, "The server has more to do than it can; try again.", 1});
  respond();
}

void Connection::work() {
  --shared_.traffic.waiting;
  ++shared_.traffic.working;
  if (const std::size_t wait = wait_for_others(); wait > 0) {
    refuse(exchange_, too_often(wait));
  } else {
    shared_.router.answer(exchange_);
  }
  finish();
  --shared_.traffic.working;
  asio::post(shared_.loop, [self = shared_from_this()] {
    if (self->phase_ != Phase::Closed) {
      self->write(self->exchange_.close ? Phase::Lingering : Phase::Waiting);
    }
  });
}

// What is too much for this server by itself was refused before; here is what is for all of them
// together, which may take time to learn.
std::size_t Connection::wait_for_others() {
  const auto& shared = shared_.options.shared_clients;
  if (shared == nullptr || exchange_.client.empty()) return 0;
  return shared->take(exchange_.client, exchange_.request.patience).value_or(0);
}

// The bytes of the answer, which from here on is counted as given.
void Connection::finish() {
  if (shared_.is_draining || answered_ + 1 >= kRequestsPerConnection) exchange_.close = true;
  shared_.traffic.answered(exchange_);
  if (shared_.options.logs_requests) log();
  output_ = shared_.writer.write(exchange_);
}

// By its route, since what stands in an address may be a question.
void Connection::log() const {
  if (!shared_.options.log) return;
  const Route* route = exchange_.route;
  const auto took = std::chrono::duration_cast<milliseconds>(Clock::now() - began_);
  shared_.options.log({base::Event::Level::Info,
                       "request",
                       route == nullptr ? "refused" : route->method + " " + route->path,
                       {{"request", exchange_.request.id},
                        {"status", std::to_string(exchange_.response.status)},
                        {"milliseconds", std::to_string(took.count())}}});
}

void Connection::respond() {
  finish();
  write(exchange_.close ? Phase::Lingering : Phase::Waiting);
}

void Connection::write(Phase next) {
  // Permission to send belongs to the time of the request.
  if (next == Phase::Arriving) {
    phase_ = Phase::Writing;
  } else {
    enter(Phase::Writing, shared_.options.write_time);
  }
  transport_.write(asio::buffer(output_), [self = shared_from_this(), next](
                                              const boost::system::error_code& error, std::size_t) {
    if (self->phase_ == Phase::Closed) return;
    if (error) return self->close();
    self->written(next);
  });
}

void Connection::written(Phase next) {
  std::string{}.swap(output_);
  phase_ = next;
  if (next == Phase::Lingering) return linger();
  if (next == Phase::Arriving) return read();
  exchange_ = {};
  was_permitted_ = false;
  ++answered_;
  reader_.next();
  advance();
}

// Closing at once would reset the connection where the client has sent what was not read, and lose
// the answer.
void Connection::linger() {
  enter(Phase::Lingering, kLingerTime);
  transport_.end_writing([self = shared_from_this()](const boost::system::error_code&) {
    if (self->phase_ != Phase::Closed) self->close();
  });
  if (!transport_.is_tls()) read();
}

void Connection::check(Clock::time_point now) {
  if (now < deadline_) return;
  if (phase_ != Phase::Arriving) return close();
  exchange_ =
      refused(reader_.path(), {408, "The request took too long to arrive."}, shared_.ids.next());
  respond();
}

void Connection::drain(Clock::time_point now) {
  if (phase_ == Phase::Waiting) {
    deadline_ = std::min(deadline_, now + (answered_ > 0 ? kKeptTime : kNewTime));
  }
}

void Connection::close() {
  if (phase_ == Phase::Closed) return;
  phase_ = Phase::Closed;
  transport_.close();
  shared_.closed(*this);
}

}  // namespace jauap::web
