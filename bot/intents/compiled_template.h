#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bot/intents/compile_sentence.h"
#include "bot/intents/matcher.h"

namespace jauap::intents {

// A template ready to be held against lines. Its patterns are compiled when they are first needed:
// at most one for whole lines and one for the longest stretch. Safe for concurrent use.
class CompiledTemplate {
 public:
  // Keeps the references.
  CompiledTemplate(const Intent& intent, const Template& sentence);
  ~CompiledTemplate();
  CompiledTemplate(CompiledTemplate&&) noexcept;

  const Intent& intent() const { return *intent_; }
  const Template& sentence() const { return *sentence_; }

  // `encoded` is the line, encoded without tests.
  std::optional<Match> match(std::span<const LineToken> line, const EncodedLine& encoded) const;
  // The longest stretch that begins at `first`.
  std::optional<Match> match_at(std::span<const LineToken> line, const EncodedLine& encoded,
                                std::size_t first) const;

 private:
  struct Patterns;
  bool is_forbidden(const EncodedLine& encoded) const;
  std::optional<Match> captures(std::span<const LineToken> line, const EncodedLine& encoded,
                                std::size_t first, std::size_t end) const;

  const Intent* intent_;
  const Template* sentence_;
  std::vector<std::string> forbidden_;  // encoded: " word {entity} "
  std::unique_ptr<Patterns> patterns_;
};

}  // namespace jauap::intents
