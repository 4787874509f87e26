#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/base/problem.h"
#include "bot/intents/intent.h"
#include "bot/intents/matcher.h"
#include "bot/text/words.h"

namespace jauap::intents {

// A few contractions, and the slot types that tests use: entity, kind, property, number.
const text::Words& small_words();
const std::vector<std::string>& small_types();

// What an intent file says around one sentence, as the members of a JSON object.
//
//   parsed("top {1..20:n} rivers")
//   parsed("<hello> there", R"("rules": {"hello": "(hi|hello)"})")
struct ParsedSentence {
  std::vector<Intent> intents;  // one with one sentence; empty where there are problems
  std::string problems;         // one a line, without the file's name
};
ParsedSentence parsed(const std::string& sentence, const std::string& members = "");

// Several intents, named a, b, c …, of one sentence each; the test fails where one is wrong.
std::vector<Intent> intents_of(const std::vector<std::string>& sentences);

// A line as in example_line().
std::vector<LineToken> line_of(std::string_view text);

// "left=oslo right=rome", in the order of the line; a value that differs from the text as
// "mode=train(rail)".
std::string shown(const std::vector<Capture>& captures);

// What the sentence makes of the text: shown() of the best match, "-" for none, the problems where
// the sentence is wrong.
std::string matched(const std::string& sentence, std::string_view text,
                    const std::string& members = "");

}  // namespace jauap::intents
