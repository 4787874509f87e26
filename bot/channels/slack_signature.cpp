#include "bot/channels/slack_signature.h"

#include "bot/base/signature.h"

namespace jauap::channels {

std::string refuse_slack(const Delivery& delivery, const std::string& signing_secret) {
  const std::string time{delivery.field("x-slack-request-timestamp")};
  if (!is_fresh(time, delivery.now())) {
    return "X-Slack-Request-Timestamp is not of these five minutes.";
  }
  const std::string wanted =
      "v0=" + base::to_hex(base::hmac_sha256(signing_secret, "v0:" + time + ":" + delivery.raw()));
  if (base::is_same_secret(delivery.field("x-slack-signature"), wanted)) return "";
  return "X-Slack-Signature is not of this body and secret.";
}

}  // namespace jauap::channels
