#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jauap::text {

// A stretch of the text as it was typed, in bytes: [begin, end).
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const Span&) const = default;
};

enum class TokenKind : std::uint8_t {
  Word,    // letters and marks of any script, inner apostrophes and hyphens resolved
  Number,  // "356.3", "1,000", "30th" is a Number "30" followed by a Word "th"
  Symbol,  // what carries meaning in a question: $ € £ % and the possessive mark "'s"
};

// A word, number or symbol of a text in canonical form, and where it was typed.
struct Token {
  std::string text;
  TokenKind kind = TokenKind::Word;
  Span span;

  bool operator==(const Token&) const = default;
};

// The canonical form of a text for comparing: UTF-8 repaired (bad bytes become U+FFFD and then a
// space), NFKD, case folded, marks removed ("São TOMÉ" is "sao tome"), quotes and dashes unified,
// zero-width characters dropped. Idempotent. Linear in the length.
std::string fold(std::string_view text);

// Cuts any bytes into tokens. Word edges are found by Unicode category, never by ASCII rules, so
// Latin and Cyrillic are cut alike. Punctuation, emoji and control characters are gaps.
//   "What's Lithuania's 30th?"  →  what 's lithuania 's 30 th
// Contractions are resolved later (Words::expand). Linear in the length.
std::vector<Token> tokenize(std::string_view text);

// The tokens' texts with one space between: the key under which phrases are compared.
std::string join(const std::vector<Token>& tokens, std::size_t first, std::size_t count);
std::string join(const std::vector<Token>& tokens);

}  // namespace jauap::text
