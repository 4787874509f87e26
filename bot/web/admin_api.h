#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>

#include "bot/web/http.h"
#include "bot/web/live_bots.h"
#include "bot/web/reloader.h"

namespace jauap::web {

// What administrators may do with a server.
struct AdminOptions {
  std::shared_ptr<Reloader> reloader;
  std::shared_ptr<const ReloadStatus> reloads;
  std::shared_ptr<const LiveBots> bots;  // the packs of these are told of
  std::filesystem::path ledger;          // "" where none is kept
  std::size_t most_bytes = 4U << 20U;    // of entries in one answer, about
};

// The routes below /admin/, all for Access::Admin:
//   POST /admin/reload          reads packs and ways of asking again: 200 with what answers now, or
//                               409 with their mistakes, and what was there goes on; holds a thread
//                               until that is done
//   GET /admin/ledger           what was not answered, the most frequent first
//   GET /admin/ledger/entries   what is kept, the oldest first, from the `from`th on
//   POST /admin/ledger/forget   one of {"session": text}, {"before": day}, {"all": true}
// Where there is no ledger those get 404, where it cannot be read or written 503. The handlers are
// safe for concurrent use.
Routes admin_routes(const AdminOptions& options);

}  // namespace jauap::web
