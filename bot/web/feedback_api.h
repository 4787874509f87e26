#pragma once

#include "bot/sessions/ledger.h"
#include "bot/web/http.h"

namespace jauap::web {

// The longest answer and comment that are kept, in bytes.
inline constexpr std::size_t kMaxAnswer = 20'000;
inline constexpr std::size_t kMaxComment = 2'000;

// POST /api/feedback {"question": text, "answer": text, "helpful": true or false, "comment"?: text,
// "session"?: text}: 204 once it is kept. 404 where `ledger` is null, since nothing is kept here,
// 403 where the request opts out of being kept (opt_out.h), 503 where the ledger cannot be written;
// a body that is not of this form gets a problem document with the place of each mistake.
Response post_feedback(sessions::Ledger* ledger, const Request& request);

}  // namespace jauap::web
