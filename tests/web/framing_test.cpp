// One request is one request, however its bytes come: the cases of framing_cases.json.

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "bot/web/request_reader.h"
#include "bot/web/router.h"
#include "bot/web/server.h"
#include "tests/support/framing_cases.h"
#include "tests/support/raw_client.h"

namespace jauap::web {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const std::string kNext = "GET /echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

Routes routes(std::atomic<std::size_t>& requests) {
  const Handler echo = [&requests](const Request& request) {
    ++requests;
    return Response{.type = "text/plain", .body = request.method + request.body};
  };
  return {{"GET", "/echo", echo, ""}, {"POST", "/echo", echo, ""}};
}

// What a reader makes of the bytes: a line for each request, whole or refused.
class Reading {
 public:
  explicit Reading(const Router& router)
      : router_{router}, reader_{16'384, [&router](std::string_view path) {
                                   return router.max_body(path);
                                 }} {}

  void append(std::string_view bytes) {
    reader_.append(bytes);
    while (!ended_) {
      switch (reader_.read()) {
        case RequestReader::Step::NeedsMore:
          return;
        case RequestReader::Step::Head:
          exchange_ = router_.begin(reader_.head(), "id");
          if (exchange_.route == nullptr) finish(exchange_.response.status);
          break;
        case RequestReader::Step::Whole:
          exchange_.request.body = reader_.take_body();
          ++requests_;
          finish(200);
          break;
        case RequestReader::Step::Refused:
          exchange_ = refused(reader_.path(), reader_.refusal(), "id");
          finish(reader_.refusal().status);
          break;
      }
    }
  }

  // The statuses; 408 where something is still missing.
  std::vector<int> statuses() const {
    std::vector<int> all = statuses_;
    if (!ended_ && reader_.has_begun()) all.push_back(408);
    return all;
  }
  std::size_t requests() const { return requests_; }
  const std::string& text() const { return text_; }

 private:
  void finish(int status) {
    statuses_.push_back(status);
    text_ += std::to_string(status) + " " + exchange_.request.method + " " +
             exchange_.request.path + " " + exchange_.request.body;
    for (const auto& [name, value] : exchange_.request.fields) text_ += "|" + name + ":" + value;
    text_ += "\n";
    ended_ = exchange_.close;
    if (!ended_) reader_.next();
  }

  const Router& router_;
  RequestReader reader_;
  Exchange exchange_;
  std::vector<int> statuses_;
  std::size_t requests_ = 0;
  std::string text_;
  bool ended_ = false;
};

// Where to cut: everywhere, or at a hundred places of what is so long that this would take minutes.
std::vector<std::size_t> cuts(const std::string& bytes) {
  constexpr std::size_t kLong = 2'000;
  const std::size_t step = bytes.size() < kLong ? 1 : bytes.size() / 100;
  std::set<std::size_t> places;
  for (std::size_t at = 0; at <= bytes.size(); at += step) places.insert(at);
  for (std::size_t at = 16'300; at < std::min<std::size_t>(bytes.size(), 16'400); ++at) {
    places.insert(at);
  }
  return {places.begin(), places.end()};
}

// The statuses of the answers in what a server has sent, but for those that only permit.
std::vector<int> statuses_in(const std::string& answers) {
  static const std::regex kStatus{"HTTP/1\\.1 ([0-9]{3}) "};
  std::vector<int> statuses;
  for (std::sregex_iterator found{answers.begin(), answers.end(), kStatus}, end; found != end;
       ++found) {
    const int status = std::stoi((*found)[1]);
    if (status != 100) statuses.push_back(status);
  }
  return statuses;
}

}  // namespace

TEST_CASE("requests are the same however their bytes are cut", "[web]") {
  const auto cases = framing_cases();
  REQUIRE(cases.size() >= 200);
  std::atomic<std::size_t> unused = 0;
  const ServerOptions options;
  const Router router{routes(unused), {{"localhost"}, {"http://localhost"}}, options};
  for (const FramingCase& framing : cases) {
    INFO(framing.name);
    Reading whole{router};
    whole.append(framing.bytes);
    CHECK(whole.statuses() == framing.statuses);
    CHECK(whole.requests() == framing.requests);
    Reading bytewise{router};
    for (const char& byte : framing.bytes) bytewise.append({&byte, 1});
    CHECK((bytewise.text() == whole.text()));  // which may be long
    CHECK(bytewise.statuses() == whole.statuses());
    for (const std::size_t at : cuts(framing.bytes)) {
      Reading cut{router};
      cut.append(std::string_view{framing.bytes}.substr(0, at));
      cut.append(std::string_view{framing.bytes}.substr(at));
      if (cut.text() == whole.text() && cut.statuses() == whole.statuses()) continue;
      FAIL_CHECK("cut at " << at << " it is\n"
                           << cut.text().substr(0, 200) << "\nand not\n"
                           << whole.text().substr(0, 200));
    }
  }
}

TEST_CASE("a connection answers every request as its framing says", "[web]") {
  std::atomic<std::size_t> requests = 0;
  ServerOptions options{.port = 0, .public_url = "http://localhost"};
  Server patient{routes(requests), options};
  options.request_time = milliseconds{150};
  Server hasty{routes(requests), options};
  patient.start();
  hasty.start();
  for (const FramingCase& framing : framing_cases()) {
    const bool is_cut = framing.statuses.back() == 408;
    for (const bool bytewise : {false, true}) {
      if (bytewise && framing.bytes.size() > 30'000) continue;
      INFO(framing.name << (bytewise ? ", byte by byte" : ""));
      requests = 0;
      RawClient client{is_cut ? hasty.port() : patient.port()};
      bool is_open = true;
      for (std::size_t at = 0; is_open && at < framing.bytes.size();) {
        const std::size_t size = bytewise ? 1 : framing.bytes.size();
        is_open = client.send(std::string_view{framing.bytes}.substr(at, size));
        at += size;
      }
      std::vector<int> expected = framing.statuses;
      if (!framing.closes) {
        CHECK(client.send(kNext));
        expected.push_back(200);
      }
      // More than there can be: until the server closes.
      const std::string answers = client.receive(expected.size() + 10, seconds{5});
      CHECK(client.is_closed(milliseconds{0}));
      CHECK(statuses_in(answers) == expected);
      CHECK(requests == framing.requests + (framing.closes ? 0 : 1));
    }
  }
}

}  // namespace jauap::web
