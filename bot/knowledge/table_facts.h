#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/knowledge/csv_file.h"
#include "bot/knowledge/fact.h"
#include "bot/knowledge/fact_store.h"
#include "bot/knowledge/table_schema.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// A table with what it is taken for.
struct DescribedTable {
  std::string file;  // "countries.csv"
  CsvTable table;
  TableSchema schema;
  std::optional<Source> source = {};  // of its facts; where nobody says, the file
};

// Tables as facts: a row is a thing, each of its other cells a fact of that thing, with the line as
// its place in the source. Things of one kind and name are one thing in all tables, and columns of
// one name, type and unit one property. A column of names is of another table's kind where that
// table names nearly all of them.
//
// Rows of one name that differ in one column only are one thing with several values ("mississippi"
// once for each state). Where they differ in more they are things of their own, which the first
// column of names that tells them apart distinguishes: "springfield (illinois)".
FactTables facts_of_tables(std::vector<DescribedTable> tables, const text::Words& words);

// The same tables, in which columns of names have the kind of the table that names nearly all of
// them.
std::vector<DescribedTable> related_tables(std::vector<DescribedTable> tables,
                                           const text::Words& words);

}  // namespace jauap::knowledge
