#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "bot/chat/reply.h"

namespace jauap::web {

// A question and its reply as the page shows them, for the templates of web/; web/turn.js makes the
// same of the reply object:
//
//   question, status and a member called like the status; corrected
//   value     the value by itself, where it is short and the answer says more
//   answer    without what was read otherwise, which is in `notes`, without brackets
//   chart     title, rows (label, text)
//   unmatched, suggestions
//   sources   title, publisher, date, link, places, quotes (text, at): those of one source together
//   how       steps, query: how the answer was found; null where there is nothing to tell
//   is_unmatched, is_sourced, is_continued, is_worked_out: whether unmatched, sources, suggestions
//             and steps have any, since a list by itself cannot have a frame
//
// Everything is valid UTF-8. The reply needs its trace for `how`.
nlohmann::json to_turn(const chat::Reply& reply, const std::string& question);

// The names of all of these, for PageTemplate.
const std::vector<std::string>& turn_names();

}  // namespace jauap::web
