// Any bytes are a valid question: folding and tokenizing them twice changes nothing, spans stay
// inside the text, and what the tokens are read as stays inside the tokens.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "bot/text/markup.h"
#include "bot/text/typed_values.h"

using namespace jauap::text;

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Words words =
      load_words(std::filesystem::path{JAUAP_SOURCE_DIR} / "intents/en/_words.json").value.value();
  const std::string_view text{reinterpret_cast<const char*>(data), size};

  // Markup is blanked where it stands, once and for all.
  const std::string plain = without_markup(text);
  require(plain.size() == text.size());
  require(without_markup(plain).size() == plain.size());

  const std::string folded = fold(text);
  require(fold(folded) == folded);

  const std::string joined = join(tokenize(text));
  require(join(tokenize(joined)) == joined);

  const std::vector<Token> tokens = normalize(text, words);
  std::size_t last = 0;
  for (const Token& token : tokens) {
    require(!token.text.empty());
    require(token.span.begin >= last && token.span.begin < token.span.end);
    require(token.span.end <= size);
    last = token.span.begin;
  }
  for (const TypedValue& value : find_typed_values(tokens, words)) {
    require(value.count > 0 && value.first + value.count <= tokens.size());
    require(value.number - value.number == 0);  // finite
    require(value.kind != ValueKind::Date || is_possible(value.date));
  }
  return 0;
}
