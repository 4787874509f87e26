#pragma once

#include <memory>

#include "bot/sessions/ledger.h"
#include "bot/web/bots.h"
#include "bot/web/metrics.h"

namespace jauap::web {

// Counts every message, and tells the ledger, where there is one, of those that may be kept.
Observer recorder(const std::shared_ptr<Metrics>& metrics,
                  const std::shared_ptr<sessions::Ledger>& ledger = nullptr);

}  // namespace jauap::web
