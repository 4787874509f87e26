#include "bot/knowledge/table_schema.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "bot/knowledge/table_naming.h"

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
  const auto letters = std::count_if(text.begin(), text.end(), is_letter);
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) < kLongestName &&
         (letters > 1 || (letters == 1 && text.find_first_of("0123456789") != std::string::npos));
}

// A short code ("LV", ".it") is no name: as a word of a question it would be anything.
bool is_code(const std::string& text) {
  constexpr std::ptrdiff_t kLongestCode = 3;
  // "B12" is how a room or a shelf is called.
  const bool has_figure = text.find_first_of("0123456789") != std::string::npos;
  return !has_figure && text.find(' ') == std::string::npos &&
         std::count_if(text.begin(), text.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                  static_cast<unsigned char>(c) >= 0x80;
         }) <= kLongestCode;
}

// Whether commas set values apart: most cells have one, and the values come again in other cells.
// "Austin, Texas" and "Brandt, Ada" are no lists, since one half of each is new every time. Where
// the header is a plural, fewer commas are enough.
bool holds_comma_lists(const std::vector<std::string_view>& cells, bool names_several) {
  constexpr std::size_t kFewest = 5;
  constexpr double kMost = 0.6;
  const auto with_comma = std::count_if(cells.begin(), cells.end(), [](std::string_view cell) {
    return cell.find(", ") != std::string_view::npos;
  });
  const bool has_most = cells.size() >= kFewest && static_cast<double>(with_comma) >=
                                                       kMost * static_cast<double>(cells.size());
  if (with_comma == 0 || (!names_several && !has_most)) return false;
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
  // "colours" holds several where any comes again.
  if (names_several) return counts.size() < all;
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
  const bool names_several = kind_named(column.property.name, words).plural == column.property.name;
  if (!column.is_list && holds_comma_lists(cells, names_several)) {
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

// "on 3 May 1999", "in 1999": where some dates have a day and some have none, neither can be said.
void find_days(const CsvTable& table, std::size_t index, Column& column, const text::Words& words) {
  const auto cells = known_cells(table, index, column);
  const auto with_day = std::count_if(cells.begin(), cells.end(), [&](std::string_view cell) {
    const auto date = read_date(cell, column.format.dates, words);
    return date && date->day != 0;
  });
  column.has_days = static_cast<std::size_t>(with_day) == cells.size();
  if (with_day > 0 && !column.has_days) column.form = NameForm::Phrase;
}

void add_shorter_names(TableSchema& schema, const text::Words& words) {
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    if (i == schema.naming || !schema.columns[i].property.series.empty()) continue;
    std::vector<std::string> others{schema.kind.singular};
    others.insert(others.end(), schema.kind.words.begin(), schema.kind.words.end());
    for (std::size_t j = 0; j < schema.columns.size(); ++j) {
      if (j != i) others.push_back(schema.columns[j].property.name);
    }
    Column& column = schema.columns[i];
    column.shorter_names = shorter_names(column.property.name, column.property.type, others, words);
  }
}

// Columns of numbers that say the same for several years: the last is meant where none is named.
void find_series(std::vector<ColumnHeader>& headers, TableSchema& schema,
                 const text::Words& words) {
  std::map<std::string, std::vector<std::size_t>> series;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    if (schema.columns[i].property.type != ValueType::Number) continue;
    take_year(headers[i]);
    if (headers[i].year != 0) series[headers[i].name].push_back(i);
  }
  for (const auto& [name, members] : series) {
    if (members.size() < 2) continue;
    const std::string was = kind_named(name, words).plural == name ? " were " : " was ";
    const std::size_t last = *std::max_element(
        members.begin(), members.end(),
        [&](std::size_t a, std::size_t b) { return headers[a].year < headers[b].year; });
    for (const std::size_t i : members) {
      Property& property = schema.columns[i].property;
      const std::string year = std::to_string(headers[i].year);
      property.series = name;
      property.year = headers[i].year;
      property.name = fmt::format("{} {}", name, year);
      property.words = {fmt::format("{} in {}", name, year), fmt::format("{} {}", year, name)};
      if (i == last) property.words.push_back(name);
      const std::string_view unit = property.unit.empty() ? "" : " {unit}";
      property.sentence =
          fmt::format("The {} of {{subject}} in {}{}{{value}}{}.", name, year, was, unit);
      property.question = fmt::format("What{}the {} of {{subject}} in {}?", was, name, year);
    }
  }
}

}  // namespace

void add_sentences(Column& column) {
  Property& property = column.property;
  const std::string is = column.is_plural ? " are " : " is ";
  const bool is_done = column.form == NameForm::Participle && property.type == ValueType::Date;
  const std::string value = property.unit.empty() ? "{value}." : "{value} {unit}.";
  if (property.sentence.empty()) {
    if (property.type == ValueType::Boolean) {
      const bool is_had = column.form == NameForm::Having;
      property.sentence = "{subject}, {property}: {value}.";
      if (property.denial.empty()) {
        property.denial = is_had ? "{subject}: no {property}." : "{subject}: not {property}.";
      }
    } else if (is_done) {
      property.sentence =
          "{subject} was {property} " + std::string{column.has_days ? "on " : "in "} + value;
    } else if (column.form != NameForm::Noun) {
      property.sentence = "{subject}: {property} " + value;
    } else {
      property.sentence = "The {property} of {subject}" + is + value;
    }
  }
  if (!property.question.empty()) return;
  if (is_done) {
    property.question = "When was {subject} {property}?";
  } else if (column.form == NameForm::Phrase) {
    property.question = "{subject}: {property}?";
  } else {
    property.question = "What" + is + "the {property} of {subject}?";
  }
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
  std::vector<ColumnHeader> headers;
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
      column.property.name = header.name;
      column.property.unit = header.unit;
    }
    headers.push_back(std::move(header));
    bool is_had = false;
    if (column.property.type == ValueType::Boolean) {
      std::string& name = column.property.name;
      is_had = take_verb(name);
      // "unpaid"
      if (!is_had && name.find(' ') == std::string::npos && !name.starts_with("un")) {
        column.property.antonyms.push_back("un" + name);
      }
    }
    if (column.property.type == ValueType::Date) {
      take_place(column.property.name, words);
    }
    if (column.property.type == ValueType::Entity) {
      const std::string preposition = preposition_of(column.property.name);
      if (!preposition.empty()) column.property.roles[preposition] = Role::Value;
    }
    column.form = is_had ? NameForm::Having : form_of(column.property.name, words);
    if (column.property.type == ValueType::Date) find_days(table, i, column, words);
    schema.columns.push_back(std::move(column));
  }
  find_series(headers, schema, words);
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
