#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/problem.h"
#include "bot/chat/chatbot.h"

namespace jauap::chat {

// What a pack's questions.jsonl expects of one message.
enum class Expectation : std::uint8_t {
  Answer,   // is answered, and the patterns hold
  Unknown,  // is not known
  Correct,  // is answered with what is right instead of what it assumes, and the patterns hold
  Clarify,  // is asked back, or answered so that the patterns hold
};

// Patterns are regular expressions (RE2), case ignored, looked for in the answer.
struct ExpectedTurn {
  std::string ask;
  Expectation expect = Expectation::Answer;
  std::vector<std::string> all;   // each must be found
  std::vector<std::string> any;   // one of them, if there are any
  std::vector<std::string> none;  // must not be found
  int line = 0;                   // of the file
};

struct ExpectedConversation {
  std::string id;
  std::string kind;  // a heading of the author's own, "" for none
  std::vector<ExpectedTurn> turns;
};

// Reads questions.jsonl, one conversation a line; empty lines are left out. Wrong lines, also those
// with a pattern that is not one, are Problems.
//
//   {"id": "founded", "kind": "when", "turns": [
//     {"ask": "When was it founded?", "expect": "answer", "all": ["15 June 1992"], "none":
//     ["1993"]}]}
base::Loaded<std::vector<ExpectedConversation>> load_questions(const std::filesystem::path& file);

// A turn whose reply was not as expected.
struct Difference {
  std::string id;
  int line = 0;
  std::string ask;
  std::string wanted;  // "an answer with /15 June 1992/"
  std::string found;   // "unknown: I do not know …"
};

struct TranscriptResult {
  std::size_t turns = 0;
  std::vector<Difference> differences;
};

TranscriptResult run_questions(const Chatbot& chatbot,
                               const std::vector<ExpectedConversation>& conversations);

// Holds the conversation of a dialogue file and returns the file as it would be if every reply in
// it were right. A dialogue is a text with lines "> message", each followed by the lines of the
// reply:
//
//   # Comments and empty lines stay.
//   > How big is Atlantis?
//   Atlantis has an area of 12 km².
//   > How big is Thule?
//   I do not know Thule.
//   - How big is Atlantis?
//
// Where a message is not answered, the suggestions follow it. A line of a reply that could be taken
// for something else (an empty one, a "#" or ">") has "| " before it.
std::string replay_dialogue(const Chatbot& chatbot, std::string_view dialogue);

// The first line in which two texts differ, as "line 3: wanted "…", found "…"", and "" where they
// are equal. A text that is shorter has "the end" there.
std::string first_difference(std::string_view wanted, std::string_view found);

}  // namespace jauap::chat
