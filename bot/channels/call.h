#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace jauap::channels {

// A request to a platform's API.
struct Call {
  std::string method = "POST";
  std::string url;
  std::vector<std::string> fields;  // "Name: value"; may hold secrets, is never logged
  std::string body;
};

// What came of it.
struct CallResult {
  int status = 0;  // 0 where there was no whole answer
  std::string body;
  std::chrono::seconds retry_after{0};  // what the API asked to wait; 0 where it did not
  std::string error;                    // why there is no answer; "" where there is one
};

// How a channel sees that.
struct Outcome {
  enum class Kind { Sent, TryAgain, Refused } kind = Kind::Sent;
  std::string message = {};             // Sent: the platform's id of the answer, "" for none
  std::chrono::seconds retry_after{0};  // TryAgain: at least that long
  std::string reason = {};              // not Sent: for the log
};

// 2xx is sent; 408, 429, 5xx and no answer are worth another try; any other status is refused.
Outcome judge_by_status(const CallResult& result);

}  // namespace jauap::channels
