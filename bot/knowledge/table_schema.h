#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/knowledge/cell_values.h"
#include "bot/knowledge/column_header.h"
#include "bot/knowledge/csv_file.h"
#include "bot/knowledge/fact.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// A class of things: named by a table's file or header, or described by the table's author.
struct TableKind {
  std::string singular;
  std::string plural;
  std::vector<std::string> words = {};       // other singular names
  std::vector<std::string> everywhere = {};  // words for where all of its things are
  bool is_person = false;
  bool is_group = false;
  bool is_place = false;
  bool is_described = false;  // false where only its name is known
};

// Further names of a thing that a column names, and adjectives for what is of it.
struct FurtherNames {
  std::vector<std::string> aliases;
  std::vector<std::string> adjectives;
};
// By the canonical form of the name in the table.
using FurtherNamesOf = std::map<std::string, FurtherNames>;

// What becomes of the cells of a column.
enum class ColumnUse : std::uint8_t {
  Fact,       // each is a fact of its row
  Names,      // further names of the row's thing, and texts that can be asked for
  Adjective,  // adjectives for what is of the row's thing, and likewise
  Ignored,
};

// Which rows of another table a column's cells name: those that it names and that have the same in
// other columns as well.
struct RowReference {
  struct Condition {
    std::size_t own = 0;
    std::size_t other = 0;
  };
  std::size_t table = 0;  // its position among the tables of the pack
  std::vector<Condition> conditions;
};

// What a column is taken for.
struct Column {
  // All that does not depend on other tables. Its name is as a person would say it: "calling code"
  // for "calling_code"; its words are other names ("state" for "state name"); its unit that of
  // "area (km2)". Its type is Text, Number, Percent, Date, Boolean, or Entity: short texts, each of
  // which names a thing that can be asked for ("which countries are in Europe").
  Property property;
  // Of an Entity: the things' kind. Two columns of one kind hold the same things.
  TableKind kind;
  bool is_kind_given = false;  // by the author, and so not to be found out from other tables
  std::optional<RowReference> reference;
  bool is_list = false;  // values are set apart by `separator`
  char separator = ';';
  CellFormat format;
  bool is_plural = false;  // its name is: "borders"
  NameForm form = NameForm::Noun;
  bool has_days = false;  // of dates: each has one, "on"; no year alone, "in"
  ColumnUse use = ColumnUse::Fact;
  // What people call it for short, where nobody has described it: "price" for "unit price".
  std::vector<std::string> shorter_names;
  std::vector<std::string> missing;  // cells that say that nothing is known, besides the usual ones
  FurtherNamesOf further_names;      // of the things in its cells
};

// Numbers that are worked out for each row: one column's by another's.
struct DerivedColumn {
  Property property;
  std::size_t dividend = 0;
  std::size_t divisor = 0;
};

// What a table tells not of its rows but of the things in their cells: the height of a summit in a
// table of countries, and in which of them it stands.
struct CellProperty {
  Column told;
  struct Pair {
    std::size_t thing = 0;
    std::size_t value = 0;  // may be the column that names the rows
  };
  std::vector<Pair> pairs;  // of columns
};

// What a table is taken for.
struct TableSchema {
  TableKind kind;          // of the things that its rows are about
  std::size_t naming = 0;  // the column that names them
  std::vector<Column> columns;
  FurtherNamesOf further_names;  // of the things that its rows are about
  std::vector<DerivedColumn> derived;
  std::vector<CellProperty> of_cells;
};

// What is known of a table before anything is inferred of it.
struct SchemaHints {
  std::optional<std::size_t> naming;
  // For each column, or empty: cells that say that nothing is known.
  std::vector<std::vector<std::string>> missing;
};

// Reads a schema from a table's file name and contents:
//
//   countries.csv: name, calling_code, area (km2)
//     kind country; name names the rows
//
//   highlow.csv: state_name, highest_point
//     kind state
//
// The naming column is the first called "name", else one that tells all rows apart and is called as
// the file ("part name" of spare parts), else the first of texts; of four columns or more the first
// of them that tells all rows apart; where they hardly do and a code does, that code. The kind is
// what "<kind> name" says, else the file's name; where that says nothing ("data"), the column's. It
// has the last word of its name, and the header's, as other names. Numbers may have their thousands
// set apart by commas or spaces, and their unit beside them; one that only tells things apart (id,
// code, zip) is a text, and a code that tells all rows apart a further name of each. Years are
// Dates where the header says year or that something was done ("founded"). Booleans are yes/no or
// true/false throughout. Values of a list are set apart by the table's own sign, or by commas where
// most cells have one and they recur.
TableSchema infer_schema(const CsvTable& table, const std::string& file, const text::Words& words,
                         const SchemaHints& hints = {});

// The kind that a word or phrase names, in singular or plural.
TableKind kind_named(const std::string& name, const text::Words& words);

// Whether a file's name, in lower case, does not tell what its rows are: "data".
bool says_nothing(std::string_view file_name);

// How a column is told and asked for where its author does not say.
void add_sentences(Column& column);

// Whether a cell says that nothing is known: "", "-", "n/a", "null", or what its column says.
bool is_missing(const Column& column, std::string_view cell);

// The value of a cell of a column; nothing where it is missing. Entities come as their names. A
// list gives several.
std::vector<Scalar> read_cell(const Column& column, std::string_view cell,
                              const text::Words& words);

}  // namespace jauap::knowledge
