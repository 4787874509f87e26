#include "bot/knowledge/table_naming.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <unordered_set>

#include "bot/knowledge/column_header.h"
#include "bot/text/inflect_en.h"

namespace jauap::knowledge {
namespace {

// Whether each cell is there and none comes twice.
bool tells_rows_apart(const CsvTable& table, std::size_t index, const Column& column) {
  const auto cells = known_cells(table, index, column);
  const std::unordered_set<std::string_view> names{cells.begin(), cells.end()};
  return names.size() == table.rows.size();
}

}  // namespace

std::vector<std::string_view> known_cells(const CsvTable& table, std::size_t index,
                                          const Column& column) {
  std::vector<std::string_view> cells;
  for (const CsvTable::Row& row : table.rows) {
    if (!is_missing(column, row.cells[index])) cells.push_back(trim(row.cells[index]));
  }
  return cells;
}

std::optional<std::string> named_kind(const std::string& column) {
  constexpr std::string_view kEnd = " name";
  if (column.size() <= kEnd.size() ||
      column.compare(column.size() - kEnd.size(), kEnd.size(), kEnd) != 0) {
    return std::nullopt;
  }
  return column.substr(0, column.size() - kEnd.size());
}

std::size_t naming_column(const CsvTable& table, const TableSchema& schema,
                          const std::string& kind) {
  const auto& columns = schema.columns;
  const auto is_text = [&](std::size_t i) {
    const Property& property = columns[i].property;
    return (property.type == ValueType::Entity || property.type == ValueType::Text) &&
           !columns[i].is_list && !names_identifier(property.name);
  };
  // "name"; then "part name" and "part" of spare parts; then what tells rows apart.
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].property.name == "name") return i;
  }
  const std::string noun = kind.substr(kind.rfind(' ') + 1);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string& name = columns[i].property.name;
    const bool is_named =
        name == kind || name == noun || named_kind(name) == kind || named_kind(name) == noun;
    if (is_named && is_text(i) && tells_rows_apart(table, i, columns[i])) return i;
  }
  std::size_t first = 0;
  while (first < columns.size() && !is_text(first)) ++first;
  if (first == columns.size()) return 0;
  // A table that only joins things names the same ones again and again.
  constexpr std::size_t kFewest = 4;  // columns of one that tells something of its rows
  const bool is_certain = named_kind(columns[first].property.name).has_value();
  if (is_certain || columns.size() < kFewest) return first;
  for (std::size_t i = first; i < columns.size(); ++i) {
    if (is_text(i) && tells_rows_apart(table, i, columns[i])) return i;
  }
  // Where the texts are shared by many rows, a code is what each is called by: "flight no.".
  constexpr double kNearlyAll = 0.8;
  const auto cells = known_cells(table, first, columns[first]);
  const std::unordered_set<std::string_view> names{cells.begin(), cells.end()};
  if (static_cast<double>(names.size()) >= kNearlyAll * static_cast<double>(table.rows.size())) {
    return first;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool is_code = columns[i].property.type == ValueType::Text ||
                         columns[i].property.type == ValueType::Entity;
    if (is_code && names_identifier(columns[i].property.name) &&
        tells_rows_apart(table, i, columns[i])) {
      return i;
    }
  }
  return first;
}

std::string kind_in(const std::string& file, const text::Words& words) {
  std::string name = readable(std::filesystem::path{file}.stem().string(), words);
  const std::size_t last = name.find_last_not_of("0123456789() ");
  return last == std::string::npos ? name : name.substr(0, last + 1);
}

void add_kind_words(const TableSchema& schema, TableKind& kind, const text::Words& words) {
  const std::string& header = schema.columns[schema.naming].property.name;
  const auto add = [&](const std::string& name) {
    const std::string singular = kind_named(name, words).singular;
    const bool is_said =
        singular == kind.singular ||
        std::find(kind.words.begin(), kind.words.end(), singular) != kind.words.end();
    const bool is_column =
        std::any_of(schema.columns.begin(), schema.columns.end(), [&](const Column& column) {
          const bool names_rows = &column == &schema.columns[schema.naming];
          return !names_rows && (column.property.name == name || column.kind.singular == singular);
        });
    if (!is_said && !is_column) kind.words.push_back(singular);
  };
  if (const std::size_t space = kind.singular.rfind(' '); space != std::string::npos) {
    add(kind.singular.substr(space + 1));
  }
  constexpr std::array<std::string_view, 3> kGeneral{"name", "title", "description"};
  const std::string noun = header.substr(header.rfind(' ') + 1);
  if (std::find(kGeneral.begin(), kGeneral.end(), noun) == kGeneral.end()) add(header);
}

void find_codes(const CsvTable& table, TableSchema& schema) {
  constexpr std::size_t kShortest = 4;  // letters and figures; shorter ones may be anything
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    Column& column = schema.columns[i];
    const ValueType type = column.property.type;
    if (i == schema.naming || column.is_list || !names_identifier(column.property.name) ||
        (type != ValueType::Text && type != ValueType::Entity)) {
      continue;
    }
    const auto cells = known_cells(table, i, column);
    const bool are_codes = std::all_of(cells.begin(), cells.end(), [](std::string_view cell) {
      return cell.size() >= kShortest && cell.find_first_of("0123456789") != std::string::npos &&
             cell.find_first_not_of("0123456789.") != std::string::npos;
    });
    if (!are_codes || !tells_rows_apart(table, i, column)) continue;
    column.property.type = ValueType::Text;
    column.use = ColumnUse::Names;
  }
}

bool says_nothing(std::string_view file_name) {
  constexpr std::array<std::string_view, 7> kNames{"data",  "table",  "list", "export",
                                                   "sheet", "sheet1", "input"};
  return std::find(kNames.begin(), kNames.end(), file_name) != kNames.end();
}

TableKind kind_named(const std::string& name, const text::Words& words) {
  const std::size_t last = name.rfind(' ') + 1;  // 0 where there is no space
  const std::string front = name.substr(0, last);
  const std::string word = name.substr(last);
  if (const auto base = words.irregular_forms.find(word); base != words.irregular_forms.end()) {
    return {front + base->second, name};
  }
  // Of "cities" the longest word that has this plural is "citie", the right one is the last.
  const auto bases = text::base_forms_en(word);
  for (std::size_t i = bases.size(); i-- > 1;) {
    if (text::plural_en(bases[i]) == word) return {front + bases[i], name};
  }
  return {name, text::plural_en(name)};
}

}  // namespace jauap::knowledge
