#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bot/base/problem.h"

namespace jauap::knowledge {

// How many Problems one table is told at most.
inline constexpr std::size_t kMostProblems = 30;

// A table of text as it stands in a file: every row has a cell for each column.
struct CsvTable {
  struct Row {
    std::size_t line = 0;  // of the file, on which the row begins; or what `place` says
    std::vector<std::string> cells;
  };
  std::vector<std::string> header;
  std::vector<Row> rows;
  std::string place = "line";  // what rows are counted in
  char list_separator = ';';   // between several values in a cell
};

// Reads CSV (RFC 4180) by any of the delimiters comma, semicolon, tab and bar, the one that stands
// most often in the first line. UTF-8 with or without a byte order mark, or else ISO 8859-1; lines
// end in LF, CR LF or CR; quoted cells may hold line ends. The first row names the columns. Blank
// around unquoted cells and blank lines are left out. A row with too few or too many cells, an
// unclosed or misplaced quote, a column without a name and two of one name are Problems with their
// line; all are reported at once, but no more than kMostProblems.
base::Loaded<CsvTable> parse_csv(std::string bytes, const std::string& file);

// The table as CSV with commas, in UTF-8, its lines ended by LF. parse_csv() gives the same back.
std::string write_csv(const CsvTable& table);

}  // namespace jauap::knowledge
