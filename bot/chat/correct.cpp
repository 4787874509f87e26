#include "bot/chat/correct.h"

#include <algorithm>
#include <string>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/text/typing.h"

namespace jauap::chat {
namespace {

using text::Token;

// Shorter words are too near to too much.
constexpr std::size_t kShortest = 4;

bool is_strange(const Chatbot::Parts& parts, const Token& token) {
  return token.kind == text::TokenKind::Word && token.text.size() >= kShortest &&
         !parts.spelling.knows(token.text);
}

// The words that one without spaces is made of; it alone where it is not sure. A mistake of one
// letter is as likely as a space left out, one of two is not.
std::vector<std::string> read_alone(const Chatbot::Parts& parts, const std::string& word) {
  const std::string corrected = parts.spelling.correct(word);
  auto divided = text::divisions(word, parts.spelling, parts.words);
  if (divided.empty()) return {corrected.empty() ? word : corrected};
  const bool is_near = !corrected.empty() && base::edit_distance(word, corrected, 1) <= 1;
  if (divided.size() > 1 || is_near) return {word};
  return std::move(divided.front());
}

}  // namespace

std::vector<Correction> correct_words(const Chatbot::Parts& parts, std::string_view message,
                                      std::vector<Token>& tokens) {
  std::vector<Correction> corrections;
  const auto is_held = [&](const Token& token) {
    return token.kind != text::TokenKind::Word || parts.spelling.holds(token.text);
  };
  if (std::all_of(tokens.begin(), tokens.end(), is_held)) return corrections;
  std::vector<Token> read;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    std::string whole;
    if (i + 1 < tokens.size() && token.kind == text::TokenKind::Word &&
        tokens[i + 1].kind == text::TokenKind::Word) {
      whole = text::joined(token.text, tokens[i + 1].text, parts.spelling, parts.words);
    }
    if (!whole.empty()) {
      Token joined{whole, text::TokenKind::Word, {token.span.begin, tokens[i + 1].span.end}};
      corrections.push_back({text::typed(message, joined), std::move(whole)});
      read.push_back(std::move(joined));
      ++i;
      continue;
    }
    if (!is_strange(parts, token)) {
      read.push_back(token);
      continue;
    }
    const std::vector<std::string> words = read_alone(parts, token.text);
    std::vector<Token> put;
    put.reserve(words.size());
    for (const std::string& word : words) put.push_back({word, token.kind, token.span});
    const std::string text = text::join(put);
    if (text != token.text) corrections.push_back({text::typed(message, token), text});
    // "whatsthe" is "whats the".
    if (put.size() > 1) put = parts.words.expand(std::move(put));
    read.insert(read.end(), put.begin(), put.end());
  }
  tokens = std::move(read);
  return corrections;
}

}  // namespace jauap::chat
