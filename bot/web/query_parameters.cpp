#include "bot/web/query_parameters.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "bot/base/edit_distance.h"

namespace jauap::web {

QueryParameters::QueryParameters(const Request& request, const std::vector<std::string>& known)
    : request_{request} {
  std::vector<std::string> seen;
  for (const auto& [name, value] : request.parameters) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      const std::string hint = base::did_you_mean(name, known);
      report(name, "is unknown" + (hint.empty() ? "" : "; " + hint));
    } else if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
      report(name, "stands twice; keep one of the two");
    }
    seen.push_back(name);
  }
}

std::size_t QueryParameters::number(const std::string& name, std::size_t otherwise,
                                    std::size_t most) {
  const std::string* text = request_.parameter(name);
  if (text == nullptr) return otherwise;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error == std::errc{} && end == text->data() + text->size() && number <= most) return number;
  report(name, "is a number from 0 to " + std::to_string(most));
  return otherwise;
}

void QueryParameters::report(const std::string& name, const std::string& what) {
  errors_.push_back({"?" + name, what});
}

std::optional<Response> QueryParameters::refusal() const {
  if (errors_.empty()) return std::nullopt;
  return problem(400, "The parameters are not as this route expects them.", errors_);
}

}  // namespace jauap::web
