#pragma once

#include <string>
#include <string_view>

#include "bot/base/problem.h"
#include "bot/knowledge/csv_file.h"

namespace jauap::knowledge {

// Reads a table from JSON: a list of objects, each a row, their keys the columns.
//
//   [{"name": "Oslo", "population": 709037, "tongues": ["Norwegian", "Sami"]}, …]
//
// A column that an object lacks, null and an empty list say that nothing is known. The values of a
// list are set apart by a sign that stands in none of them. Places are items, counted from 1.
// Anything but texts, numbers, true, false, null and flat lists of them is a Problem with its
// place; all are reported at once, but no more than a few dozen.
base::Loaded<CsvTable> parse_json_table(std::string_view text, const std::string& file);

}  // namespace jauap::knowledge
