#include "bot/knowledge/table_schema.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "bot/text/dates.h"
#include "bot/text/inflect_en.h"

namespace jauap::knowledge {
namespace {

constexpr std::string_view kBlank = " \t";
constexpr std::size_t kLongestName = 6;  // words of a text that is a name and no prose

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string lower(std::string_view text) {
  std::string small{text};
  for (char& c : small) {
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

// "officialName", "official_name" and "Official Name" as "official name"; "GDP per capita" stays.
std::string readable(std::string_view header) {
  std::string spaced;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const char c = header[i];
    const bool is_gap = c == '_' || c == '-' || c == '.' || c == ' ';
    const bool begins_word = i > 0 && is_upper(c) && header[i - 1] >= 'a' && header[i - 1] <= 'z';
    if (is_gap || begins_word) {
      if (!spaced.empty() && spaced.back() != ' ') spaced += ' ';
      if (is_gap) continue;
    }
    spaced += c;
  }
  std::string name;
  for (std::size_t at = 0; at < spaced.size();) {
    const std::size_t end = std::min(spaced.find(' ', at), spaced.size());
    const std::string word = spaced.substr(at, end - at);
    const bool is_abbreviation =
        word.size() > 1 &&
        std::all_of(word.begin(), word.end(), [](char c) { return is_upper(c) || is_digit(c); });
    if (!word.empty()) name += (name.empty() ? "" : " ") + (is_abbreviation ? word : lower(word));
    at = end + 1;
  }
  return name;
}

// "area (km2)", "area [km2]": what is in the brackets is the unit.
void split_unit(std::string_view header, Column& column) {
  const std::size_t open = header.find_last_of("([");
  const bool has_unit =
      open != std::string_view::npos && open > 0 && (header.back() == ')' || header.back() == ']');
  column.property.name = readable(trim(has_unit ? header.substr(0, open) : header));
  if (has_unit) column.property.unit = trim(header.substr(open + 1, header.size() - open - 2));
}

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

// "1,234.5" and "1 234.5", with a percent sign where one is expected.
std::optional<double> read_number(std::string_view cell) {
  std::string figures;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const bool sets_apart = (cell[i] == ',' || cell[i] == ' ') && i > 0 && is_digit(cell[i - 1]) &&
                            i + 3 < cell.size() && is_digit(cell[i + 1]) && is_digit(cell[i + 2]) &&
                            is_digit(cell[i + 3]);
    if (!sets_apart) figures += cell[i];
  }
  double number = 0;
  const char* end = figures.data() + figures.size();
  const auto [stop, error] = std::from_chars(figures.data(), end, number);
  if (error != std::errc{} || stop != end || figures.empty()) return std::nullopt;
  return number;
}

std::optional<double> read_percent(std::string_view cell) {
  if (cell.empty() || cell.back() != '%') return std::nullopt;
  return read_number(trim(cell.substr(0, cell.size() - 1)));
}

std::optional<bool> read_boolean(std::string_view cell) {
  const std::string word = lower(cell);
  if (word == "yes" || word == "true") return true;
  if (word == "no" || word == "false") return false;
  return std::nullopt;
}

bool has_word(const std::string& name, std::string_view word) {
  return (" " + lower(name) + " ").find(" " + std::string{word} + " ") != std::string::npos;
}

// A number by which things are told apart: nothing to add up or compare.
bool names_identifier(const std::string& name) {
  constexpr std::array<std::string_view, 8> kWords{"id",  "code",  "zip",    "isbn",
                                                   "ean", "phone", "number", "postcode"};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return has_word(name, word); });
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

// A unit at the end of a header, and the words of which one must stand before it: "sales_m" are
// millions, "height_m" metres. None: any.
struct HeaderUnit {
  std::string_view word;
  std::string_view unit;
  std::vector<std::string_view> dimensions;
};

const std::vector<HeaderUnit>& header_units() {
  static const std::vector<std::string_view> kLengths{"height", "length",   "depth",    "width",
                                                      "size",   "distance", "altitude", "elevation",
                                                      "radius", "diameter"};
  static const std::vector<std::string_view> kWeights{"weight", "mass", "load"};
  static const std::vector<HeaderUnit> kUnits{
      {"km2", "km²", {}},   {"sqkm", "km²", {}},  {"m2", "m²", {}},     {"km", "km", {}},
      {"cm", "cm", {}},     {"mm", "mm", {}},     {"m", "m", kLengths}, {"kg", "kg", {}},
      {"g", "g", kWeights}, {"t", "t", kWeights}, {"eur", "EUR", {}},   {"usd", "USD", {}},
      {"gbp", "GBP", {}},   {"pct", "%", {}},     {"percent", "%", {}},
  };
  return kUnits;
}

// "height_m" is a height in m.
void take_unit(Property& property) {
  const std::size_t last = property.name.rfind(' ');
  if (!property.unit.empty() || last == std::string::npos) return;
  const std::string word = lower(property.name.substr(last + 1));
  const std::string front = property.name.substr(0, last);
  for (const HeaderUnit& each : header_units()) {
    if (each.word != word) continue;
    const bool fits = each.dimensions.empty() ||
                      std::any_of(each.dimensions.begin(), each.dimensions.end(),
                                  [&](std::string_view name) { return has_word(front, name); });
    if (!fits) return;
    property.name = front;
    property.unit = each.unit;
    return;
  }
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

ValueType type_of(const std::vector<std::string_view>& cells, Column& column) {
  if (cells.empty()) return ValueType::Text;
  const auto all = [&](auto reads) { return std::all_of(cells.begin(), cells.end(), reads); };
  if (all([](std::string_view cell) { return read_boolean(cell).has_value(); })) {
    return ValueType::Boolean;
  }
  if (all([](std::string_view cell) { return read_percent(cell).has_value(); })) {
    return ValueType::Percent;
  }
  if (!names_identifier(column.property.name)) {
    const bool says_year = has_word(column.property.name, "year");
    if (all([&](std::string_view cell) {
          return text::parse_iso(cell).has_value() && (says_year || cell.size() > 4);
        })) {
      return ValueType::Date;
    }
    if (all([](std::string_view cell) { return read_number(cell).has_value(); })) {
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

std::size_t naming_column(const std::vector<Column>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].property.name == "name") return i;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Property& property = columns[i].property;
    const bool is_text = property.type == ValueType::Entity || property.type == ValueType::Text;
    if (is_text && !columns[i].is_list && !names_identifier(property.name)) return i;
  }
  return 0;
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
    property.sentence = property.type == ValueType::Boolean
                            ? "{subject}: {property} {value}."
                            : "The {property} of {subject}" + is + "{value}" +
                                  (property.unit.empty() ? "." : " {unit}.");
  }
  if (property.denial.empty() && property.type == ValueType::Boolean && property.is_inferred) {
    property.denial = "{subject}: not {property}.";
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
    split_unit(table.header[i], column);
    if (i < hints.missing.size()) column.missing = hints.missing[i];
    column.property.type = type_of(known_cells(table, i, column), column);
    if (column.property.type == ValueType::Number) take_unit(column.property);
    schema.columns.push_back(std::move(column));
  }
  schema.naming = hints.naming ? *hints.naming : naming_column(schema.columns);
  for (Column& column : schema.columns) {
    const std::string& name = column.property.name;
    const auto named = named_kind(name);
    if (named) column.property.words.push_back(*named);
    column.kind = kind_named(named.value_or(name), words);
    // "built" looks like a plural ("people", "men"), but a date is one.
    column.is_plural = column.property.type != ValueType::Date && column.kind.plural == name;
  }
  Column& naming = schema.columns[schema.naming];
  const std::string file_name = readable(std::filesystem::path{file}.stem().string());
  const bool header_names_kind = named_kind(readable(table.header[schema.naming])).has_value();
  if (!header_names_kind && (naming.property.name == "name" || !says_nothing(file_name))) {
    naming.kind = kind_named(file_name, words);
  }
  naming.property.type = ValueType::Entity;
  naming.is_list = false;
  schema.kind = naming.kind;
  return schema;
}

std::vector<Scalar> read_cell(const Column& column, std::string_view cell) {
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
      add(text::parse_iso(cell));
      break;
    case ValueType::Number:
      add(read_number(cell));
      break;
    default:
      for (std::string& item : items_of(column, cell)) values.emplace_back(std::move(item));
  }
  return values;
}

}  // namespace jauap::knowledge
