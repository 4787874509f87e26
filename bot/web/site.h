#pragma once

#include <filesystem>
#include <memory>

#include "bot/sessions/ledger.h"
#include "bot/web/bots.h"
#include "bot/web/http.h"

namespace jauap::web {

// Everything that `jauap serve` answers: the page with its files, the API, the interfaces for
// clients of OpenAI and MCP, and the health checks. The files of the folder `web` are read once,
// here, and no other file is ever served; one that is missing or broken is a std::runtime_error
// that names it. What people think of answers goes into `ledger`; where it is null the page does
// not ask them.
Routes site_routes(const Bots& bots, const std::filesystem::path& web,
                   const std::shared_ptr<sessions::Ledger>& ledger = nullptr);

}  // namespace jauap::web
