#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bot/text/tokens.h"
#include "bot/text/words.h"

namespace jauap::base {
class ArchiveReader;
class ArchiveWriter;
}  // namespace jauap::base

namespace jauap::text {

// A caller's number for what a phrase names. The lexicon does not know what it stands for.
using TermId = std::uint32_t;

// A stretch of a text that is a phrase of the lexicon.
struct LexiconHit {
  std::size_t first = 0;  // index of the first token
  std::size_t count = 0;  // in tokens
  TermId term = 0;
  bool inflected = false;  // found by another form of its words: "exported" for "export"
};

// Phrases to terms: one hash table over word n-grams with a gate on the first word (how long its
// longest phrase is), so that looking up costs the same for a thousand and a million phrases.
// Inflection: regular plural, third person, past, participle and "-ing" forms, and the irregular
// forms of Words, on each word of a phrase; never derivation (nation and national stay apart).
// Immutable; safe for concurrent use.
class Lexicon {
 public:
  class Builder {
   public:
    explicit Builder(const Words& words);  // keeps the reference
    ~Builder();
    // A phrase may name several terms and a term have several phrases. An empty phrase is ignored.
    void add(std::string_view phrase, TermId term);
    // The same for a phrase that is normalized already.
    void add(const std::vector<Token>& tokens, TermId term);
    Lexicon build() &&;

   private:
    friend class Lexicon;
    struct Phrases;
    std::unique_ptr<Phrases> phrases_;
  };

  Lexicon();  // without a phrase
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;

  // All phrases in the tokens, by their first token, longest first, exact before inflected, then by
  // term. Phrases inside longer ones are reported too. `tokens` must be normalized.
  std::vector<LexiconHit> find(const std::vector<Token>& tokens) const;

  // Every word that stands in a phrase, in canonical form: what spelling may correct into.
  std::vector<std::string> vocabulary() const;

  // A lexicon as bytes and back. What is read refers to the archive's bytes, as its blocks do.
  template <class Archive, class Self>
  static void archive(Archive& archive, Self& self) {
    self.exchange(archive);
  }

 private:
  struct Index;
  void exchange(base::ArchiveWriter& archive) const;
  void exchange(base::ArchiveReader& archive);
  explicit Lexicon(std::unique_ptr<const Index> index);
  std::unique_ptr<const Index> index_;
};

}  // namespace jauap::text
