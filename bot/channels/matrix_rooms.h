#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace jauap::channels {

// Whether a room of Matrix is a conversation of two, as its homeserver says. An answer of it is
// kept for an hour, or until somebody comes or goes. Safe for concurrent use.
class MatrixRooms {
 public:
  enum class Kind {
    Direct,   // at most one person beside the bot
    Group,    // more of them, or the bot is not in it
    Unknown,  // the homeserver does not say so now
  };

  // The address of the homeserver, and a header field that bears the token of the bot.
  MatrixRooms(std::string api, std::string authorization)
      : api_{std::move(api)}, authorization_{std::move(authorization)} {}

  // May take as long as a call. `now` is in Unix seconds.
  Kind kind(const std::string& room, std::int64_t now);
  // Somebody came or went.
  void forget(const std::string& room);

 private:
  Kind fetch(const std::string& room) const;

  const std::string api_;
  const std::string authorization_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::pair<Kind, std::int64_t>> known_;  // and since when
};

// "https://matrix.example.org/_matrix/client/v3/rooms/!id": where a room is in the Client-Server
// API.
std::string matrix_room_url(const std::string& api, const std::string& room);

}  // namespace jauap::channels
