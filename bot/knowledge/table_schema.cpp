#include "bot/knowledge/table_schema.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "bot/knowledge/column_header.h"
#include "bot/text/inflect_en.h"

namespace jauap::knowledge {
namespace {

constexpr std::size_t kLongestName = 6;  // words of a text that is a name and no prose

std::vector<std::string> items_of(const Column& column, std::string_view cell) {
  std::vector<std::string> items;
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end =
        column.is_list ? std::min(cell.find(column.separator, at), cell.size()) : cell.size();
    const auto item = trim(cell.substr(at, end - at));
    if (!item.empty()) items.emplace_back(item);
    at = end + 1;
  }
  return items;
}

bool is_name(const std::string& text) {
  const auto is_letter = [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) < kLongestName &&
         std::count_if(text.begin(), text.end(), is_letter) > 1;
}

// A short code ("LV", ".it") is no name: as a word of a question it would be anything.
bool is_code(const std::string& text) {
  constexpr std::ptrdiff_t kLongestCode = 3;
  return text.find(' ') == std::string::npos &&
         std::count_if(text.begin(), text.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                  static_cast<unsigned char>(c) >= 0x80;
         }) <= kLongestCode;
}

std::vector<std::string_view> known_cells(const CsvTable& table, std::size_t index,
                                          const Column& column) {
  std::vector<std::string_view> cells;
  for (const CsvTable::Row& row : table.rows) {
    if (!is_missing(column, row.cells[index])) cells.push_back(trim(row.cells[index]));
  }
  return cells;
}

// Whether commas set values apart: most cells have one, and the values come again in other cells.
// "Austin, Texas" and "Brandt, Ada" are no lists, since one half of each is new every time.
bool holds_comma_lists(const std::vector<std::string_view>& cells) {
  constexpr std::size_t kFewest = 5;
  constexpr double kMost = 0.6;
  const auto with_comma = std::count_if(cells.begin(), cells.end(), [](std::string_view cell) {
    return cell.find(", ") != std::string_view::npos;
  });
  if (cells.size() < kFewest ||
      static_cast<double>(with_comma) < kMost * static_cast<double>(cells.size())) {
    return false;
  }
  Column commas;
  commas.is_list = true;
  commas.separator = ',';
  std::unordered_map<std::string, std::size_t> counts;
  std::size_t all = 0;
  for (const std::string_view cell : cells) {
    for (std::string& item : items_of(commas, cell)) {
      if (!is_name(item)) return false;
      ++counts[std::move(item)];
      ++all;
    }
  }
  const auto once = std::count_if(counts.begin(), counts.end(),
                                  [](const auto& item) { return item.second == 1; });
  return counts.size() * 2 <= all && static_cast<std::size_t>(once) * 4 <= all;
}

// "-1" or "-999" where all other numbers are above zero stands for what is not known.
void find_sentinel(const std::vector<std::string_view>& cells, Column& column) {
  std::string_view only;
  for (const std::string_view cell : cells) {
    const auto number = read_number(cell);
    if (!number || *number > 0) continue;
    if (*number == 0 || (!only.empty() && cell != only)) return;
    only = cell;
  }
  constexpr std::array<std::string_view, 4> kSentinels{"-1", "-99", "-999", "-9999"};
  if (std::find(kSentinels.begin(), kSentinels.end(), only) == kSentinels.end()) return;
  column.missing.emplace_back(only);
}

constexpr std::size_t kYear = 4;  // figures of one

// Whether numbers of four figures are years: the header says so, or it says that something was
// done and they all could be.
bool holds_years(const std::vector<std::string_view>& cells, const Property& property,
                 const text::Words& words) {
  if (has_word(property.name, "year")) return true;
  constexpr double kFirst = 1000;
  constexpr double kLast = 2200;
  return property.unit.empty() && names_time(property.name, words) &&
         std::all_of(cells.begin(), cells.end(), [&](std::string_view cell) {
           const auto number = read_number(cell);
           return number && *number >= kFirst && *number <= kLast;
         });
}

