#pragma once

#include <memory>

#include "bot/sessions/ledger.h"
#include "bot/web/bots.h"

namespace jauap::web {

// Tells the ledger of every question that may be kept; an empty one where there is no ledger.
Observer record_in(const std::shared_ptr<sessions::Ledger>& ledger);

}  // namespace jauap::web
