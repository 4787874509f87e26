#pragma once

#include <atomic>
#include <memory>

#include "bot/channels/call.h"

namespace jauap::channels {

// Makes calls to platforms, one after the other, keeping its connections; with libcurl. Encrypted
// ones are made only to servers whose certificate the system trusts; redirections are not followed;
// an answer takes at most ten seconds and a mebibyte. For one thread at a time.
class HttpClient {
 public:
  // A call under way ends soon after `is_aborted` becomes true.
  explicit HttpClient(const std::atomic<bool>& is_aborted);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  CallResult perform(const Call& call);

 private:
  class Handle;
  std::unique_ptr<Handle> handle_;
};

// What is wrong with the address of an API, "" for nothing: secrets are sent there, so it begins
// with "https://", or is on this machine. For Setting::check.
std::string check_api(const std::string& address);

}  // namespace jauap::channels
