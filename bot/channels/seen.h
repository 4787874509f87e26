#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "bot/channels/recent.h"
#include "bot/sessions/redis_ids.h"

namespace jauap::channels {

// The ids of one channel that were acted on, so that none is twice: by this server or, where they
// are shared, by any. While Redis cannot be asked each server goes by what it has seen itself.
// Times are in Unix seconds, `left` is as in sessions/patience.h. Safe for concurrent use.
class Seen {
 public:
  enum class Taken : std::uint8_t {
    Now,        // by this call: it is to be acted on
    Before,     // and acted on
    Elsewhere,  // by another server, which is at it or was killed over it
  };

  // What other channels and other ids of this one are called must not be `scope`. `shared` is null
  // where this server is the only one.
  Seen(std::string scope, std::size_t most, std::int64_t life,
       std::shared_ptr<sessions::RedisIds> shared);

  // Who gets Now calls keep() once it is acted on, and before that is acknowledged.
  Taken take(const std::string& id, std::int64_t now, std::chrono::nanoseconds& left);
  void keep(const std::string& id, std::chrono::nanoseconds& left);
  // Both at once: false where it was taken before.
  bool add(const std::string& id, std::int64_t now, std::chrono::nanoseconds& left);

 private:
  std::string shared_id(const std::string& id) const { return scope_ + '\0' + id; }

  const std::string scope_;
  const std::chrono::seconds life_;
  const std::shared_ptr<sessions::RedisIds> shared_;
  Recent<bool> recent_;
};

}  // namespace jauap::channels
