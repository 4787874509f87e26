#include "bot/cli/server_flags.h"

#include <array>
#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include "bot/cli/option_values.h"
#include "bot/sessions/redis_address.h"
#include "bot/web/cors.h"
#include "bot/web/listening_socket.h"

namespace jauap::cli {
namespace {

using web::ServerOptions;

constexpr std::size_t kMany = 1'000'000;
constexpr std::size_t kBytes = 1'073'741'824;
constexpr std::size_t kDay = 86'400;

std::string check_listen(const std::string& value) {
  try {
    web::parse_listen_address(value);
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

std::string check_redis(const std::string& value) {
  try {
    sessions::parse_redis_url(value);
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

Option redis_flag() {
  Option option =
      text<&Options::redis, check_redis>(ValueKind::Text, "--redis", "URL", "JAUAP_REDIS",
                                         "The Redis that several servers share: conversations, "
                                         "limits, what was seen of chat platforms. "
                                         "redis://[user:password@]host:port[/db] or "
                                         "unix:///run/redis/redis.sock; a password is better "
                                         "given as the variable (none: in the memory of each).");
  option.get = [](const Options& options) {
    return options.redis.empty() ? Values{} : Values{sessions::without_password(options.redis)};
  };
  return option;
}

constexpr std::array<std::pair<std::string_view, bool>, 2> kLoggedRequests{
    {{"none", false}, {"all", true}}};

}  // namespace

std::vector<Option> server_flags() {
  return {
      list<&ServerOptions::listen, check_listen>(
          ValueKind::Text, "--listen", "ADDRESS", "",
          "Where to listen instead of --host and --port: 127.0.0.1:8080, [::1]:8080, [::]:8080 for "
          "all addresses, or unix:/run/jauap.sock; may be given several times."),
      text<&ServerOptions::public_url, web::check_origin>(
          ValueKind::Text, "--public-url", "URL", "JAUAP_PUBLIC_URL",
          "How others reach the server by a name or through a proxy, such as "
          "https://chat.example.org "
          "(only this machine's own names and addresses)."),
      text<&ServerOptions::tls_certificate>(ValueKind::Path, "--tls-certificate", "FILE",
                                            "JAUAP_TLS_CERTIFICATE",
                                            "The certificate, with those that lead to its root "
                                            "(PEM); with it every address but a Unix "
                                            "socket speaks TLS (none)."),
      text<&ServerOptions::tls_key>(ValueKind::Path, "--tls-key", "FILE", "JAUAP_TLS_KEY",
                                    "The key of the certificate (PEM)."),
      number<&ServerOptions::trusted_proxies, 0, 16>(
          "--trusted-proxies", "NUMBER", "JAUAP_TRUSTED_PROXIES",
          "How many proxies stand in front and add to X-Forwarded-For whom they were asked by (0: "
          "the "
          "field is not believed)."),
      number<&ServerOptions::threads, 1, 1'024>(
          "--threads", "NUMBER", "JAUAP_THREADS",
          "Threads that answer (4, or one for each processor where there are more)."),
      number<&ServerOptions::max_waiting, 1, kMany>(
          "--max-waiting", "NUMBER", "JAUAP_MAX_WAITING",
          "Requests that may wait for a thread; others get 503 at once (256)."),
      number<&ServerOptions::max_connections, 1, kMany>(
          "--max-connections", "NUMBER", "JAUAP_MAX_CONNECTIONS",
          "Connections at once; the limit of descriptors lowers it (12000)."),
      number<&ServerOptions::max_client_connections, 0, kMany>(
          "--max-client-connections", "NUMBER", "JAUAP_MAX_CLIENT_CONNECTIONS",
          "Connections at once of one address, or one /64 of IPv6; 0 for any number. Without "
          "meaning "
          "behind trusted proxies (1024)."),
      number<&ServerOptions::client_rate, 0, kMany>(
          "--client-rate", "NUMBER", "JAUAP_CLIENT_RATE",
          "Requests a second that one address may make in the long run; more get 429. 0 for any "
          "number "
          "(0)."),
      number<&ServerOptions::client_burst, 1, kMany>(
          "--client-burst", "NUMBER", "JAUAP_CLIENT_BURST",
          "Requests that it may make at once (twice the rate)."),
      number<&ServerOptions::conversation_rate, 0, kMany>(
          "--conversation-rate", "NUMBER", "JAUAP_CONVERSATION_RATE",
          "Questions a second that one conversation may ask in the long run; more get 429, or no "
          "answer where a chat platform does not wait for one. 0 for any number (0)."),
      number<&ServerOptions::conversation_burst, 1, kMany>(
          "--conversation-burst", "NUMBER", "JAUAP_CONVERSATION_BURST",
          "Questions that it may ask at once (twice the rate)."),
      number<&ServerOptions::max_head, 1'024, 1'048'576>("--max-head", "BYTES", "JAUAP_MAX_HEAD",
                                                         "The longest head of a request (16384)."),
      number<&ServerOptions::max_body, 1, kBytes>(
          "--max-body", "BYTES", "JAUAP_MAX_BODY",
          "The longest body of a request, where the address that is asked does not take less (what "
          "each "
          "takes)."),
      number<&ServerOptions::request_time, 1, kDay>(
          "--request-time", "SECONDS", "JAUAP_REQUEST_TIME",
          "How long a request may take to arrive, however slowly its bytes come (5)."),
      number<&ServerOptions::idle_time, 1, kDay>(
          "--idle-time", "SECONDS", "JAUAP_IDLE_TIME",
          "How long a connection is kept for the next request (15)."),
      number<&ServerOptions::write_time, 1, kDay>(
          "--write-time", "SECONDS", "JAUAP_WRITE_TIME",
          "How long a client may take to read an answer (10)."),
      number<&ServerOptions::work_time, 1, kDay>(
          "--work-time", "SECONDS", "JAUAP_WORK_TIME",
          "How long a client waits for its answer before the connection is closed (60)."),
      number<&ServerOptions::stop_time, 1, kDay>(
          "--stop-time", "SECONDS", "JAUAP_STOP_TIME",
          "How long the end waits for what is under way (10)."),
      redis_flag(),
      choice<&ServerOptions::logs_requests, kLoggedRequests>(
          "--log-requests", "WHICH", "JAUAP_LOG_REQUESTS",
          "Which requests get a line in the log, with their id, route, status and time, never with "
          "a word of a question (none): all."),
  };
}

}  // namespace jauap::cli
