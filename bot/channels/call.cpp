#include "bot/channels/call.h"

namespace jauap::channels {

Outcome judge_by_status(const CallResult& result) {
  if (result.status >= 200 && result.status < 300) return {};
  const std::string reason =
      result.status == 0 ? result.error : "status " + std::to_string(result.status);
  const bool is_passing =
      result.status == 0 || result.status == 408 || result.status == 429 || result.status >= 500;
  return {is_passing ? Outcome::Kind::TryAgain : Outcome::Kind::Refused, "", result.retry_after,
          reason};
}

}  // namespace jauap::channels
