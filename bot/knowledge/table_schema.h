#pragma once

#include <string>
#include <vector>

#include "bot/knowledge/csv_file.h"
#include "bot/knowledge/value.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// A class of things as a table's file or header names it: "country", "countries".
struct TableKind {
  std::string singular;
  std::string plural;
};

// What a column is taken for.
struct Column {
  std::string name;                // as a person would say it: "calling code" for "calling_code"
  std::vector<std::string> words;  // other names: "state" for "state name"
  std::string unit;                // of "area (km2)"; "" for none
  // Text, Number, Percent, Date, Boolean, or Entity: short texts, each of which names a thing that
  // can be asked for ("which countries are in Europe").
  ValueType type = ValueType::Text;
  // Of an Entity: the things' kind. Two columns of one kind hold the same things.
  TableKind kind;
  bool is_list = false;    // values are set apart by a semicolon
  bool is_plural = false;  // its name is: "borders"
};

// What a table without a descriptor is taken for.
struct TableSchema {
  TableKind kind;          // of the things that its rows are about
  std::size_t naming = 0;  // the column that names them
  std::vector<Column> columns;
};

// Reads a schema from a table's file name and contents:
//
//   countries.csv: name, calling_code, area (km2)
//     kind country; name names the rows
//
//   highlow.csv: state_name, highest_point
//     kind state
//
// The naming column is the first that is called "name", else the first of texts. The kind is what
// "<kind> name" says, else the file's name; where that says nothing ("data"), the column's.
// Numbers may have their thousands set apart by commas or spaces; a number that only tells things
// apart (id, code, zip) is a text. Years are Dates where the header says year. Booleans are
// yes/no or true/false throughout.
TableSchema infer_schema(const CsvTable& table, const std::string& file, const text::Words& words);

// Whether a cell says that nothing is known: "", "-", "n/a", "null".
bool is_missing(std::string_view cell);

// The value of a cell of a column; nothing where it is missing. Entities come as their names. A
// list gives several.
std::vector<Scalar> read_cell(const Column& column, std::string_view cell);

}  // namespace jauap::knowledge
