// verify → read → ask in the right conversation → render → answer: the one path of all platforms.

#include "bot/channels/webhook.h"

#include <algorithm>
#include <ctime>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <variant>

#include "bot/base/signature.h"
#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

constexpr std::size_t kMostCompletions = 25;

WebhookOptions with_clock(WebhookOptions options) {
  if (!options.now) options.now = [] { return static_cast<std::int64_t>(std::time(nullptr)); };
  return options;
}

web::Response busy() {
  return web::problem(503, "Too many answers wait to be sent.");
}

// Where that server is killed over it, it is answered when it is sent again.
web::Response held_elsewhere() {
  return web::problem(503, "Another server is answering this.");
}

bool is_too_long(const Question& question) {
  return question.conversation.size() > Webhook::kMaxId || question.id.size() > Webhook::kMaxId;
}

}  // namespace

web::Response json_response(const nlohmann::ordered_json& body) {
  return {.body = web::to_body(body)};
}

web::Response Channel::refusal(const Delivery& /*delivery*/, const std::string& wrong) const {
  return web::problem(401, wrong);
}

Webhook::Webhook(const ChannelSettings& settings, web::LiveBot bot, WebhookOptions options)
    : settings_{settings},
      platform_{platform_of(settings)},
      channel_{platform_.make(settings)},
      bot_{std::move(bot)},
      options_{with_clock(std::move(options))},
      seen_{settings.name, kMostRecent, Recent<bool>::kLife, options_.ids},
      nonces_{settings.name + "/nonces", kMostNonces, kNonceLife, options_.ids} {
  if (!channel_->calls()) return;
  outbox_ = std::make_unique<Outbox>(
      settings_.name, [this](const CallResult& result) { return channel_->judge(result); },
      options_.log, options_.outbox);
}

Webhook::~Webhook() = default;

bool Webhook::takes(const web::Request& request) const {
  const auto& types = platform_.content_types;
  return request.method == "GET" ||
         std::find(types.begin(), types.end(), request.content_type) != types.end();
}

web::Response Webhook::respond(const web::Request& request) {
  if (!takes(request)) {
    return web::problem(415, "This channel is sent " + std::string{platform_.content_types[0]});
  }
  const Delivery delivery{request, options_.now(), platform_.limits};
  if (const std::string wrong = channel_->refuse(delivery); !wrong.empty()) {
    return channel_->refusal(delivery, wrong);
  }
  std::chrono::nanoseconds left = request.patience;
  const std::string nonce = channel_->nonce(delivery);
  if (!nonce.empty() && !nonces_.add(base::sha256(nonce), delivery.now(), left)) {
    return channel_->refusal(delivery, "This request was accepted before.");
  }
  if (!delivery.problems().empty()) return web::problem(delivery.problems());
  Delivered delivered = channel_->read(delivery);
  if (delivered.response.status != 0) return std::move(delivered.response);
  for (const Question& question : delivered.questions) {
    if (is_too_long(question)) return web::problem(400, "An id of this delivery is too long.");
  }
  auto response = act(delivered, delivery.now(), left);
  return response ? *std::move(response) : channel_->acknowledge();
}

// What gets 503 comes again as a whole: what was acted on is then passed over.
std::optional<web::Response> Webhook::act(const Delivered& delivered, std::int64_t now,
                                          Left& left) {
  std::optional<web::Response> response;
  for (const Opinion& opinion : delivered.opinions) {
    if ((response = keep(opinion, now, left))) return response;
  }
  for (const Action& action : delivered.actions) {
    if ((response = act(action, now, left))) return response;
  }
  for (const Question& question : delivered.questions) {
    response = answer(question, now, left);
    if (response && response->status == 503) break;
  }
  return response;
}

std::string Webhook::conversation_of(const Question& question) const {
  return settings_.name + "/" + question.conversation;
}

Answer Webhook::ask(const Question& question, chat::Reply& reply,
                    std::chrono::nanoseconds& left) const {
  const web::Bot bot = bot_.now();
  if (question.is_typed) {
    return {nullptr, {}, bot.chatbot->completions(question.text, kMostCompletions)};
  }
  reply = bot.reply(question.text, {.session = conversation_of(question)}, left);
  Answer answer{&reply, bot.chatbot->sections(reply)};
  if (!options_.public_url.empty()) {
    answer.page = options_.public_url + "/?q=" + web::encode(question.text);
    if (!settings_.pack.empty()) answer.page += "&pack=" + web::encode(settings_.pack);
  }
  return answer;
}

std::optional<Outbox::Place> Webhook::reserve(const std::string& id) {
  auto place = outbox_->reserve();
  if (!place) {
    options_.log({base::Event::Level::Warning, settings_.name,
                  "too many answers wait; \"" + id + "\" is left to be sent again"});
  }
  return place;
}

