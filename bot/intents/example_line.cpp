#include "bot/intents/example_line.h"

#include <charconv>
#include <map>
#include <string>
#include <utility>

#include "bot/intents/template_syntax.h"
#include "bot/text/tokens.h"

namespace jauap::intents {
namespace {

LineToken typed_token(std::string_view inside) {
  LineToken token;
  const std::size_t colon = inside.find(':');
  token.type = inside.substr(0, colon);
  token.text = colon == std::string_view::npos ? token.type : inside.substr(colon + 1);
  double number = 0;
  const char* end = token.text.data() + token.text.size();
  const auto [stop, error] = std::from_chars(token.text.data(), end, number);
  if (error == std::errc{} && stop == end) token.number = number;
  return token;
}

}  // namespace

std::vector<LineToken> example_line(std::string_view text, const text::Words& words) {
  // Each typed token is normalized as a word of the same length, so that places stay right.
  std::string plain{text};
  std::map<std::size_t, LineToken> typed;  // by its first byte
  for (std::size_t open = 0; (open = text.find('{', open)) != std::string_view::npos; ++open) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    LineToken token = typed_token(text.substr(open + 1, close - open - 1));
    if (!is_name(token.type) || token.text.empty()) continue;
    token.span = {open, close + 1};
    plain.replace(open, close + 1 - open, close + 1 - open, 'q');
    typed.emplace(open, std::move(token));
  }
  std::vector<LineToken> line;
  for (text::Token& token : text::normalize(plain, words)) {
    const auto found = typed.find(token.span.begin);
    if (found != typed.end() && found->second.span == token.span) {
      line.push_back(found->second);
    } else {
      line.push_back({std::move(token.text), "", std::nullopt, token.span});
    }
  }
  return line;
}

}  // namespace jauap::intents
