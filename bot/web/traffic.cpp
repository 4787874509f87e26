#include "bot/web/traffic.h"

namespace jauap::web {

void Traffic::answered(const Exchange& exchange) {
  const Route* route = exchange.route;
  const int status = exchange.response.status;
  const std::scoped_lock lock{mutex_};
  Answers& answers = answers_[{route, status}];
  if (answers.count++ > 0) return;
  answers.method = route == nullptr ? "none" : route->method;
  answers.route = route == nullptr ? "none" : route->path;
  answers.status = status;
}

std::vector<Traffic::Answers> Traffic::answers() const {
  const std::scoped_lock lock{mutex_};
  std::vector<Answers> all;
  all.reserve(answers_.size());
  for (const auto& [key, answers] : answers_) all.push_back(answers);
  return all;
}

}  // namespace jauap::web
