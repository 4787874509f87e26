#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "bot/web/exchange.h"
#include "bot/web/http.h"
#include "bot/web/own_address.h"
#include "bot/web/request_head.h"
#include "bot/web/server_options.h"

namespace jauap::web {

// Who may ask, and which handler answers. Safe for concurrent use.
class Router {
 public:
  // `options` must outlive it.
  Router(Routes routes, OwnAddress own, const ServerOptions& options);

  // Decides what can be decided before the body: either the response is there, or the route whose
  // handler answers is. `id` is the request's where it brings none, `local` as in
  // OwnAddress::has_host.
  Exchange begin(const RequestHead& head, const std::string& id,
                 const std::string& local = "") const;

  // The longest body that any route of a path takes, and that one route takes.
  std::size_t max_body(std::string_view path) const;
  std::size_t max_body(const Route& route) const;

  // Has the handler of the exchange's route make the response. What it throws becomes a 500 and a
  // line in the log.
  void answer(Exchange& exchange) const;

  const Routes& routes() const { return routes_; }

 private:
  bool may_ask(const RequestHead& head, Access access) const;
  void log_failure(const Exchange& exchange, const std::string& what) const;

  const Routes routes_;
  const OwnAddress own_;
  const ServerOptions& options_;
};

// The exchange of a request that could not be read. `path` may be "".
Exchange refused(std::string_view path, const Refusal& refusal, std::string id);

// Makes the refusal the response, and the last one of its connection: what follows may not begin
// where a request does.
void refuse(Exchange& exchange, const Refusal& refusal);

}  // namespace jauap::web