ValueType type_of(const std::vector<std::string_view>& cells, const text::Words& words,
                  Column& column) {
  if (cells.empty()) return ValueType::Text;
  const auto all = [&](auto reads) { return std::all_of(cells.begin(), cells.end(), reads); };
  if (all([](std::string_view cell) { return read_boolean(cell).has_value(); })) {
    return ValueType::Boolean;
  }
  if (all([](std::string_view cell) { return read_percent(cell).has_value(); })) {
    return ValueType::Percent;
  }
  if (all([](std::string_view cell) { return read_time(cell).has_value(); })) {
    return ValueType::Time;
  }
  if (!names_identifier(column.property.name)) {
    // A number of four figures alone may be anything.
    const bool are_years = all([](std::string_view cell) { return cell.size() == kYear; });
    if (!are_years || holds_years(cells, column.property, words)) {
      if (const auto order = date_order(cells, words)) {
        column.format.dates = *order;
        return ValueType::Date;
      }
    }
    if (const auto numbers = number_format(cells, words)) {
      column.format = numbers->format;
      if (column.property.unit.empty()) column.property.unit = numbers->unit;
      find_sentinel(cells, column);
      return ValueType::Number;
    }
  }
  column.is_list = std::any_of(cells.begin(), cells.end(), [&](std::string_view cell) {
    return cell.find(column.separator) != std::string_view::npos;
  });
  if (!column.is_list && holds_comma_lists(cells)) {
    column.is_list = true;
    column.separator = ',';
  }
  constexpr std::size_t kFewestCodes = 3;  // "usa" in every row is a name
  std::unordered_set<std::string> names;
  std::unordered_set<std::string> codes;
  for (const std::string_view cell : cells) {
    for (const std::string& item : items_of(column, cell)) {
      if (!is_name(item)) return ValueType::Text;
      (is_code(item) ? codes : names).insert(item);
    }
  }
  const bool holds_codes = codes.size() > names.size() && codes.size() >= kFewestCodes;
  return holds_codes ? ValueType::Text : ValueType::Entity;
}

// "state name" names a state.
std::optional<std::string> named_kind(const std::string& column) {
  constexpr std::string_view kEnd = " name";
  if (column.size() <= kEnd.size() ||
      column.compare(column.size() - kEnd.size(), kEnd.size(), kEnd) != 0) {
    return std::nullopt;
  }
  return column.substr(0, column.size() - kEnd.size());
}

// Whether each cell is there and none comes twice.
bool tells_rows_apart(const CsvTable& table, std::size_t index, const Column& column) {
  const auto cells = known_cells(table, index, column);
  const std::unordered_set<std::string_view> names{cells.begin(), cells.end()};
  return names.size() == table.rows.size();
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
  return first;
}

// What a file's name says its rows are: "spare parts" for "spare_parts_2023".
std::string kind_in(const std::string& file, const text::Words& words) {
  std::string name = readable(std::filesystem::path{file}.stem().string(), words);
  const std::size_t last = name.find_last_not_of("0123456789() ");
  return last == std::string::npos ? name : name.substr(0, last + 1);
}

// Other names of what rows are: "trail" for "hiking trail", and what the header calls them.
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

// A column of numbers or codes by which each row is told apart names its thing too: "BX-1003".
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

void add_shorter_names(TableSchema& schema, const text::Words& words) {
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    if (i == schema.naming) continue;
    std::vector<std::string> others{schema.kind.singular};
    others.insert(others.end(), schema.kind.words.begin(), schema.kind.words.end());
    for (std::size_t j = 0; j < schema.columns.size(); ++j) {
      if (j != i) others.push_back(schema.columns[j].property.name);
    }
    Column& column = schema.columns[i];
    column.shorter_names = shorter_names(column.property.name, column.property.type, others, words);
  }
}

}  // namespace

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

