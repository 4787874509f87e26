#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "bot/web/http.h"
#include "bot/web/http_json.h"

namespace jauap::web {

// Reads the parameters of a query that a route knows, and keeps all that is wrong with them. Refers
// to the request. Not for sharing between threads.
class QueryParameters {
 public:
  // A parameter that is not one of `known`, and one that stands twice, is a mistake.
  QueryParameters(const Request& request, const std::vector<std::string>& known);

  // A number from 0 to `most`; `otherwise` where it is absent or wrong.
  std::size_t number(const std::string& name, std::size_t otherwise, std::size_t most);
  void report(const std::string& name, const std::string& what);

  // The 400 that names every mistake; nothing where there is none.
  std::optional<Response> refusal() const;

 private:
  const Request& request_;
  std::vector<RequestError> errors_;
};

}  // namespace jauap::web
