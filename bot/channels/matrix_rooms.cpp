#include "bot/channels/matrix_rooms.h"

#include <atomic>

#include "bot/channels/delivery.h"
#include "bot/channels/http_client.h"
#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

constexpr std::int64_t kHour = 3'600;
constexpr std::size_t kMost = 10'000;
// So much of a list of members tells without its end that there are many.
constexpr std::size_t kLongList = 65'536;

}  // namespace

std::string matrix_room_url(const std::string& api, const std::string& room) {
  return api + "/_matrix/client/v3/rooms/" + web::encode(room);
}

MatrixRooms::Kind MatrixRooms::kind(const std::string& room, std::int64_t now) {
  {
    const std::lock_guard lock{mutex_};
    const auto found = known_.find(room);
    if (found != known_.end() && now - found->second.second < kHour) return found->second.first;
  }
  const Kind kind = fetch(room);
  if (kind == Kind::Unknown) return kind;
  const std::lock_guard lock{mutex_};
  if (known_.size() >= kMost) known_.clear();
  known_[room] = {kind, now};
  return kind;
}

void MatrixRooms::forget(const std::string& room) {
  const std::lock_guard lock{mutex_};
  known_.erase(room);
}

MatrixRooms::Kind MatrixRooms::fetch(const std::string& room) const {
  const std::atomic<bool> is_aborted = false;
  const CallResult result = HttpClient{is_aborted}.perform(
      {"GET", matrix_room_url(api_, room) + "/joined_members", {authorization_}, ""});
  if (result.body.size() >= kLongList) return Kind::Group;
  if (result.status == 403 || result.status == 404) return Kind::Group;
  const auto read = web::read_json(result.body, kDeliveryLimits);
  if (result.status != 200 || !read.ok()) return Kind::Unknown;
  return Node{&*read.value}["joined"].members() <= 2 ? Kind::Direct : Kind::Group;
}

}  // namespace jauap::channels
