#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "bot/channels/config.h"
#include "bot/channels/outbox.h"
#include "bot/channels/platform.h"
#include "bot/channels/recent.h"
#include "bot/channels/seen.h"
#include "bot/sessions/ledger.h"
#include "bot/web/http.h"
#include "bot/web/live_bots.h"

namespace jauap::channels {

// What the webhooks of a server share.
struct WebhookOptions {
  std::string public_url = {};                    // "" where it is not known
  std::shared_ptr<sessions::Ledger> ledger = {};  // null where opinions are not kept
  base::Log log = [](const base::Event&) {};
  std::function<std::int64_t()> now = {};  // in Unix seconds; the clock where it is empty
  Outbox::Options outbox = {};
  std::shared_ptr<sessions::RedisIds> ids = {};  // null where no other server has these channels
};

// The address of one channel: what a platform sends there is proven, read, asked and answered,
// once. Safe for concurrent use.
class Webhook {
 public:
  // The longest name of a conversation and id of a delivery, in bytes.
  static constexpr std::size_t kMaxId = 500;
  // How many deliveries are remembered, and answers that may get an opinion.
  static constexpr std::size_t kMostRecent = 20'000;
  // How many nonces are: those of 200 requests a second for as long as a time is fresh, which is
  // five minutes on either side.
  static constexpr std::size_t kMostNonces = 120'000;
  static constexpr std::int64_t kNonceLife = 600;

  Webhook(const ChannelSettings& settings, web::LiveBot bot, WebhookOptions options);
  // Sends what is still to be sent.
  ~Webhook();

  // 415 for another type of body, the channel's refusal where it is not proven or a replay, 400
  // where it cannot be read, 503 where too many answers wait to be sent or another server is
  // answering it; else what the platform expects. A delivery that was seen before, within an hour,
  // is acknowledged and not asked again.
  // A question of a conversation that asks too often gets 429, or is acknowledged and not answered
  // where answers are calls: it must not hold up others that come with it.
  web::Response respond(const web::Request& request);

 private:
  struct Told {
    std::string question;
    std::string answer;
    std::string conversation;
  };

  bool takes(const web::Request& request) const;
  Answer ask(const Question& question, chat::Reply& reply, std::chrono::nanoseconds& left) const;
  // A place in the outbox; nothing, after a line in the log, where there is none.
  std::optional<Outbox::Place> reserve(const std::string& id);
  // A delivery is acted on within `left` (sessions/patience.h). Nothing where it is only to be
  // acknowledged.
  using Left = std::chrono::nanoseconds;
  std::optional<web::Response> act(const Delivered& delivered, std::int64_t now, Left& left);
  std::optional<web::Response> keep(const Opinion& opinion, std::int64_t now, Left& left);
  std::optional<web::Response> act(const Action& action, std::int64_t now, Left& left);
  std::optional<web::Response> answer(const Question& question, std::int64_t now, Left& left);
  std::optional<web::Response> answer_new(const Question& question,
                                          std::optional<Outbox::Place> place, Left& left);
  std::optional<web::Response> refuse(const Question& question, std::size_t wait) const;
  void add_to_ledger(const Opinion& opinion);
  std::string conversation_of(const Question& question) const;

  const ChannelSettings settings_;
  const Platform& platform_;
  const std::unique_ptr<Channel> channel_;
  const web::LiveBot bot_;
  const WebhookOptions options_;
  Seen seen_;
  Seen nonces_;
  Recent<Told> told_{kMostRecent / 10};
  std::unique_ptr<Outbox> outbox_;  // the last member: it calls the others until it ends
};

// The routes of all channels of a configuration without problems. A channel asks the chatbots of
// `bots` in conversations of its own; std::runtime_error where it names a pack that is not there.
// What replaces them must have it too (missing_packs).
web::Routes webhook_routes(const Config& config, const std::shared_ptr<const web::LiveBots>& bots,
                           const WebhookOptions& options);

// A Problem for each channel whose pack is not among these.
base::Problems missing_packs(const Config& config, const chat::PackChatbots& chatbots);

}  // namespace jauap::channels