void add_sentences(Column& column) {
  Property& property = column.property;
  const std::string is = column.is_plural ? " are " : " is ";
  if (property.sentence.empty()) {
    if (property.denial.empty() && property.type == ValueType::Boolean) {
      property.denial = "{subject}: not {property}.";
    }
    property.sentence = property.type == ValueType::Boolean
                            ? "{subject}: {property} {value}."
                            : "The {property} of {subject}" + is + "{value}" +
                                  (property.unit.empty() ? "." : " {unit}.");
  }
  if (property.question.empty()) property.question = "What" + is + "the {property} of {subject}?";
}

bool is_missing(const Column& column, std::string_view cell) {
  constexpr std::array<std::string_view, 9> kMissing{"-",    "–",  "—", "?",   "n/a",
                                                     "null", "na", "",  "n.a."};
  constexpr std::size_t kLongest = 4;
  cell = trim(cell);
  return (cell.size() <= kLongest &&
          std::find(kMissing.begin(), kMissing.end(), lower(cell)) != kMissing.end()) ||
         std::find(column.missing.begin(), column.missing.end(), cell) != column.missing.end();
}

TableSchema infer_schema(const CsvTable& table, const std::string& file, const text::Words& words,
                         const SchemaHints& hints) {
  TableSchema schema;
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    Column column;
    column.property.is_inferred = true;
    column.separator = table.list_separator;
    ColumnHeader header = read_header(table.header[i], words);
    column.property.name = header.name;
    column.property.unit = header.unit;
    if (i < hints.missing.size()) column.missing = hints.missing[i];
    column.property.type = type_of(known_cells(table, i, column), words, column);
    if (column.property.type == ValueType::Number) {
      header.unit = column.property.unit;
      take_unit(header);
      column.property.name = std::move(header.name);
      column.property.unit = std::move(header.unit);
    }
    schema.columns.push_back(std::move(column));
  }
  const std::string file_kind = kind_in(file, words);
  schema.naming = hints.naming
                      ? *hints.naming
                      : naming_column(table, schema, kind_named(file_kind, words).singular);
  for (Column& column : schema.columns) {
    const std::string& name = column.property.name;
    const auto named = named_kind(name);
    if (named) column.property.words.push_back(*named);
    column.kind = kind_named(named.value_or(name), words);
    // "built" looks like a plural ("people", "men"), but a date is one.
    column.is_plural = column.property.type != ValueType::Date && column.kind.plural == name;
  }
  Column& naming = schema.columns[schema.naming];
  const bool header_names_kind = named_kind(naming.property.name).has_value();
  if (!header_names_kind && (naming.property.name == "name" || !says_nothing(file_kind))) {
    naming.kind = kind_named(file_kind, words);
  }
  naming.property.type = ValueType::Entity;
  naming.is_list = false;
  add_kind_words(schema, naming.kind, words);
  schema.kind = naming.kind;
  find_codes(table, schema);
  add_shorter_names(schema, words);
  return schema;
}

std::vector<Scalar> read_cell(const Column& column, std::string_view cell,
                              const text::Words& words) {
  std::vector<Scalar> values;
  if (is_missing(column, cell)) return values;
  cell = trim(cell);
  const auto add = [&](const auto& value) {
    if (value) values.emplace_back(*value);
  };
  switch (column.property.type) {
    case ValueType::Boolean:
      add(read_boolean(cell));
      break;
    case ValueType::Percent:
      add(read_percent(cell));
      break;
    case ValueType::Date:
      add(read_date(cell, column.format.dates, words));
      break;
    case ValueType::Number:
      add(read_number(cell, column.format));
      break;
    case ValueType::Time:
      add(read_time(cell));
      break;
    default:
      for (std::string& item : items_of(column, cell)) values.emplace_back(std::move(item));
  }
  return values;
}

}  // namespace jauap::knowledge
