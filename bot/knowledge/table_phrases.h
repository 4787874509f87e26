#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/base/problem.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// Who has a phrase, by the phrase in canonical form: the name of a column, of a row, ….
using PhraseOwners = std::unordered_map<std::string, std::string>;

// Checks the phrases by which a table's author names columns, things and kinds, as check_phrases.h
// does it for facts.json: in canonical form none is empty, a word of asking, or means two of them.
// Not for sharing between threads.
class TablePhrases {
 public:
  // `file` is what Problems call the file that the phrases stand in. Keeps references.
  TablePhrases(const text::Words& words, const std::vector<std::string>& reserved,
               const std::string& file, base::Problems& problems);

  std::string canonical(std::string_view text) const;

  // The canonical form; "" after a Problem.
  std::string check_not_empty(const base::JsonValue& text);
  // The same, and that it is no word of asking, unless it names a kind of things.
  std::string check_name(const base::JsonValue& text);
  // A name of a kind, which may well be a word of asking ("state", "name"): it must only be no
  // function word.
  std::string check_kind(const base::JsonValue& text);

  // Makes `owner` the one that a phrase means. A phrase of another owner, and one that the owner
  // has already, are Problems; `things` is what owners are ("columns"). Nothing is done for "".
  void claim(PhraseOwners& owners, const std::string& phrase, const base::JsonValue& text,
             const std::string& owner, const std::string& things);

 private:
  void report(const base::JsonValue& place, std::string message, std::string hint);

  const text::Words& words_;
  const std::string& file_;
  base::Problems& problems_;
  std::unordered_set<std::string> reserved_;
  std::unordered_set<std::string> kinds_;
};

}  // namespace jauap::knowledge
