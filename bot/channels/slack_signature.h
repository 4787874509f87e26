#pragma once

#include <string>

#include "bot/channels/delivery.h"

namespace jauap::channels {

// Why Slack did not sign this, "" where it did: "v0=" and the HMAC-SHA256 of "v0:TIME:BODY" in
// hexadecimal digits (https://docs.slack.dev/authentication/verifying-requests-from-slack).
std::string refuse_slack(const Delivery& delivery, const std::string& signing_secret);

}  // namespace jauap::channels
