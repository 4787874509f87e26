#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/base/problem.h"
#include "bot/knowledge/table_phrases.h"
#include "bot/knowledge/table_schema.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// The kinds of things that the tables of one pack describe:
//
//   "kind": {"name": "city", "plural": "cities", "words": ["town"], "place": true}
//
// and that other places refer to by a name of it ("kind": "city"). What several places say of one
// kind adds up. Not for sharing between threads.
class DescribedKinds {
 public:
  // `file` is what Problems call the file that the values stand in. Keeps references.
  DescribedKinds(TablePhrases& phrases, const text::Words& words, const std::string& file,
                 base::Problems& problems);

  // Reads a kind that is an object; a name is checked, and anything else left to find(). Everything
  // wrong in it is a Problem.
  void add(const base::JsonValue& value);

  // The kind that a value describes or names, after all were added. A name that no kind has is a
  // kind of which nothing else is known.
  TableKind find(const base::JsonValue& kind) const;
  // The described kind of the same name; the given one where there is none.
  TableKind known(const TableKind& kind) const;

 private:
  void merge(TableKind& into, TableKind more, const base::JsonValue& place);

  TablePhrases& phrases_;
  const text::Words& words_;
  const std::string& file_;
  base::Problems& problems_;
  std::vector<TableKind> kinds_;
  std::map<std::string, std::size_t> positions_;  // by canonical name, plural or word
};

}  // namespace jauap::knowledge
