#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "bot/intents/matcher.h"
#include "bot/intents/sentence.h"

namespace jauap::intents {

// A line of tokens as the bytes that patterns see: each word as "word ", each typed token as
// "{type} ", a space in front. No word holds a space or a brace, so token edges are plain spaces
// and a pattern needs neither \b nor \w.
struct EncodedLine {
  std::string text;
  std::vector<std::size_t> starts;  // of each token in the text, and the end behind the last
};

// `tests` are slots that ask more of a typed token than its type; a token carries a mark for each
// of them that it passes, in front of its closing brace.
EncodedLine encode_line(std::span<const LineToken> line,
                        const std::vector<std::shared_ptr<const Slot>>& tests = {});

// How a token stands in an index and in Sentence::forbidden: its word, or "{type}".
std::string token_key(const LineToken& token);

// A template as an RE2 pattern (syntax of RE2, Latin-1, so that bytes match as they are). Group 1
// is the whole; group 2 + i is captured for slots[i]. The pattern is not anchored.
struct CompiledSentence {
  std::string pattern;
  std::vector<std::shared_ptr<const Slot>> slots;
  std::vector<std::shared_ptr<const Slot>> tests;  // for encode_line
};

CompiledSentence compile_sentence(const Sentence& sentence);

// How many RE2 instructions a template of the greatest size may become; see SentenceLimits.
inline constexpr int kMostInstructions = 10'000;

}  // namespace jauap::intents
