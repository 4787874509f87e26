#include "bot/channels/seen.h"

#include <optional>
#include <utility>

namespace jauap::channels {

using sessions::RedisIds;

namespace {

// Where no other server can be asked, none has it.
RedisIds::Taken known(std::optional<RedisIds::Taken> taken) {
  return taken.value_or(RedisIds::Taken::Now);
}

}  // namespace

Seen::Seen(std::string scope, std::size_t most, std::int64_t life, std::shared_ptr<RedisIds> shared)
    : scope_{std::move(scope)}, life_{life}, shared_{std::move(shared)}, recent_{most, life} {}

Seen::Taken Seen::take(const std::string& id, std::int64_t now, std::chrono::nanoseconds& left) {
  if (recent_.find(id, now)) return Taken::Before;
  const auto taken =
      shared_ == nullptr ? RedisIds::Taken::Now : known(shared_->take(shared_id(id), left));
  // Not remembered here: it is free again where the other server does not finish.
  if (taken == RedisIds::Taken::Held) return Taken::Elsewhere;
  const bool is_new_here = recent_.add(id, true, now);
  return is_new_here && taken != RedisIds::Taken::Before ? Taken::Now : Taken::Before;
}

void Seen::keep(const std::string& id, std::chrono::nanoseconds& left) {
  if (shared_ != nullptr) shared_->keep(shared_id(id), life_, left);
}

bool Seen::add(const std::string& id, std::int64_t now, std::chrono::nanoseconds& left) {
  if (recent_.find(id, now)) return false;
  const auto taken = shared_ == nullptr ? RedisIds::Taken::Now
                                        : known(shared_->take_and_keep(shared_id(id), life_, left));
  return recent_.add(id, true, now) && taken != RedisIds::Taken::Before;
}

}  // namespace jauap::channels
