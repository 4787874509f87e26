#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/chat/parts.h"
#include "bot/text/tokens.h"

namespace jauap::chat {

// What a word may have been meant to be.
struct WordReading {
  std::vector<std::string> words;
  // How far it is from what was typed: 0 for what it may be by typing, then what means the same,
  // what means nearly the same.
  std::size_t distance = 0;
  // Of those by typing, which is likelier: two letters exchanged, or one for another of the same
  // sound, then a word of the packs, an article or a form of "be", or what opens a question where
  // it begins; then any other.
  std::size_t rank = 0;
  bool is_of_known_word = false;  // what was typed is a word of the language as well
};

inline constexpr std::size_t kFarthestRank = 2;

// Whether a word that was read for another of nearly the same meaning, at a place among the tokens,
// fits the rest of the question: another name there is one of the same property. "Invaded" is
// "occupied", and yet who invaded a country is not who occupies an office in it.
bool fits_the_rest(const Chatbot::Parts& parts, const std::vector<text::Token>& tokens,
                   std::size_t at);

inline constexpr std::size_t kSameMeaning = 1;  // distance
inline constexpr std::size_t kFarthestReading = 2;

// Whether a word in the middle of a message is written as names are, where not all words are.
bool is_written_as_name(std::string_view message, const std::vector<text::Token>& tokens,
                        std::size_t at);

// Whether a short word is written as codes are, in capitals, where not all words are: "BE". So near
// to so many words, it is none of them typed wrong.
bool is_written_as_code(std::string_view message, const std::vector<text::Token>& tokens,
                        std::size_t at);

// The words that neither a name nor a rule explains, by their place among the tokens.
std::vector<std::size_t> strange_words(const Chatbot::Parts& parts,
                                       const std::vector<text::Token>& tokens);

// What the strange word at a place may have been meant to be, as far as the packs or the rules
// hold it; nearest first. A word of the language may have been typed wrong too, but not every slip
// makes one: it stands for no name of a thing, and for a word that only holds a sentence together
// where it means little itself or opens a question. A word that is written as a name (`is_name`) is
// no other word than one typed wrong.
std::vector<WordReading> readings_of(const Chatbot::Parts& parts,
                                     const std::vector<text::Token>& tokens, std::size_t at,
                                     bool is_name);

// The message with each word mended that nothing explains and that can be but one slip of typing or
// spelling: "waz". Nothing where there is none.
std::optional<std::vector<text::Token>> without_slips(const Chatbot::Parts& parts,
                                                      std::string_view message,
                                                      const std::vector<text::Token>& tokens);

}  // namespace jauap::chat
