#include "bot/channels/certificates.h"

#include "bot/channels/delivery.h"
#include "bot/channels/http_client.h"
#include "bot/web/http_json.h"

namespace jauap::channels {
namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kDay = 86'400;

}  // namespace

std::string Certificates::find(const std::string& id, std::int64_t now) {
  const std::lock_guard lock{mutex_};
  const bool is_stale = now - fetched_at_ > kDay || known_.count(id) == 0;
  if (is_stale && (tried_at_ == 0 || now - tried_at_ >= kMinute)) {
    tried_at_ = now;
    if (fetch()) fetched_at_ = now;
  }
  const auto found = known_.find(id);
  return found == known_.end() || now - fetched_at_ > kDay ? "" : found->second;
}

bool Certificates::fetch() {
  const std::atomic<bool> is_aborted = false;
  const CallResult result = HttpClient{is_aborted}.perform({"GET", url_, {}, ""});
  const auto read = web::read_json(result.body, kDeliveryLimits);
  if (result.status != 200 || !read.ok() || read.value->kind != base::JsonKind::Object)
    return false;
  known_.clear();
  for (const auto& [id, certificate] : read.value->members) known_[id] = certificate.text;
  return true;
}

}  // namespace jauap::channels