std::optional<web::Response> Webhook::act(const Action& action, std::int64_t now, Left& left) {
  auto place = reserve(action.id);
  if (!place) return busy();
  const Seen::Taken taken = seen_.take(action.id, now, left);
  if (taken == Seen::Taken::Elsewhere) return held_elsewhere();
  if (taken == Seen::Taken::Before) return std::nullopt;
  outbox_->add(*std::move(place), {action.call, "\"" + action.id + "\""});
  seen_.keep(action.id, left);
  return std::nullopt;
}

std::optional<web::Response> Webhook::answer(const Question& question, std::int64_t now,
                                             Left& left) {
  // The place comes first: what is marked as seen is sent, even where the same comes again
  // meanwhile.
  auto place = outbox_ == nullptr ? std::nullopt : reserve(question.id);
  if (outbox_ != nullptr && !place) return busy();
  if (question.id.empty()) return answer_new(question, std::move(place), left);
  const Seen::Taken taken = seen_.take(question.id, now, left);
  if (taken == Seen::Taken::Elsewhere) return held_elsewhere();
  if (taken == Seen::Taken::Before) return std::nullopt;
  auto response = answer_new(question, std::move(place), left);
  seen_.keep(question.id, left);
  return response;
}

std::optional<web::Response> Webhook::answer_new(const Question& question,
                                                 std::optional<Outbox::Place> place, Left& left) {
  const std::size_t wait = question.is_typed ? 0 : bot_.now().take(conversation_of(question), left);
  if (wait > 0) return refuse(question, wait);
  chat::Reply reply;
  auto answered = channel_->answer(question, ask(question, reply, left));
  if (auto* response = std::get_if<web::Response>(&answered)) return std::move(*response);
  Outbox::Entry entry{std::get<Call>(std::move(answered)), "\"" + question.id + "\""};
  if (options_.ledger != nullptr) {
    entry.sent = [this, told = Told{question.text, reply.answer, conversation_of(question)}](
                     const std::string& message) {
      if (!message.empty()) told_.add(message, told, options_.now());
    };
  }
  outbox_->add(*std::move(place), std::move(entry));
  return std::nullopt;
}

std::optional<web::Response> Webhook::refuse(const Question& question, std::size_t wait) const {
  if (outbox_ != nullptr) {
    options_.log({base::Event::Level::Warning, settings_.name,
                  "its conversation asks too often; \"" + question.id + "\" is not answered"});
    return std::nullopt;
  }
  web::Response response = web::problem(429, "This conversation asks too often.");
  response.retry_after = wait;
  return response;
}

std::optional<web::Response> Webhook::keep(const Opinion& opinion, std::int64_t now, Left& left) {
  if (opinion.id.size() > kMaxId) return std::nullopt;
  const Seen::Taken taken = seen_.take(opinion.id, now, left);
  if (taken == Seen::Taken::Elsewhere) return held_elsewhere();
  if (taken == Seen::Taken::Before) return std::nullopt;
  add_to_ledger(opinion);
  seen_.keep(opinion.id, left);
  return std::nullopt;
}

void Webhook::add_to_ledger(const Opinion& opinion) {
  if (options_.ledger == nullptr) return;
  const auto told = told_.find(opinion.answer, options_.now());
  if (!told) return;  // a reaction to some other message
  try {
    options_.ledger->add({told->question, told->answer, opinion.helpful, "", told->conversation});
  } catch (const std::system_error& error) {  // the questions beside it are answered all the same
    options_.log({base::Event::Level::Warning, settings_.name,
                  std::string{"an opinion is not kept: "} + error.what()});
  }
}

base::Problems missing_packs(const Config& config, const chat::PackChatbots& chatbots) {
  base::Problems problems;
  for (const ChannelSettings& settings : config.channels) {
    if (settings.pack.empty() || chatbots.find(settings.pack) != nullptr) continue;
    base::Problem problem;
    problem.message =
        "channel \"" + settings.name + "\": there is no pack \"" + settings.pack + "\" to choose";
    problems.push_back(std::move(problem));
  }
  return problems;
}

web::Routes webhook_routes(const Config& config, const std::shared_ptr<const web::LiveBots>& bots,
                           const WebhookOptions& options) {
  const auto missing = missing_packs(config, bots->now()->chatbots());
  if (!missing.empty()) throw std::runtime_error{base::to_string(missing.front())};
  web::Routes routes;
  for (const ChannelSettings& settings : config.channels) {
    const Platform& platform = platform_of(settings);
    const auto webhook =
        std::make_shared<Webhook>(settings, web::LiveBot{bots, settings.pack}, options);
    const auto handler = [webhook](const web::Request& request) {
      return webhook->respond(request);
    };
    const std::string path = path_of(platform, settings.name);
    for (const Endpoint& endpoint : platform.endpoints) {
      // They prove themselves in a way of their own, not with the server's token.
      routes.push_back({std::string{endpoint.method}, path + std::string{endpoint.path}, handler,
                        "what " + std::string{platform.title} + " sends", web::Access::Open,
                        platform.max_body});
    }
  }
  return routes;
}

}  // namespace jauap::channels
