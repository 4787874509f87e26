#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jauap::knowledge {

// The parts of a fact that a property's sentence or question can name.
enum class FactPart : std::uint8_t { Subject, Value, When, Counterpart, Place, Property, Unit };

// A stretch of a sentence: words as they are, or the place of a part of the fact.
struct SentencePiece {
  std::string text;  // of a part its name: "subject"
  std::optional<FactPart> part;

  bool operator==(const SentencePiece&) const = default;
};

// "The {property} of {subject} is {value}." cut into its pieces.
struct FactSentence {
  std::vector<SentencePiece> pieces;
  // What is wrong with it, one sentence part each, for a Problem; empty for a good one.
  struct Mistake {
    std::string message;
    std::string hint;
  };
  std::vector<Mistake> mistakes;
};

// Linear in the text. Any bytes are fine; a brace always belongs to a placeholder.
FactSentence parse_fact_sentence(std::string_view text);

}  // namespace jauap::knowledge
