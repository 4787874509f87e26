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
  Word,    // letters of any script
  Number,  // a plain decimal number, a date in figures or a time of day
  Symbol,  // what carries meaning in a question: currency signs, % and the clitics "'s", "'t", …
};

// A word, number or symbol of a text in canonical form, and where it was typed.
struct Token {
  std::string text;
  TokenKind kind = TokenKind::Word;
  Span span;

  bool operator==(const Token&) const = default;
};

// The canonical form of a text for comparing: bad bytes become spaces, NFKD, case folded, marks
// removed ("São TOMÉ" is "sao tome"), digits of every script ASCII, quotes, dashes and spaces
// unified, zero-width and other invisible characters dropped. Letters that only look alike (Latin
// a, Cyrillic а) stay apart. Idempotent. Linear in the length.
std::string fold(std::string_view text);

// Cuts any bytes into tokens. Word edges are found by Unicode category, never by ASCII rules, so
// Latin and Cyrillic are cut alike. Punctuation, emoji and control characters are gaps.
//   "What's Anna's 30th?"             →  what 's anna 's 30 th
//   "didn't", "O'Brien", "countries'" →  didn 't | obrien | countries
//   "inter-parliamentary", "R&D"      →  inter parliamentary | r and d
//   "the U.S. at 8 p.m."              →  the us at 8 pm
//   "$1,000.50", "USD454m", "-3 %"    →  $ 1000.50 | usd 454 m | -3 %
//   "356,3", "1.000.000", ".5"        →  356.3 | 1000000 | 0.5
//   "<b>", "</b>", "<br/>"            →  nothing, nor what stands between <script> and </script>
//   "2021-22", "3:1"                  →  2021 22 | 3 1
// After an apostrophe only s, t, m, d, re, ve and ll at the end of a word are tokens of their own.
// A decimal comma has one or two digits behind it; a minus sign stands before a digit and behind
// neither a word nor a number. These stay whole, as typed: 1993-11-07 (also with . or /),
// 07.11.1993 (also with - or /) and 20:35 or 20:35:10; whether such a day or time exists is not
// checked here. Contractions are resolved later (Words::expand). Tokenizing join(tokenize(text))
// gives the same texts. Linear in the length.
std::vector<Token> tokenize(std::string_view text);

// Tokens of one text to stand among those of another: they have no place there, an empty span.
std::vector<Token> without_places(std::vector<Token> tokens);

// A token as it was typed in `text`; its canonical form where it has no place there.
std::string typed(std::string_view text, const Token& token);
// What was typed between two tokens of it; empty where that is nothing or they have no places.
std::string_view typed_between(std::string_view text, const Token& before, const Token& after);

// Tokens without `count` of them from `first` on.
std::vector<Token> without(const std::vector<Token>& tokens, std::size_t first, std::size_t count);

// The tokens' texts with one space between: the key under which phrases are compared.
std::string join(const std::vector<Token>& tokens, std::size_t first, std::size_t count);
std::string join(const std::vector<Token>& tokens);

}  // namespace jauap::text
