#include "bot/web/bots.h"

#include <utility>

#include "bot/sessions/patience.h"

namespace jauap::web {
namespace {

using Clock = std::chrono::steady_clock;

template <class Reply>
chat::Reply observed(const Bot& bot, std::string_view message, const Asking& asking,
                     const Reply& reply_to) {
  if (bot.observer == nullptr) return reply_to();
  const auto begin = Clock::now();
  chat::Reply reply = reply_to();
  (*bot.observer)({message, asking.session, reply, Clock::now() - begin, asking.may_be_kept});
  return reply;
}

}  // namespace

chat::Reply Bot::reply(std::string_view message, const Asking& asking) const {
  std::chrono::nanoseconds left = sessions::kPatience;
  return reply(message, asking, left);
}

chat::Reply Bot::reply(std::string_view message, const Asking& asking,
                       std::chrono::nanoseconds& left) const {
  return observed(*this, message, asking, [&] {
    return sessions->reply(*chatbot, asking.session, message, {.explain = asking.explain}, left);
  });
}

chat::Reply Bot::reply(std::string_view message, const Asking& asking,
                       chat::Conversation& conversation) const {
  return observed(*this, message, asking, [&] {
    return chatbot->reply(message, {.explain = asking.explain}, &conversation);
  });
}

std::shared_ptr<sessions::Sessions> in_memory(const std::string& /*pack*/) {
  return std::make_shared<sessions::Sessions>();
}

Bots::Bots(const chat::PackChatbots& chatbots, Observer observer, Conversations conversations,
           std::shared_ptr<ConversationLimit> limit)
    : chatbots_{chatbots},
      conversations_{std::move(conversations)},
      all_{chatbots.shared(), conversations_("")} {
  if (observer) all_.observer = std::make_shared<const Observer>(std::move(observer));
  all_.limit = std::move(limit);
  for (const auto& chatbot : chatbots.of_packs()) {
    each_.push_back(all_);
    if (chatbot == all_.chatbot) continue;
    each_.back().chatbot = chatbot;
    each_.back().sessions = conversations_(chatbot->packs().front().name);
  }
  take_over_conversations();
}

Bots::Bots(std::shared_ptr<const chat::Chatbot> chatbot)
    : Bots{chat::PackChatbots{std::move(chatbot)}} {}

Bots Bots::over(const chat::PackChatbots& chatbots) const {
  Bots next{*this};
  next.chatbots_ = chatbots;
  next.all_.chatbot = chatbots.shared();
  next.each_.clear();
  for (const auto& chatbot : chatbots.of_packs()) {
    const Bot* before = find(chatbot->packs().front().name);
    next.each_.push_back(next.all_);
    if (chatbot == next.all_.chatbot) continue;
    const bool has_own = before != nullptr && before->sessions != all_.sessions;
    next.each_.back().chatbot = chatbot;
    next.each_.back().sessions =
        has_own ? before->sessions : conversations_(chatbot->packs().front().name);
  }
  return next;
}

void Bots::take_over_conversations() const {
  all_.sessions->take_over(all_.chatbot);
  for (const Bot& bot : each_) bot.sessions->take_over(bot.chatbot);
}

std::size_t Bots::conversations() const {
  std::size_t count = all_.sessions->size();
  for (const Bot& bot : each_) {
    if (bot.sessions != all_.sessions) count += bot.sessions->size();
  }
  return count;
}

const Bot* Bots::find(const std::string& pack) const {
  if (pack.empty()) return &all_;
  for (const Bot& bot : each_) {
    if (bot.chatbot->packs().front().name == pack) return &bot;
  }
  return nullptr;
}

}  // namespace jauap::web
