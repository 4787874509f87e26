#pragma once

#include "bot/web/http.h"

namespace jauap::web {

// Whether a request asks that nothing of it is kept: "DNT: 1" (W3C Tracking Preference Expression)
// or "Sec-GPC: 1" (Global Privacy Control).
bool opts_out(const Request& request);

}  // namespace jauap::web
