#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/text/spelling.h"
#include "bot/text/tokens.h"
#include "bot/text/words.h"

namespace jauap::text {

// What hasty typing does to words without changing a letter of them: spaces left out or put in, and
// letters held down.

// The tokens without letters that were held down: "heyy pleeease" → "hey please". A letter that
// stands three times or more stands twice or once in what is known, two at the end once. Words that
// are known, or of one letter alone ("iii"), or of which nothing known remains, stay as they are.
std::vector<Token> without_held_letters(std::vector<Token> tokens, const Spelling& spelling,
                                        const Words& words);

// The ways to divide a word of five letters or more that nothing knows into as few known words as
// possible: "inkazakhstan" → {"in", "kazakhstan"}; one of five only into a word and "in" or "the"
// behind it. Each part has at least two letters, one of three
// parts or more at least four; those with less than four are words of the rules. Of more than three
// parts only words of twelve letters or more are. At most eight ways.
std::vector<std::vector<std::string>> divisions(std::string_view word, const Spelling& spelling,
                                                const Words& words);

// Two words, one of which neither the vocabulary nor the rules hold, as the one of at least six
// letters that they are the halves of: "kaz", "akhstan" → "kazakhstan"; "" where they are no
// halves.
std::string joined(const std::string& left, const std::string& right, const Spelling& spelling,
                   const Words& words);

}  // namespace jauap::text
