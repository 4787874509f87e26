#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "bot/base/json_file.h"
#include "bot/knowledge/described_kinds.h"
#include "bot/knowledge/table_phrases.h"
#include "bot/knowledge/table_schema.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// Who has the words, counted things, adjectives and classes of one table.
struct ColumnPhrases {
  PhraseOwners words;
  PhraseOwners implied;  // names that columns have by their header
  PhraseOwners count_nouns;
  PhraseOwners adjectives;
  PhraseOwners classes;
};

// Reads what the author of a table says of its columns: the fields of its schema, and what is
// derived of them. Everything wrong is reported through the object that is read. Keeps references;
// not for sharing between threads.
class ColumnReader {
 public:
  ColumnReader(const CsvTable& table, const DescribedKinds& kinds, TablePhrases& phrases,
               const text::Words& words)
      : table_{table}, kinds_{kinds}, phrases_{phrases}, words_{words} {}
  ColumnReader(const ColumnReader&) = delete;
  ColumnReader& operator=(const ColumnReader&) = delete;

  // A field's description of the column that was inferred. `missingValues`, which inference needs,
  // is read by read_missing_values().
  void read_field(base::JsonObject& field, std::size_t index, Column& column);
  // The few keys that the column which names the rows may have.
  void read_naming_field(base::JsonObject& field, Column& column);
  // What is derived, but the columns that it is derived of.
  Property read_derived(base::JsonObject& object);
  // What is told of the things in cells, but the columns; `values` is the one of its values.
  Column read_of_cells(base::JsonObject& object, const Column& values);

  // Further names under a key of an object (a field or a resource), for things of which `known`
  // holds the names in canonical form with how they are written.
  void read_further_names(base::JsonObject& object, const PhraseOwners& known,
                          FurtherNamesOf& names);
  // The names that the cells of a column hold, likewise.
  PhraseOwners names_in(std::size_t index, const Column& column) const;

  // The names that columns have by themselves, before any field is read.
  void add_implied_names(const std::vector<Column>& columns);

 private:
  void read_type(base::JsonObject& field, std::size_t index, Column& column);
  void read_use(base::JsonObject& field, Column& column);
  void read_told(base::JsonObject& object, Property& property);
  void read_words(base::JsonObject& object, Property& property);
  void read_numbers(base::JsonObject& object, Property& property);
  void read_by_type(base::JsonObject& object, Column& column);
  void read_things(base::JsonObject& object, Property& property);
  void read_denial(base::JsonObject& object, Property& property);
  void read_adjectives(base::JsonObject& object, Property& property);
  void read_classes(base::JsonObject& object, Property& property);
  void read_sentence(base::JsonObject& object, std::string_view key, std::string_view signs,
                     std::string& sentence, const Property& property);
  void claim_word(const base::JsonValue& text);

  const CsvTable& table_;
  const DescribedKinds& kinds_;
  TablePhrases& phrases_;
  const text::Words& words_;
  // A word may mean one thing of rows and another of the things in their cells.
  ColumnPhrases of_rows_;
  ColumnPhrases of_cells_;
  ColumnPhrases* owners_ = &of_rows_;
  std::string owner_;  // the column that is being read, as Problems call it
};

// The texts under "missingValues", which may be empty ones.
std::vector<std::string> read_missing_values(base::JsonObject& object);

}  // namespace jauap::knowledge
