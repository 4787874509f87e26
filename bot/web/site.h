#pragma once

#include <filesystem>
#include <memory>

#include "bot/sessions/ledger.h"
#include "bot/sessions/shared_stores.h"
#include "bot/web/bots.h"
#include "bot/web/http.h"
#include "bot/web/live_bots.h"
#include "bot/web/metrics.h"
#include "bot/web/reloader.h"

namespace jauap::web {

struct SiteOptions {
  // Where what people think of answers goes; where it is null the page does not ask them.
  std::shared_ptr<sessions::Ledger> ledger = {};
  // What /readyz?verbose tells of reloads; null where there are none.
  std::shared_ptr<const ReloadStatus> reloads = {};
  // What /metrics tells beside that; those of a site by itself where it is null.
  std::shared_ptr<const Metrics> metrics = {};
  // Whose conversations it counts too; null where there are no channels.
  std::shared_ptr<const LiveBots> channels = {};
  // What the server does, for /metrics; null where it tells nothing of that.
  std::shared_ptr<const Traffic> traffic = {};
  // What /readyz?verbose and /metrics tell of Redis; null where there is none.
  std::shared_ptr<const sessions::SharedStores> shared = {};
};

// Everything that `jauap serve` answers: the page with its files, the API, the interfaces for
// clients of OpenAI and MCP, and the health checks. Safe for concurrent use.
class Site {
 public:
  // The files of the folder `web` are read once, here, and no other file is ever served; one that
  // is missing or broken is a std::runtime_error that names it.
  Site(const Bots& bots, const std::filesystem::path& web, SiteOptions options = {});

  // The table of routes, which goes on working without this object.
  Routes routes() const;

  // From now on requests are answered from these packs, each wholly from the old or the new ones.
  // Throws as the constructor does; then nothing has changed. For one thread at a time.
  void replace(const chat::PackChatbots& chatbots);

 private:
  struct Contents;
  class Current;
  std::shared_ptr<Current> current_;
};

// The routes of a site that never changes.
Routes site_routes(const Bots& bots, const std::filesystem::path& web,
                   const std::shared_ptr<sessions::Ledger>& ledger = nullptr);

}  // namespace jauap::web
