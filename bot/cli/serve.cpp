#include <csignal>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "bot/base/file_state.h"
#include "bot/channels/config.h"
#include "bot/channels/webhook.h"
#include "bot/cli/command.h"
#include "bot/cli/configuration.h"
#include "bot/cli/data_folders.h"
#include "bot/cli/load.h"
#include "bot/cli/log_writer.h"
#include "bot/sessions/ledger.h"
#include "bot/sessions/redis_address.h"
#include "bot/sessions/shared_stores.h"
#include "bot/web/admin_api.h"
#include "bot/web/authorization.h"
#include "bot/web/live_bots.h"
#include "bot/web/metrics.h"
#include "bot/web/recorder.h"
#include "bot/web/reloader.h"
#include "bot/web/server.h"
#include "bot/web/site.h"
#include "bot/web/traffic.h"

namespace jauap::cli {
namespace {

// The signals that end the server, and the one that makes it read its files again. They are blocked
// before it starts its threads, which inherit that, so that only wait_for_end gets them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  const int error = pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  if (error != 0) {
    throw std::system_error{error, std::generic_category(), "cannot wait for signals"};
  }
  return signals;
}

// `reload` is called on SIGHUP.
void wait_for_end(const sigset_t& signals, const std::function<void()>& reload) {
  while (true) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0) continue;
    if (signal != SIGHUP) return;
    reload();
  }
}

// Who asks for a reload may mean the settings too, which are those of the start.
void tell_of_settings(const std::filesystem::path& config, const base::FileState& read,
                      const base::Log& log) {
  if (config.empty() || base::FileState::of({config}, read).is_unchanged_since(read)) return;
  log({base::Event::Level::Warning, "reload",
       config.string() +
           " has changed; settings are read at the start only, so a restart is needed"});
}

// The token in a file, "" where none is named; nothing, once it is said what is wrong with it.
std::optional<std::string> read_token(const std::filesystem::path& file) {
  if (file.empty()) return "";
  auto loaded = web::read_token(file);
  complain(loaded.problems);
  return std::move(loaded.value);
}

// What to register and what is missing, without serving anything.
ExitCode check_config(const Options& options, const channels::ConfigFile& file, Output& output) {
  if (options.config.empty()) {
    Output::message("jauap serve: --check-config explains a file that --config names");
    return kWrongUsage;
  }
  output.print(channels::explain(file));
  complain(file.problems);
  return file.problems.empty() ? kAnswered : kWrongFile;
}

bool logs_json(const Options& options) {
  if (options.log_format != LogFormat::ByTerminal) return options.log_format == LogFormat::Json;
  return !Output::error_is_terminal();
}

// Null where the options name none.
std::shared_ptr<sessions::Ledger> open_ledger(const Options& options, const base::Log& log) {
  if (options.ledger.empty()) return nullptr;
  constexpr std::uint64_t kMegabyte = 1U << 20U;
  return std::make_shared<sessions::Ledger>(
      options.ledger,
      sessions::LedgerOptions{
          .questions = options.ledger_questions,
          .days = options.ledger_days,
          .most_bytes = static_cast<std::uint64_t>(options.ledger_megabytes) * kMegabyte,
          .log = log});
}

using Shared = std::shared_ptr<const sessions::SharedStores>;

// Null where the options name no Redis.
Shared open_shared(const Options& options, const base::Log& log) {
  if (options.redis.empty()) return nullptr;
  const web::ServerOptions& limits = options.server;
  return std::make_shared<sessions::SharedStores>(
      sessions::parse_redis_url(options.redis), log,
      sessions::Rate{limits.client_rate, limits.client_burst},
      sessions::Rate{limits.conversation_rate, limits.conversation_burst});
}

// Null where the options set none.
std::shared_ptr<web::ConversationLimit> conversation_limit(
    const web::ServerOptions& options, std::shared_ptr<sessions::RedisBuckets> shared) {
  if (options.conversation_rate == 0) return nullptr;
  return std::make_shared<web::ConversationLimit>(
      web::Rate{options.conversation_rate, options.conversation_burst}, std::move(shared));
}

// Conversations called `of` in what is shared; in memory where that is null.
web::Conversations conversations_of(const std::string& of, const Shared& shared) {
  if (shared == nullptr) return web::in_memory;
  return [of, shared](const std::string& pack) {
    return std::make_shared<sessions::Sessions>(shared->conversations, of + '/' + pack);
  };
}

