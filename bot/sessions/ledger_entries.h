#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bot/chat/reply.h"

namespace jauap::sessions {

// What somebody thought of an answer. Plain data, in UTF-8.
struct Feedback {
  std::string question;
  std::string answer;
  bool helpful = false;
  std::string comment;  // "" for none
  std::string session;  // the conversation, as its caller named it; "" for none
};

// A question as the ledger gets it, with what became of it.
struct AskedQuestion {
  std::string question;
  std::string session;  // as in Feedback
  chat::Status status = chat::Status::Unknown;
  std::vector<std::string> missing;  // Reply::missing
};

// Which questions are kept with their words.
enum class KeptQuestions : std::uint8_t { None, Unanswered, All };

// What is in the ledger, as it is there: without what may tell who asked. Times are in seconds
// since 1970; `session` is a code that stands for the conversation.
struct KeptFeedback {
  std::int64_t time = 0;
  Feedback feedback;
};
struct KeptQuestion {
  std::int64_t time = 0;
  std::string session;
  std::string question;
  std::string status;   // "answered", "unknown", "clarify"
  std::string missing;  // with commas between; "" where that is not known
};

// Questions without an answer for the same reason.
struct MissingKnowledge {
  std::string missing;
  std::uint64_t questions = 0;
  std::int64_t last = 0;  // when it was last asked for
  std::string example;    // the last question
};

// How often each status was given on a day ("2022-06-15", UTC).
using DailyCounts = std::map<std::pair<std::string, std::string>, std::uint64_t>;

struct LedgerStatistics {
  std::uint64_t questions = 0;
  std::uint64_t helpful = 0;
  std::uint64_t not_helpful = 0;
  std::int64_t first = 0;  // the time of the oldest entry, 0 for none
  std::uint64_t bytes = 0;
  DailyCounts counts;
};

}  // namespace jauap::sessions
