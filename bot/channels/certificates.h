#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace jauap::channels {

// The certificates that a platform signs with, by the ids of their keys, as it publishes them: a
// JSON object of X.509 certificates in PEM. They are fetched when a key is asked for that is not
// known, at most once a minute, and kept for a day at most. Safe for concurrent use.
class Certificates {
 public:
  explicit Certificates(std::string url) : url_{std::move(url)} {}

  // "" where there is none of that id, or they cannot be fetched. May take as long as a call.
  // `now` is in Unix seconds.
  std::string find(const std::string& id, std::int64_t now);

 private:
  bool fetch();

  const std::string url_;
  std::mutex mutex_;
  std::map<std::string, std::string> known_;
  std::int64_t tried_at_ = 0;
  std::int64_t fetched_at_ = 0;
};

}  // namespace jauap::channels
