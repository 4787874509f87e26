#include "bot/knowledge/json_table.h"

#include <unordered_map>
#include <utility>

#include "bot/base/json_file.h"

namespace jauap::knowledge {
namespace {

using base::JsonKind;
using base::JsonValue;

constexpr char kSeparator = '\x1F';  // a "unit separator", which no text that people write holds

class Reader {
 public:
  explicit Reader(const std::string& file) : file_{file} { table_.list_separator = kSeparator; }

  base::Loaded<CsvTable> read(const JsonValue& root) && {
    table_.place = "item";
    if (root.kind != JsonKind::Array) {
      report(root, "expected a list of objects, found " + base::describe(root),
             "a row is an object, a column a key of it");
    }
    for (const JsonValue& item : root.items) add_row(item);
    if (problems_.empty() && table_.header.empty()) {
      report(root, "expected at least one object with a key, found none");
    }
    if (!problems_.empty()) return {std::nullopt, std::move(problems_)};
    for (CsvTable::Row& row : table_.rows) row.cells.resize(table_.header.size());
    return {std::move(table_), {}};
  }

 private:
  void add_row(const JsonValue& item) {
    CsvTable::Row row;
    row.line = table_.rows.size() + 1;
    if (item.kind != JsonKind::Object) {
      report(item, "expected an object, found " + base::describe(item), "each row is an object");
    }
    for (const auto& [key, value] : item.members) {
      if (key.empty()) report(value, "a column has no name", "give the key a name");
      const auto [place, is_new] = columns_.try_emplace(key, table_.header.size());
      if (is_new) table_.header.push_back(key);
      if (row.cells.size() <= place->second) row.cells.resize(place->second + 1);
      row.cells[place->second] = cell(value);
    }
    table_.rows.push_back(std::move(row));
  }

  std::string cell(const JsonValue& value) {
    if (value.kind != JsonKind::Array) return text_of(value);
    std::string all;
    for (const JsonValue& item : value.items) {
      const std::string text = text_of(item);
      if (!text.empty()) all += (all.empty() ? "" : std::string{kSeparator}) + text;
    }
    return all;
  }

  std::string text_of(const JsonValue& value) {
    switch (value.kind) {
      case JsonKind::Null:
        return "";
      case JsonKind::Boolean:
        return value.boolean ? "true" : "false";
      case JsonKind::Number:
        return value.text;
      case JsonKind::Text:
        if (value.text.find(kSeparator) != std::string::npos) {
          report(value, "a text holds a control character", "write it without");
        }
        return value.text;
      default:
        report(value,
               "expected a text, a number, true, false or null, found " + base::describe(value),
               "a table has one value or a list of values in a cell");
        return "";
    }
  }

  void report(const JsonValue& place, std::string message, std::string hint = "") {
    if (problems_.size() == kMostProblems) return;
    problems_.push_back(
        {file_, place.line, place.column, place.pointer, std::move(message), std::move(hint)});
  }

  const std::string& file_;
  CsvTable table_;
  base::Problems problems_;
  std::unordered_map<std::string, std::size_t> columns_;
};

}  // namespace

base::Loaded<CsvTable> parse_json_table(std::string_view text, const std::string& file) {
  auto root = base::parse_json(text, file);
  if (!root.ok()) return {std::nullopt, std::move(root.problems)};
  return Reader{file}.read(*root.value);
}

}  // namespace jauap::knowledge
