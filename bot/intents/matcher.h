#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot/intents/intent.h"
#include "bot/text/tokens.h"

namespace jauap::intents {

// One token of the line that templates are matched against: a word, or a stretch of the question
// that is already understood and stands as one typed token.
struct LineToken {
  std::string text;              // a word in canonical form, or the words a typed token stands for
  std::string type;              // "" for a word; else what a {slot} can take: "entity", "number"
  std::optional<double> number;  // the value of a number, for {1..20:n}
  text::Span span;               // as typed
};

struct Capture {
  std::string slot;       // "@place" for a capture that only answers use
  std::size_t first = 0;  // index in the line
  std::size_t count = 0;  // in tokens
  std::string text;       // the tokens' texts, joined by a space
  std::string value;      // what a list's value stands for; the text for all other slots
  text::Span span;        // as typed
};

struct Match {
  const Intent* intent = nullptr;
  const Template* sentence = nullptr;
  std::size_t first = 0;  // the stretch of the line that the template took
  std::size_t count = 0;
  std::vector<Capture> captures;  // in the order of the line; a slot {x+} gives one per value
  double score = 0;               // see better() in matcher.cpp; comparable within one result only
};

// Why a template that came near did not match: for explain.
struct NearMiss {
  const Intent* intent = nullptr;
  const Template* sentence = nullptr;
  std::size_t shared = 0;  // words of the line that stand in the template
};

// Finds the templates that fit a line. Every template is compiled to RE2; candidates come from an
// index on each template's rarest required words; RE2 verifies and captures. No name of a pack is
// ever part of a pattern: names reach the matcher as typed tokens. Linear in the line. Patterns are
// compiled on first use. Immutable otherwise; safe for concurrent use.
class Matcher {
 public:
  // Only the intents of one scope should be given to one matcher. Keeps a reference: the intents
  // must outlive the matcher.
  explicit Matcher(const std::vector<Intent>& intents);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  // Every template that is the whole line, best first: the higher weight, then fewer wildcard
  // words, more literal words, then the intent's name and the template's text. Independent of load
  // order.
  std::vector<Match> match(const std::vector<LineToken>& line) const;

  // Every template that takes a stretch of the line beginning at `first`, each with its longest
  // stretch; longer stretches first, then as in match(). Only those of the intents that are
  // `wanted`, or of all.
  using Wanted = bool (*)(const Intent& intent);
  std::vector<Match> match_at(std::span<const LineToken> line, std::size_t first,
                              Wanted wanted = nullptr) const;

  // The same for a line that is looked at again and again: `ids` are ids_of() it.
  using TokenId = std::uint32_t;
  std::vector<TokenId> ids_of(std::span<const LineToken> line) const;
  std::vector<Match> match_at(std::span<const LineToken> line, std::span<const TokenId> ids,
                              std::size_t first, Wanted wanted = nullptr) const;

  // Templates that share the most words with the line, at most `limit`, best first.
  std::vector<NearMiss> nearest(const std::vector<LineToken>& line, std::size_t limit) const;

  // Every literal word of every template, sorted: words that spelling must not touch.
  const std::vector<std::string>& words() const;

 private:
  struct Index;
  std::unique_ptr<const Index> index_;
};

}  // namespace jauap::intents
