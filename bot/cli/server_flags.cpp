#include "bot/cli/server_flags.h"

#include <chrono>
#include <cstddef>
#include <exception>
#include <string>
#include <type_traits>
#include <variant>

#include "bot/cli/number_value.h"
#include "bot/web/cors.h"
#include "bot/web/listening_socket.h"

namespace jauap::cli {
namespace {

using web::ServerOptions;
using Values = std::vector<std::string>;

constexpr std::size_t kMany = 1'000'000;
constexpr std::size_t kBytes = 1'073'741'824;
constexpr std::size_t kDay = 86'400;

// A whole number of that range, into a member that holds a number or a time (in seconds).
template <auto kMember, std::size_t kLeast, std::size_t kMost>
std::string set_number(Options& options, const Values& values) {
  const auto read = read_number(values.back(), kLeast, kMost);
  if (const auto* wrong = std::get_if<std::string>(&read)) return *wrong;
  const auto number = std::get<std::size_t>(read);
  auto& member = options.server.*kMember;
  if constexpr (std::is_integral_v<std::remove_reference_t<decltype(member)>>) {
    member = number;
  } else {
    member = std::chrono::seconds{number};
  }
  return "";
}

template <auto kMember>
std::string set_file(Options& options, const Values& values) {
  options.server.*kMember = values.back();
  return "";
}

std::string set_listen(Options& options, const Values& values) {
  try {
    for (const std::string& value : values) web::parse_listen_address(value);
  } catch (const std::exception& error) {
    return error.what();
  }
  options.server.listen = values;
  return "";
}

std::string set_public_url(Options& options, const Values& values) {
  std::string wrong = web::check_origin(values.back());
  if (wrong.empty()) options.server.public_url = values.back();
  return wrong;
}

}  // namespace

std::vector<Option> server_flags() {
  return {
      {"--listen", "", ValueKind::Text, "ADDRESS", true, "",
       "Where to listen instead of --host and --port: 127.0.0.1:8080, [::1]:8080, [::]:8080 for "
       "all "
       "addresses, or unix:/run/jauap.sock; may be given several times.",
       set_listen},
      {"--public-url", "", ValueKind::Text, "URL", false, "JAUAP_PUBLIC_URL",
       "How others reach the server by a name or through a proxy, such as https://chat.example.org "
       "(only this machine's own names and addresses; public_url of the configuration).",
       set_public_url},
      {"--tls-certificate", "", ValueKind::Path, "FILE", false, "JAUAP_TLS_CERTIFICATE",
       "The certificate, with those that lead to its root (PEM); with it every address but a Unix "
       "socket speaks TLS (none).",
       set_file<&ServerOptions::tls_certificate>},
      {"--tls-key", "", ValueKind::Path, "FILE", false, "JAUAP_TLS_KEY",
       "The key of the certificate (PEM).", set_file<&ServerOptions::tls_key>},
      {"--trusted-proxies", "", ValueKind::Text, "NUMBER", false, "JAUAP_TRUSTED_PROXIES",
       "How many proxies stand in front and add to X-Forwarded-For whom they were asked by (0: the "
       "field is not believed).",
       set_number<&ServerOptions::trusted_proxies, 0, 16>},
      {"--threads", "", ValueKind::Text, "NUMBER", false, "JAUAP_THREADS",
       "Threads that answer (4, or one for each processor where there are more).",
       set_number<&ServerOptions::threads, 1, 1'024>},
      {"--max-waiting", "", ValueKind::Text, "NUMBER", false, "JAUAP_MAX_WAITING",
       "Requests that may wait for a thread; others get 503 at once (256).",
       set_number<&ServerOptions::max_waiting, 1, kMany>},
      {"--max-connections", "", ValueKind::Text, "NUMBER", false, "JAUAP_MAX_CONNECTIONS",
       "Connections at once; the limit of descriptors lowers it (12000).",
       set_number<&ServerOptions::max_connections, 1, kMany>},
      {"--max-client-connections", "", ValueKind::Text, "NUMBER", false,
       "JAUAP_MAX_CLIENT_CONNECTIONS",
       "Connections at once of one address, or one /64 of IPv6; 0 for any number. Without meaning "
       "behind trusted proxies (1024).",
       set_number<&ServerOptions::max_client_connections, 0, kMany>},
      {"--client-rate", "", ValueKind::Text, "NUMBER", false, "JAUAP_CLIENT_RATE",
       "Requests a second that one address may make in the long run; more get 429. 0 for any "
       "number "
       "(0).",
       set_number<&ServerOptions::client_rate, 0, kMany>},
      {"--client-burst", "", ValueKind::Text, "NUMBER", false, "JAUAP_CLIENT_BURST",
       "Requests that it may make at once (twice the rate).",
       set_number<&ServerOptions::client_burst, 1, kMany>},
      {"--max-head", "", ValueKind::Text, "BYTES", false, "JAUAP_MAX_HEAD",
       "The longest head of a request (16384).",
       set_number<&ServerOptions::max_head, 1'024, 1'048'576>},
      {"--max-body", "", ValueKind::Text, "BYTES", false, "JAUAP_MAX_BODY",
       "The longest body of a request, where the address that is asked does not take less (what "
       "each "
       "takes).",
       set_number<&ServerOptions::max_body, 1, kBytes>},
      {"--request-time", "", ValueKind::Text, "SECONDS", false, "JAUAP_REQUEST_TIME",
       "How long a request may take to arrive, however slowly its bytes come (5).",
       set_number<&ServerOptions::request_time, 1, kDay>},
      {"--idle-time", "", ValueKind::Text, "SECONDS", false, "JAUAP_IDLE_TIME",
       "How long a connection is kept for the next request (15).",
       set_number<&ServerOptions::idle_time, 1, kDay>},
      {"--write-time", "", ValueKind::Text, "SECONDS", false, "JAUAP_WRITE_TIME",
       "How long a client may take to read an answer (10).",
       set_number<&ServerOptions::write_time, 1, kDay>},
      {"--work-time", "", ValueKind::Text, "SECONDS", false, "JAUAP_WORK_TIME",
       "How long a client waits for its answer before the connection is closed (60).",
       set_number<&ServerOptions::work_time, 1, kDay>},
      {"--stop-time", "", ValueKind::Text, "SECONDS", false, "JAUAP_STOP_TIME",
       "How long the end waits for what is under way (10).",
       set_number<&ServerOptions::stop_time, 1, kDay>},
  };
}

}  // namespace jauap::cli
