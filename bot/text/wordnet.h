#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "bot/base/mapped_file.h"
#include "bot/base/problem.h"

namespace jauap::text {

// The files of WordNet (wndb(5WN); wordnet-base in Debian) as what stands in them. An index file
// has a line for each word, sorted, and is searched where it is, so that opening costs nothing.
// What is wrong in a file is as if it were not there. Immutable; safe for concurrent use.
class WordNet {
 public:
  enum Part : std::uint8_t { Noun, Verb, Adjective, Adverb };
  static constexpr std::array<Part, 4> kParts{Noun, Verb, Adjective, Adverb};

  // Kinds of meaning, as far as they make a difference here (lexnames(5WN)).
  enum Kind : std::uint8_t {
    Act = 4,
    Attribute = 7,
    Cognition = 9,
    Communication = 10,
    Event = 11,
    Group = 14,
    Location = 15,
    Person = 18,
    Process = 22,
    Quantity = 23,
    State = 26,
    Time = 28,
  };

  // The meanings of a word, by their places, frequent ones first, and how many of them were met in
  // texts at all.
  struct Senses {
    std::vector<std::size_t> places;
    std::size_t met = 0;
  };

  // From a meaning to another, or from one of its words to one of the other's: numbers from 1 on, 0
  // for all. Its sign says what it is (wninput(5WN)): "!" the opposite, "&" and "$" what is
  // similar,
  // "+" and "\" what is derived.
  struct Pointer {
    std::string_view sign;
    std::size_t place = 0;
    Part part = Noun;
    std::size_t from = 0;
    std::size_t to = 0;
  };

  // A meaning with the words for it, as they are written: "official_document", "President".
  struct Synset {
    std::size_t kind = 0;
    std::vector<std::string_view> words;
    std::vector<Pointer> pointers;
  };

  // A folder without one of the files, or with one that cannot be read, is a Problem.
  static base::Loaded<WordNet> open(const std::filesystem::path& folder);
  WordNet() = default;  // without a word

  // Of a word in small letters, with "_" for a space.
  Senses senses(Part part, std::string_view word) const;
  // Nothing where no meaning begins.
  std::optional<Synset> at(Part part, std::size_t place) const;

 private:
  std::array<base::MappedFile, kParts.size()> index_;
  std::array<base::MappedFile, kParts.size()> data_;
};

}  // namespace jauap::text