// The packs as they are now, which must have all that the channels ask.
base::Loaded<chat::PackChatbots> load_again(const Options& options,
                                            const channels::Config& config) {
  auto loaded = load_packs_again(options);
  if (!loaded.ok()) return loaded;
  auto missing = channels::missing_packs(config, *loaded.value);
  if (!missing.empty()) return {std::nullopt, std::move(missing)};
  return loaded;
}

}  // namespace

int serve(const Options& options, Output& output) {
  auto token = read_token(options.token_file);
  auto admin_token = read_token(options.admin_token_file);
  if (!token || !admin_token) return kNoAccess;
  if (!admin_token->empty() && *token == *admin_token) {
    Output::message("jauap serve: the tokens of --token-file and --admin-token-file are the same");
    return kNoAccess;
  }
  const auto read_config = base::FileState::of({options.config}, {});
  channels::ConfigFile config;
  if (!options.config.empty()) {
    config = channels::read_config(options.configuration, options.config, options.server.public_url,
                                   environment);
  }
  if (options.print_config) {
    output.print(print_configuration(options) + channels::print_channels(config.config));
  }
  if (options.check_config) return check_config(options, config, output);
  complain(config.problems);
  if (!config.problems.empty()) return kWrongFile;
  if (options.print_config) return kAnswered;
  const auto watched = watched_paths(options);
  const auto read = base::FileState::of(watched, {});
  const auto chatbots = load_packs_or_complain(options);
  if (!chatbots) return kWrongFile;
  const sigset_t signals = block_signals();
  LogWriter writer{logs_json(options), write_to_standard_error};
  const base::Log log = [&writer](const base::Event& event) { writer.write(event); };
  const auto ledger = open_ledger(options, log);
  const auto metrics = std::make_shared<web::Metrics>();
  const web::Observer observer = web::recorder(metrics, ledger);
  const auto reloads = std::make_shared<web::ReloadStatus>();
  const auto traffic = std::make_shared<web::Traffic>();
  web::ServerOptions settings = options.server;
  settings.traffic = traffic;
  settings.host = options.host;
  settings.port = options.port;
  settings.allowed_origins = options.allowed_origins;
  settings.token = *std::move(token);
  settings.admin_token = *std::move(admin_token);
  settings.log = log;
  settings.widget_parents = options.widget_parents;
  const Shared shared = open_shared(options, log);
  if (shared != nullptr) settings.shared_clients = shared->clients;
  // Conversations of their own: nobody else can name one of theirs.
  const auto of_channels = std::make_shared<web::LiveBots>(
      web::Bots{*chatbots, observer, conversations_of("channels", shared),
                conversation_limit(settings, shared == nullptr ? nullptr : shared->channel_limit)});
  web::Site site{
      web::Bots{*chatbots, observer, conversations_of("site", shared),
                conversation_limit(settings, shared == nullptr ? nullptr : shared->site_limit)},
      web_folder(options),
      {ledger, reloads, metrics, of_channels, traffic, shared}};
  web::Routes routes = site.routes();
  for (web::Route& route :
       channels::webhook_routes(config.config, of_channels,
                                {.public_url = settings.public_url,
                                .ledger = ledger,
                                .log = log,
                                .ids = shared == nullptr ? nullptr : shared->ids})) {
    routes.push_back(std::move(route));
  }
  const auto reloader = std::make_shared<web::Reloader>(
      web::ReloadOptions{.watched = watched,
                         .read = read,
                         .load = [&] { return load_again(options, config.config); },
                         .use =
                             [&](const chat::PackChatbots& now) {
                               site.replace(now);
                               of_channels->replace(now);
                             },
                         .log = log},
      reloads);
  if (!settings.admin_token.empty()) {
    for (web::Route& route : web::admin_routes({reloader, reloads, of_channels, options.ledger})) {
      routes.push_back(std::move(route));
    }
  }
  web::Server server{std::move(routes), settings};
  server.start();
  output.print(server.url() + "\n");
  output.flush();
  wait_for_end(signals, [&] {
    tell_of_settings(options.config, read_config, log);
    reloader->request();
  });
  server.stop();
  return kAnswered;
}

}  // namespace jauap::cli
