#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/problem.h"
#include "bot/sessions/ledger_entries.h"

namespace jauap::sessions {

// What is kept as lines of JSON, for other programs:
//   {"kind": "feedback", "time": "2022-06-15T08:00:00Z", "question", "answer", "helpful",
//   "comment",
//    "session"}
//   {"kind": "question", "time", "question", "status", "missing", "session"}
std::string to_line(const KeptFeedback& kept);
std::string to_line(const KeptQuestion& kept);
//   {"missing", "questions", "last": "2022-06-15T08:00:00Z", "example"}
std::string to_line(const MissingKnowledge& missing);

// "2022-06-15T08:00:00Z" and "2022-06-15" of a time in seconds since 1970.
std::string to_iso_time(std::int64_t time);
std::string day_of(std::int64_t time);

// The feedback and questions of such lines, in their order; lines without a kind are feedback, as
// they were kept before there were others. What is wrong is named with its line, `file` is what it
// is called. Empty lines are left out.
struct LedgerLines {
  std::vector<KeptFeedback> feedback;
  std::vector<KeptQuestion> questions;
};
base::Loaded<LedgerLines> read_ledger_lines(std::string_view text, const std::string& file);

// A day ("2022-06-15") or time ("2022-06-15T08:00:00Z") in seconds since 1970; nothing for any
// other text.
std::optional<std::int64_t> parse_iso_time(const std::string& text);

}  // namespace jauap::sessions
