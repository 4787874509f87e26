#include "bot/knowledge/fact_sentence.h"

#include <array>
#include <utility>

#include "bot/base/edit_distance.h"

namespace jauap::knowledge {
namespace {

constexpr std::array<std::pair<std::string_view, FactPart>, 7> kParts{{
    {"subject", FactPart::Subject},
    {"value", FactPart::Value},
    {"when", FactPart::When},
    {"counterpart", FactPart::Counterpart},
    {"place", FactPart::Place},
    {"property", FactPart::Property},
    {"unit", FactPart::Unit},
}};

FactSentence::Mistake unknown(const std::string& name) {
  std::vector<std::string> names;
  std::string all;
  for (const auto& [known, part] : kParts) {
    names.emplace_back(known);
    all += (all.empty() ? "{" : ", {") + std::string{known} + "}";
  }
  std::string hint = base::did_you_mean(name, names);
  return {"the placeholder \"{" + name + "}\" is unknown",
          hint.empty() ? "a sentence can name " + all : std::move(hint)};
}

}  // namespace

FactSentence parse_fact_sentence(std::string_view text) {
  FactSentence sentence;
  const auto add_words = [&](std::string_view words) {
    if (!words.empty()) sentence.pieces.push_back({std::string{words}, std::nullopt});
  };
  while (!text.empty()) {
    const std::size_t open = text.find_first_of("{}");
    if (open == std::string_view::npos) break;
    add_words(text.substr(0, open));
    const std::size_t close = text.find_first_of("{}", open + 1);
    if (text[open] == '}' || close == std::string_view::npos || text[close] == '{') {
      sentence.mistakes.push_back({"a brace has no partner", "write a part as \"{value}\""});
      return sentence;
    }
    const std::string name{text.substr(open + 1, close - open - 1)};
    std::optional<FactPart> part;
    for (const auto& [known, value] : kParts) {
      if (known == name) part = value;
    }
    if (part) {
      sentence.pieces.push_back({name, part});
    } else {
      sentence.mistakes.push_back(unknown(name));
    }
    text.remove_prefix(close + 1);
  }
  add_words(text);
  return sentence;
}

}  // namespace jauap::knowledge
