#pragma once

#include <memory>
#include <utility>

#include "bot/base/event.h"
#include "bot/sessions/redis.h"
#include "bot/sessions/redis_address.h"
#include "bot/sessions/redis_conversations.h"
#include "bot/sessions/redis_ids.h"

namespace jauap::sessions {

// What several servers share in one Redis. Safe for concurrent use.
struct SharedStores {
  SharedStores(const RedisAddress& address, base::Log log)
      : redis{std::make_shared<Redis>(address, std::move(log))},
        conversations{std::make_shared<RedisConversations>(redis)},
        ids{std::make_shared<RedisIds>(redis)} {}

  const std::shared_ptr<Redis> redis;
  const std::shared_ptr<RedisConversations> conversations;
  const std::shared_ptr<RedisIds> ids;  // of deliveries of chat platforms
};

}  // namespace jauap::sessions
