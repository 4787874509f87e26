#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/knowledge/table_schema.h"

namespace jauap::knowledge {

// What rows of a table are called, and what they are: parts of infer_schema(), whose comment has
// the rules. Columns must have their types.

// The cells of a column that say something, without blanks around them.
std::vector<std::string_view> known_cells(const CsvTable& table, std::size_t index,
                                          const Column& column);

// "state" of "state name"; nothing for other headers.
std::optional<std::string> named_kind(const std::string& column);

// The column that names the rows, of a kind in singular.
std::size_t naming_column(const CsvTable& table, const TableSchema& schema,
                          const std::string& kind);

// What a file's name says its rows are: "spare parts" for "spare_parts_2023".
std::string kind_in(const std::string& file, const text::Words& words);

// Adds other names of what rows are: "trail" for "hiking trail", and what the header calls them.
void add_kind_words(const TableSchema& schema, TableKind& kind, const text::Words& words);

// Makes a column of numbers or codes by which each row is told apart one of further names.
void find_codes(const CsvTable& table, TableSchema& schema);

}  // namespace jauap::knowledge
