#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/problem.h"
#include "bot/text/wordnet.h"
#include "bot/text/words.h"

namespace jauap::text {

// Words of like meaning, from the files of WordNet (wndb(5WN); wordnet-base in Debian):
//   widen    →  broaden, extend (near); expand (similar); widening (derived)
// What is broader ("treaty", "agreement") or narrower, or the opposite, is no word to put in its
// place: an answer about documents is none about the climate, although both are a condition of
// something. Its senses of a word are in the order of their frequency; only the first few count, of
// the word that is asked for and of the one that is given, so that nothing rare is made of anything
// common. The files are mapped and searched where they are (an index file is sorted by its words),
// so that opening costs nothing. What is wrong in them is as if it were not there. Immutable; safe
// for concurrent use.
class Thesaurus {
 public:
  // How the meaning of another word is related to that of a word, nearest first.
  enum class Relation : std::uint8_t {
    Same,     // a synonym in the main senses of both: "treaty", "pact"
    Near,     // in a less frequent one of either: "mount", "rise"
    Similar,  // of adjectives and verbs: "huge", "large"
    Derived,  // the same in another part of speech: "expand", "expansion"; never who does it
  };
  struct Like {
    std::string words;  // in canonical form; may be several: "official document"
    Relation relation = Relation::Same;

    bool operator==(const Like&) const = default;
  };

  // A folder without one of the files, or with one that cannot be read, is a Problem.
  static base::Loaded<Thesaurus> open(const std::filesystem::path& folder);
  Thesaurus() = default;  // knows no word

  // Whether a word, in canonical form, is mostly written as a proper name ("latvian", "president"),
  // or has a number or an amount for a meaning ("dozen", "euro"). Such a word must not be taken for
  // another.
  bool is_name_or_number(std::string_view word, const Words& words) const;
  // The words like it, nearest first, without proper names. Of a word for people, groups or times
  // only those that mean the same, of one for places none. Nothing where it is a name or a number.
  std::vector<Like> like(std::string_view word, const Words& words) const;
  // The opposites of the word in its main senses: "first" of "last".
  std::vector<std::string> opposites(std::string_view word, const Words& words) const;

 private:
  WordNet wordnet_;
};

}  // namespace jauap::text
