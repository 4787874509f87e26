#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "bot/web/bots.h"

namespace jauap::web {

// The bots of a site while their packs are replaced: whoever answers a message takes the bots as
// they are now, once, and answers with them to the end. Safe for concurrent use.
class LiveBots {
 public:
  explicit LiveBots(Bots bots) : bots_{std::make_shared<const Bots>(std::move(bots))} {}

  std::shared_ptr<const Bots> now() const {
    const std::lock_guard lock{mutex_};
    return bots_;
  }

  // From now on messages are answered with these; conversations go on, as far as what they were
  // about is still there. For one thread at a time.
  void replace(const chat::PackChatbots& chatbots) {
    const auto next = std::make_shared<const Bots>(now()->over(chatbots));
    {
      const std::lock_guard lock{mutex_};
      bots_ = next;
    }
    next->take_over_conversations();
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Bots> bots_;
};

// One of them: the one over the pack of that name, "" for all, or one that never changes.
class LiveBot {
 public:
  // Not explicit: a bot is one that never changes.
  LiveBot(Bot bot) : fixed_{std::move(bot)} {}  // NOLINT(google-explicit-constructor)
  // The pack must be there, now and in what replaces it.
  LiveBot(std::shared_ptr<const LiveBots> bots, std::string pack)
      : bots_{std::move(bots)}, pack_{std::move(pack)} {}

  Bot now() const { return bots_ == nullptr ? fixed_ : *bots_->now()->find(pack_); }

 private:
  Bot fixed_;
  std::shared_ptr<const LiveBots> bots_;
  std::string pack_;
};

}  // namespace jauap::web
