#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bot/base/problem.h"
#include "bot/chat/chatbot.h"

namespace jauap::chat {

// What a pack's questions.jsonl expects of one message. Patterns are regular expressions (RE2 is not
// needed for them: std::regex would not be linear, so they are RE2 patterns, case ignored).
enum class Expectation : std::uint8_t { Answer, Unknown, Correct, Clarify };

struct ExpectedTurn {
  std::string ask;
  Expectation expect = Expectation::Answer;
  std::vector<std::string> all;
  std::vector<std::string> any;
  std::vector<std::string> none;
  int line = 0;  // of the file
};

struct ExpectedConversation {
  std::string id;
  std::string kind;
  std::vector<ExpectedTurn> turns;
};

// Reads questions.jsonl, one conversation a line; wrong lines are Problems.
base::Loaded<std::vector<ExpectedConversation>> load_questions(const std::filesystem::path& file);

// A turn whose reply was not as expected.
struct Difference {
  std::string id;
  int line = 0;
  std::string ask;
  std::string wanted;  // "answer matching /15 June 1992/"
  std::string found;   // "unknown: I do not know …"
};

struct TranscriptResult {
  std::size_t turns = 0;
  std::vector<Difference> differences;
};

TranscriptResult run_questions(const Chatbot& chatbot,
                               const std::vector<ExpectedConversation>& conversations);

}  // namespace jauap::chat
