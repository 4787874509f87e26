// In four passes over all tables, since each needs what the one before has found of all: kinds that
// are described, what rows are about, which columns lead to other tables, and the columns.

#include "bot/knowledge/table_descriptor.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/knowledge/column_descriptor.h"
#include "bot/knowledge/described_kinds.h"
#include "bot/knowledge/table_phrases.h"

namespace jauap::knowledge {
namespace {

using base::JsonKind;
using base::JsonObject;
using base::JsonValue;

const JsonValue& no_schema() {
  static const JsonValue kEmpty = [] {
    JsonValue value;
    value.kind = JsonKind::Object;
    return value;
  }();
  return kEmpty;
}

// What is read of one resource.
struct Described {
  TableResource resource;
  JsonObject object;  // the resource
  JsonObject schema;  // its schema, or an empty one
  TableSchema result;
  std::vector<JsonObject> fields;
  std::vector<std::optional<std::size_t>> columns;  // of each field: the one that it names
};

class TableDescriber {
 public:
  TableDescriber(const std::string& file, const text::Words& words,
                 const std::vector<std::string>& reserved, base::Problems& problems)
      : file_{file},
        words_{words},
        problems_{problems},
        phrases_{words, reserved, file, problems},
        kinds_{phrases_, words, file, problems} {}

  void add(TableResource resource) {
    const JsonValue& value = *resource.resource;
    const JsonValue* schema = value.find("schema");
    if (const JsonValue* kind = value.find("kind")) kinds_.add(*kind);
    Described table{std::move(resource),
                    {value, file_, problems_},
                    {schema == nullptr ? no_schema() : *schema, file_, problems_},
                    {},
                    {},
                    {}};
    std::set<std::size_t> seen;
    for (const JsonValue& item : table.schema.items("fields")) {
      if (const JsonValue* kind = item.find("kind")) kinds_.add(*kind);
      JsonObject field{item, file_, problems_};
      field.text("name");
      std::optional<std::size_t> column;
      if (const JsonValue* name = field.find("name")) column = column_named(table, *name);
      if (column && !seen.insert(*column).second) {
        field.report(item, "two fields describe the column " + base::describe(*item.find("name")),
                     "keep one of the two");
        column.reset();
      }
      table.fields.push_back(std::move(field));
      table.columns.push_back(column);
    }
    tables_.push_back(std::move(table));
  }

  std::vector<DescribedTable> finish() && {
    for (Described& table : tables_) infer(table);
    for (Described& table : tables_) read_foreign_keys(table);
    for (Described& table : tables_) read_columns(table);
    std::vector<DescribedTable> described;
    for (Described& table : tables_) {
      for (Column& column : table.result.columns) column.kind = kinds_.known(column.kind);
      check_symmetry(table);
      check_cells(table);
      described.push_back({table.resource.file, std::move(table.resource.table),
                           std::move(table.result), std::move(table.resource.source)});
    }
    return described;
  }

 private:
  void report(const JsonValue& place, std::string message, std::string hint = "") {
    problems_.push_back(
        {file_, place.line, place.column, place.pointer, std::move(message), std::move(hint)});
  }

  // The column that a text names; a Problem where there is none.
  std::optional<std::size_t> column_named(const Described& table, const JsonValue& name) {
    const auto& header = table.resource.table.header;
    if (name.kind != JsonKind::Text) return std::nullopt;
    const auto found = std::find(header.begin(), header.end(), name.text);
    if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
    std::string hint = base::did_you_mean(name.text, header);
    if (hint.empty()) {
      for (const std::string& column : header) hint += (hint.empty() ? "" : ", ") + column;
      hint = "it has " + hint;
    }
    report(name, table.resource.file + " has no column " + base::describe(name), std::move(hint));
    return std::nullopt;
  }

  // A text, or a list of one text: a column.
  const JsonValue* one_name(JsonObject& object, std::string_view key) {
    const JsonValue* found = object.find(key);
    if (found == nullptr) return nullptr;
    const JsonValue& value =
        found->kind == JsonKind::Array && found->items.size() == 1 ? found->items[0] : *found;
    if (value.kind == JsonKind::Text && !value.text.empty()) return &value;
    report(*found, "expected the name of one column, found " + base::describe(*found));
    return nullptr;
  }

