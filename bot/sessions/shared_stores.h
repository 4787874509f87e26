#pragma once

#include <memory>
#include <string>
#include <utility>

#include "bot/base/event.h"
#include "bot/sessions/rate.h"
#include "bot/sessions/redis.h"
#include "bot/sessions/redis_address.h"
#include "bot/sessions/redis_buckets.h"
#include "bot/sessions/redis_conversations.h"
#include "bot/sessions/redis_ids.h"

namespace jauap::sessions {

// What several servers share in one Redis. Safe for concurrent use.
struct SharedStores {
  // How often a client may ask, and a conversation.
  SharedStores(const RedisAddress& address, base::Log log, Rate client, Rate conversation)
      : redis{std::make_shared<Redis>(address, std::move(log))},
        conversations{std::make_shared<RedisConversations>(redis)},
        ids{std::make_shared<RedisIds>(redis)},
        clients{buckets("client", client)},
        site_limit{buckets("site", conversation)},
        channel_limit{buckets("channels", conversation)} {}

  const std::shared_ptr<Redis> redis;
  const std::shared_ptr<RedisConversations> conversations;
  const std::shared_ptr<RedisIds> ids;  // of deliveries of chat platforms
  // Null where there is no limit.
  const std::shared_ptr<RedisBuckets> clients;
  const std::shared_ptr<RedisBuckets> site_limit;  // of conversations
  const std::shared_ptr<RedisBuckets> channel_limit;

 private:
  std::shared_ptr<RedisBuckets> buckets(const std::string& scope, Rate rate) const {
    return rate.rate == 0 ? nullptr : std::make_shared<RedisBuckets>(redis, scope, rate);
  }
};

}  // namespace jauap::sessions
