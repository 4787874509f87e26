#include "bot/web/router.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "bot/web/authorization.h"
#include "bot/web/cors.h"
#include "bot/web/refusal.h"
#include "bot/web/request_id.h"

namespace jauap::web {
void refuse(Exchange& exchange, const Refusal& refusal) {
  exchange.route = nullptr;
  exchange.response = web::refusal(exchange.request.path, refusal.status, refusal.detail);
  exchange.response.retry_after = refusal.retry_after;
  exchange.close = true;
}

Exchange refused(std::string_view path, const Refusal& refusal, std::string id) {
  Exchange exchange;
  exchange.request.path = path;
  exchange.request.id = std::move(id);
  refuse(exchange, refusal);
  return exchange;
}

Router::Router(Routes routes, OwnAddress own, const ServerOptions& options)
    : routes_{std::move(routes)}, own_{std::move(own)}, options_{options} {}

Exchange Router::begin(const RequestHead& head, const std::string& id,
                       const std::string& local) const {
  Exchange exchange;
  exchange.close = !head.keep_alive;
  exchange.is_head = head.method == "HEAD";
  exchange.request = to_request(head);
  const std::string* sent_id = find_field(head.fields, "x-request-id");
  exchange.request.id = sent_id != nullptr && is_request_id(*sent_id) ? *sent_id : id;

  if (!head.host.empty() && !own_.has_host(to_lower(head.host), local)) {
    refuse(exchange, {421, "This server is not the one that the Host field names."});
    return exchange;
  }
  const Route* found = nullptr;
  Access access = Access::Token;
  for (const Route& entry : routes_) {
    if (!fits(entry.path, exchange.request.path, exchange.request.path_parameters)) continue;
    const bool reads = entry.method == "GET";
    if (entry.access != Access::Token) access = entry.access;
    exchange.allow += (exchange.allow.empty() ? "" : ", ") + entry.method;
    if (reads) exchange.allow += ", HEAD";
    if (entry.method == head.method || (reads && exchange.is_head)) found = &entry;
  }
  const bool has_body = head.method == "POST" || head.method == "PUT";
  const auto& allowed = options_.allowed_origins;
  const auto origin = access == Access::Admin
                          ? allowed.end()  // no page of another site may do that
                          : std::find(allowed.begin(), allowed.end(), to_lower(head.origin));
  if (origin != allowed.end()) {
    exchange.fields = cors_fields(*origin);
  } else if (has_body && head.has_origin && !own_.has_origin(to_lower(head.origin), local)) {
    exchange.allow.clear();
    refuse(exchange, {403, "Pages of other sites may not ask here."});
    return exchange;
  }
  exchange.request.is_admitted = may_ask(head, Access::Token);
  // Browsers ask for permission without any token.
  if (head.method != "OPTIONS" && !may_ask(head, access)) {
    exchange.allow.clear();
    exchange.fields.emplace_back("WWW-Authenticate", "Bearer");
    refuse(exchange, {401, access == Access::Admin
                               ? "Send the token of those who run this server: "
                                 "Authorization: Bearer …"
                               : "Send the token of this server: Authorization: Bearer …"});
  } else if (exchange.allow.empty()) {
    refuse(exchange, {404, "There is nothing at this address."});
  } else if (head.method == "OPTIONS") {
    exchange.allow += ", OPTIONS";
    exchange.response = {204, "", ""};
    if (origin != allowed.end()) {
      for (auto& field : preflight_fields(exchange.allow)) exchange.fields.push_back(field);
    }
  } else if (found == nullptr) {
    exchange.allow += ", OPTIONS";
    refuse(exchange, {405, "This address knows only " + exchange.allow + "."});
  } else if (head.content_length > max_body(*found)) {
    refuse(exchange, too_long(max_body(*found)));
  } else {
    exchange.allow.clear();
    exchange.request.method = found->method;  // a HEAD is a GET whose body is not sent
    exchange.route = found;
  }
  return exchange;
}

std::size_t Router::max_body(std::string_view path) const {
  return std::min(longest_body(routes_, path), options_.max_body);
}

std::size_t Router::max_body(const Route& route) const {
  return std::min(route.max_body, options_.max_body);
}

bool Router::may_ask(const RequestHead& head, Access access) const {
  if (access == Access::Open) return true;
  const bool is_admin = access == Access::Admin;
  if (!is_admin && options_.token.empty()) return true;
  const std::string* sent = find_field(head.fields, "authorization");
  return sent != nullptr && bears_token(*sent, is_admin ? options_.admin_token : options_.token);
}

void Router::answer(Exchange& exchange) const {
  const Route& route = *exchange.route;
  try {
    exchange.response = route.handler(exchange.request);
    return;
  } catch (const std::exception& error) {
    log_failure(exchange, error.what());
  } catch (...) {
    log_failure(exchange, "an exception of unknown type");
  }
  exchange.response = refusal(route.path, 500, "The server failed; its log says why.");
}

void Router::log_failure(const Exchange& exchange, const std::string& what) const {
  if (!options_.log) return;
  const Route& route = *exchange.route;
  options_.log({base::Event::Level::Error,
                "server",
                what,
                {{"request", exchange.request.id}, {"route", route.method + " " + route.path}}});
}

}  // namespace jauap::web