  void infer(Described& table) {
    SchemaHints hints;
    for (const std::string_view key : {"$schema", "fieldsMatch", "uniqueKeys"}) {
      table.schema.find(key);
    }
    const auto everywhere = read_missing_values(table.schema);
    hints.missing.assign(table.resource.table.header.size(), everywhere);
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
      for (std::string& value : read_missing_values(table.fields[i])) {
        if (table.columns[i]) hints.missing[*table.columns[i]].push_back(std::move(value));
      }
    }
    if (const JsonValue* key = one_name(table.schema, "primaryKey")) {
      hints.naming = column_named(table, *key);
    }
    table.result = infer_schema(table.resource.table, table.resource.file, words_, hints);
    TableKind& kind = table.result.kind;
    if (const JsonValue* value = table.object.find("kind")) {
      if (value->kind != JsonKind::Object && (value->kind != JsonKind::Text || value->text.empty()))
        report(*value, "expected a text or an object, found " + base::describe(*value));
      kind = kinds_.find(*value);
    }
    kind = kinds_.known(kind);
    table.result.columns[table.result.naming].kind = kind;
  }

  // "capital" of a table of states leads to a table of cities.
  void read_foreign_keys(Described& table) {
    for (const JsonValue& item : table.schema.items("foreignKeys")) {
      JsonObject key{item, file_, problems_};
      const auto own = names_at(key, "fields");
      const JsonValue* value = key.find("reference");
      if (value == nullptr) key.text("reference");
      key.finish();
      if (value == nullptr) continue;
      JsonObject reference{*value, file_, problems_};
      const auto others = names_at(reference, "fields");
      const Described* other = referenced(reference, table);
      reference.finish();
      if (other == nullptr || own.empty() || others.empty()) continue;
      if (own.size() == others.size()) {
        add_reference(table, own, *other, others);
      } else {
        report(item,
               "\"fields\" of the key and of its reference are " + std::to_string(own.size()) +
                   " and " + std::to_string(others.size()),
               "they stand in pairs");
      }
    }
  }

  using Names = std::vector<const JsonValue*>;

  // One of the other table's columns names its rows; the others tell rows of one name apart.
  void add_reference(Described& table, const Names& own, const Described& other,
                     const Names& others) {
    std::optional<std::size_t> leading;
    RowReference reference;
    reference.table = static_cast<std::size_t>(&other - tables_.data());
    bool is_known = true;
    for (std::size_t i = 0; i < own.size(); ++i) {
      const auto column = column_named(table, *own[i]);
      const auto target = column_named(other, *others[i]);
      is_known &= column && target;
      if (!column || !target) continue;
      if (*target != other.result.naming) {
        reference.conditions.push_back({*column, *target});
      } else if (*column == table.result.naming) {
        report(*own[i], base::describe(*own[i]) + " names the rows and leads nowhere",
               "give both tables the same \"kind\"");
        return;
      } else {
        leading = column;
      }
    }
    if (!is_known) return;
    if (!leading) {
      report(*others.front(),
             "the rows of " + other.resource.file + " are named by \"" +
                 other.resource.table.header[other.result.naming] + "\", not by " +
                 base::describe(*others.front()),
             "lead to the column that names the rows, or make this one its \"primaryKey\"");
      return;
    }
    Column& leads = table.result.columns[*leading];
    leads.property.type = ValueType::Entity;
    leads.kind = other.result.kind;
    leads.is_kind_given = true;
    if (!reference.conditions.empty()) leads.reference = std::move(reference);
  }

  // The texts of a required list, or the text alone.
  Names names_at(JsonObject& object, std::string_view key) {
    const JsonValue* found = object.find(key);
    if (found == nullptr) {
      object.text(key);  // says that it is missing
      return {};
    }
    Names names;
    if (found->kind == JsonKind::Text && !found->text.empty()) names.push_back(found);
    for (const JsonValue& item : found->items) {
      if (item.kind == JsonKind::Text && !item.text.empty()) names.push_back(&item);
    }
    const bool is_list = found->kind == JsonKind::Array && !found->items.empty();
    if (names.size() == (is_list ? found->items.size() : 1)) return names;
    report(*found, "expected the names of columns, found " + base::describe(*found));
    return {};
  }

  // By its name or the stem of its path; an empty one is the table itself, as in the standard.
  const Described* referenced(JsonObject& reference, const Described& own) {
    const JsonValue* name = reference.find("resource");
    if (name == nullptr || (name->kind == JsonKind::Text && name->text.empty())) return &own;
    std::vector<std::string> names;
    for (const Described& table : tables_) {
      names.push_back(std::filesystem::path{table.resource.file}.stem().string());
      const JsonValue* given = table.resource.resource->find("name");
      if (given != nullptr && given->kind == JsonKind::Text) names.back() = given->text;
      const bool is_meant =
          name->kind == JsonKind::Text &&
          (name->text == names.back() ||
           name->text == std::filesystem::path{table.resource.file}.stem().string());
      if (is_meant) return &table;
    }
    report(*name, "there is no table " + base::describe(*name) + " in this pack",
           base::did_you_mean(name->text, names));
    return nullptr;
  }

  void read_columns(Described& table) {
    const CsvTable& cells = table.resource.table;
    TableSchema& schema = table.result;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
      const JsonValue* role = table.fields[i].value().find("role");
      const bool is_ignored = table.columns[i] && role != nullptr && role->kind == JsonKind::Text &&
                              role->text == "ignore";
      if (is_ignored) schema.columns[*table.columns[i]].use = ColumnUse::Ignored;
    }
    ColumnReader reader{cells, kinds_, phrases_, words_};
    reader.add_implied_names(schema.columns);
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
      if (!table.columns[i]) continue;
      JsonObject& field = table.fields[i];
      Column& column = schema.columns[*table.columns[i]];
      if (*table.columns[i] == schema.naming) {
        reader.read_naming_field(field, column);
      } else {
        reader.read_field(field, *table.columns[i], column);
      }
      field.finish();
    }
    const Column& naming = schema.columns[schema.naming];
    if (table.object.has("names") || table.object.has("adjectiveNames")) {
      reader.read_further_names(table.object, reader.names_in(schema.naming, naming),
                                schema.further_names);
    }
    for (const JsonValue& item : table.object.items("ofCells")) {
      read_of_cells(table, item, reader);
    }
    for (const JsonValue& item : table.object.items("derived")) {
      read_derived(table, item, reader);
    }
    table.schema.finish();
  }

  void read_derived(Described& table, const JsonValue& item, ColumnReader& reader) {
    JsonObject object{item, file_, problems_};
    DerivedColumn derived;
    derived.property = reader.read_derived(object);
    const auto columns = columns_at(table, object, "divide");
    object.finish();
    if (const JsonValue* list = item.find("divide");
        list != nullptr && list->kind == JsonKind::Array && list->items.size() != 2) {
      report(*list, "expected two columns, found " + base::describe(*list),
             "the first is divided by the second");
    }
    for (const auto& [place, index] : columns) {
      if (table.result.columns[index].property.type == ValueType::Number) continue;
      report(*place, "expected a column of numbers, found " + base::describe(*place));
    }
    if (columns.size() != 2) return;
    derived.dividend = columns[0].second;
    derived.divisor = columns[1].second;
    table.result.derived.push_back(std::move(derived));
  }

  // "of" and "values" are lists of columns, the first of one belongs to the first of the other.
  void read_of_cells(Described& table, const JsonValue& item, ColumnReader& reader) {
    JsonObject object{item, file_, problems_};
    const auto things = columns_at(table, object, "of");
    const auto values = columns_at(table, object, "values");
    const auto& columns = table.result.columns;
    for (std::size_t i = 0; i < things.size(); ++i) {
      const Column& column = columns[things[i].second];
      const bool is_thing = column.property.type == ValueType::Entity &&
                            things[i].second != table.result.naming &&
                            column.use != ColumnUse::Ignored;
      if (is_thing) continue;
      report(*things[i].first,
             "expected a column of names of things, found " + base::describe(*things[i].first),
             "give that column the \"kind\" of the things that its cells name");
    }
    if (values.empty()) {
      object.text("name");
      object.finish();
      return;
    }
    const Column& first = columns[values.front().second];
    for (const auto& [place, index] : values) {
      const bool is_alike = columns[index].property.type == first.property.type &&
                            (first.property.type != ValueType::Entity ||
                             columns[index].kind.singular == first.kind.singular);
      if (is_alike) continue;
      report(*place, "expected a column of the same type and kind as the first, found " +
                         base::describe(*place));
    }
    CellProperty told;
    told.told = reader.read_of_cells(object, first);
    object.finish();
    if (things.size() != values.size()) {
      report(item,
             "\"of\" and \"values\" name " + std::to_string(things.size()) + " and " +
                 std::to_string(values.size()) + " columns",
             "they stand in pairs");
      return;
    }
    for (std::size_t i = 0; i < things.size(); ++i) {
      told.pairs.push_back({things[i].second, values[i].second});
    }
    table.result.of_cells.push_back(std::move(told));
  }

  // The columns that a required list names, each with its place.
  std::vector<std::pair<const JsonValue*, std::size_t>> columns_at(const Described& table,
                                                                   JsonObject& object,
                                                                   std::string_view key) {
    std::vector<std::pair<const JsonValue*, std::size_t>> columns;
    if (!object.has(key)) object.text(key);  // says that it is missing
    const auto& names = object.items(key);
    if (const JsonValue* list = object.find(key);
        list != nullptr && list->kind == JsonKind::Array && names.empty()) {
      report(*list, "expected at least one column, found none");
    }
    for (const JsonValue& name : names) {
      if (name.kind != JsonKind::Text) {
        report(name, "expected a text, found " + base::describe(name));
      } else if (const auto column = column_named(table, name)) {
        columns.emplace_back(&name, *column);
      }
    }
    return columns;
  }

  void check_symmetry(const Described& table) {
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
      if (!table.columns[i]) continue;
      const Column& column = table.result.columns[*table.columns[i]];
      if (!column.property.symmetric || column.kind.singular == table.result.kind.singular)
        continue;
      report(*table.fields[i].value().find("symmetric"),
             "expected a column of the same kind as the rows, found one of the kind \"" +
                 column.kind.singular + "\" in a table of the kind \"" +
                 table.result.kind.singular + "\"");
    }
  }

  // Of columns that nobody described the type fits all cells.
  void check_cells(const Described& table) {
    constexpr std::size_t kMost = 30;
    std::size_t found = 0;
    for (const CsvTable::Row& row : table.resource.table.rows) {
      for (std::size_t i = 0; i < row.cells.size() && found < kMost; ++i) {
        const Column& column = table.result.columns[i];
        if (column.property.is_inferred || column.use == ColumnUse::Ignored ||
            is_missing(column, row.cells[i]) || !read_cell(column, row.cells[i], words_).empty()) {
          continue;
        }
        ++found;
        base::Problem problem;
        problem.file = table.resource.path;
        problem.line = static_cast<int>(row.line);
        problem.message = "column \"" + table.resource.table.header[i] + "\": expected " +
                          expected(column.property.type) + ", found " + described(row.cells[i]);
        problem.hint = "cells without a value are listed in \"missingValues\"";
        problems_.push_back(std::move(problem));
      }
    }
  }

  // Quoted, and cut to a readable length.
  static std::string described(const std::string& cell) {
    JsonValue text;
    text.kind = JsonKind::Text;
    text.text = cell;
    return base::describe(text);
  }

  static std::string expected(ValueType type) {
    switch (type) {
      case ValueType::Number:
        return "a number";
      case ValueType::Percent:
        return "a number with a percent sign";
      case ValueType::Date:
        return "a date as in ISO 8601";
      case ValueType::Boolean:
        return "yes, no, true or false";
      default:
        return "a name";
    }
  }

  const std::string& file_;
  const text::Words& words_;
  base::Problems& problems_;
  TablePhrases phrases_;
  DescribedKinds kinds_;
  std::vector<Described> tables_;
};

}  // namespace

std::vector<DescribedTable> describe_tables(std::vector<TableResource> resources,
                                            const std::string& package_file,
                                            const text::Words& words,
                                            const std::vector<std::string>& reserved,
                                            base::Problems& problems) {
  TableDescriber describer{package_file, words, reserved, problems};
  for (TableResource& resource : resources) describer.add(std::move(resource));
  return std::move(describer).finish();
}

}  // namespace jauap::knowledge
